package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Rules;

/**
 * The life of one incident of one OLT: the PONs that went together, one or many. Villages are its members and are told with it. It closes when at most
 * one in five of its lines is still out; a PON that is out beyond that is an incident of its own. Watch loop only.
 */
final class NetworkCase implements Life {
    /** PONs of one OLT that went within this are one cause. */
    private static final long TOGETHER_MS = 120_000;

    private static final int LEFT_PERCENT = 20;

    private final String id;
    /** What each of its PONs last said, whether out still or back. */
    private final Map<String, LostPon> parts = new TreeMap<>();

    private @Nullable Incident newest;
    private boolean changed;

    NetworkCase(String id) {
        this.id = id;
    }

    /** Open, or about to be. */
    boolean isOn() {
        return newest == null || newest.isOpen() || changed;
    }

    @Override
    public @Nullable Incident newest() {
        return newest;
    }

    @Override
    public void revise(Incident next) {
        newest = next;
    }

    /** A person closed it, and it is out still. */
    boolean isHeld() {
        return ByHand.isHeld(newest);
    }

    boolean hasOut(String pon) {
        LostPon part = parts.get(pon);
        return part != null && part.out();
    }

    /** Whether an outage of one more PON is of the same cause: near in time. */
    boolean isNear(PonSignal signal) {
        return Math.abs(signal.outage() - start()) <= TOGETHER_MS;
    }

    /** Whether an outage of this PON goes on under our id, though we closed. */
    boolean goesOn(Rules.Alerts rules, PonSignal signal) {
        Incident was = newest;
        return was != null
                && !was.isOpen()
                && !was.marks().left()
                && parts.containsKey(signal.pon().path())
                && signal.outage() >= was.span().end()
                && signal.outage() - was.at() <= rules.reopenMs();
    }

    /** Whether this outage of one of our PONs was still on when we closed, not long ago. */
    boolean leftBehind(PonSignal signal, long now) {
        Incident was = newest;
        return was != null
                && !was.isOpen()
                && parts.containsKey(signal.pon().path())
                && signal.outage() < was.span().end()
                && now - was.at() < Joining.AFTER_MS;
    }

    void take(PonSignal signal) {
        Incident was = newest;
        String pon = signal.pon().path();
        boolean isHeldOutage = isHeld() && hasOut(pon);
        if (was != null && !was.isOpen() && !changed && !isHeldOutage) {
            // What a person closed and is out still is out with it when it goes on.
            parts.values().removeIf(part -> !isHeld() || !part.out());
        }
        parts.put(pon, LostPon.lost(signal));
        changed |= !isHeldOutage;
    }

    /** Opens, tells what joined, or raises; nothing when nothing changed. */
    void tick(Rules.Alerts rules, long now, Telling telling) {
        Incident was = newest;
        if (was == null || !was.isOpen()) {
            if (changed) {
                open(rules, now, was, telling);
            }
        } else {
            goOn(rules, now, was, telling);
        }
        changed = false;
    }

    private void open(Rules.Alerts rules, long now, @Nullable Incident before, Telling telling) {
        Incident.Span span = new Incident.Span(start(), now, -1);
        NetworkDraft draft = draft(rules, now);
        Incident opened = new Incident(
                id,
                before == null ? 1 : before.revision() + 1,
                IncidentState.OPENED,
                now,
                draft.severity(),
                draft.cause().cause(),
                draft.cause().confidence(),
                span,
                draft.scope(),
                Incident.Marks.NONE,
                before == null ? List.of() : before.spans());
        newest = opened;
        telling.change(opened);
        telling.owe(before == null ? Owed.Step.OPENED : Owed.Step.REOPENED, opened);
    }

    private void goOn(Rules.Alerts rules, long now, Incident was, Telling telling) {
        NetworkDraft draft = draft(rules, now);
        boolean raised = draft.severity().compareTo(was.severity()) > 0;
        if (!changed && !raised) {
            return;
        }
        Severity severity = raised ? draft.severity() : was.severity();
        Incident.Span span = new Incident.Span(
                Math.min(was.span().start(), start()), was.span().detected(), -1);
        Incident next = draft.after(was, IncidentState.UPDATED, now, severity, span, was.marks());
        newest = next;
        telling.change(next);
        if (raised) {
            telling.owe(Owed.Step.RAISED, next);
        }
    }

    /** The PON is back, or left. What is still out when we close is no longer ours. */
    void back(Rules.Alerts rules, PonSignal signal, Telling telling) {
        LostPon part = parts.get(signal.pon().path());
        Incident was = newest;
        if (part == null || was == null || !(was.isOpen() || isHeld())) {
            return;
        }
        parts.put(signal.pon().path(), part.over(signal));
        int gone = 0;
        int out = 0;
        for (LostPon each : parts.values()) {
            gone += each.said().lines().gone();
            out += each.out() ? each.said().lines().gone() : 0;
        }
        if (100 * out <= LEFT_PERCENT * gone) {
            close(rules, signal, was, telling);
        }
    }

    private void close(Rules.Alerts rules, PonSignal signal, Incident was, Telling telling) {
        long end = Math.max(signal.outage(), was.span().start());
        boolean left = signal.what() == PonSignal.What.LEFT;
        Ending ending = new Ending(end, left, far());
        parts.replaceAll((pon, part) -> part.leftBehind());
        if (isHeld()) {
            newest = ByHand.ended(was, signal.at(), ending);
            telling.change(newest);
            return;
        }
        Incident.Marks marks = new Incident.Marks(false, false, false, left).with(ending.back());
        Incident.Span span = new Incident.Span(was.span().start(), was.span().detected(), end);
        Incident closed =
                draft(rules, signal.at()).after(was, IncidentState.CLOSED, signal.at(), was.severity(), span, marks);
        newest = closed;
        telling.change(closed);
        telling.owe(Owed.Step.CLOSED, closed);
    }

    private Back far() {
        int of = 0;
        int back = 0;
        int out = 0;
        for (LostPon part : parts.values()) {
            of += part.gone();
            back += part.back();
            out += part.leftBehind().still();
        }
        return new Back(of, back, out, 0);
    }

    private NetworkDraft draft(Rules.Alerts rules, long now) {
        return NetworkDraft.of(parts.values().stream().map(LostPon::said).toList(), start(), rules, now);
    }

    private long start() {
        long start = Long.MAX_VALUE;
        for (LostPon part : parts.values()) {
            start = Math.min(start, part.said().outage());
        }
        return start;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(id);
        out.writeBoolean(changed);
        out.writeInt(parts.size());
        for (LostPon part : parts.values()) {
            part.write(out);
        }
        Incident incident = newest;
        out.writeBoolean(incident != null);
        if (incident != null) {
            IncidentCodec.write(out, incident);
        }
    }

    static NetworkCase read(DataInput in) throws IOException {
        NetworkCase read = new NetworkCase(in.readUTF());
        read.changed = in.readBoolean();
        for (int i = in.readInt(); i > 0; i--) {
            LostPon part = LostPon.read(in);
            read.parts.put(part.said().pon().path(), part);
        }
        read.newest = in.readBoolean() ? IncidentCodec.read(in) : null;
        return read;
    }
}
