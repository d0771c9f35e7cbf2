package vn.phusong.incident;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;

/** The revisions of one incident of the mobile network and what each of them owes; flapping mutes all but the first. Watch loop only. */
final class MobileStory implements Life {
    private final String id;
    private final Flapping flapping;
    private @Nullable Incident newest;
    // Closed while flapping: the closing is told when the flapping is over, if it still is closed.
    private boolean closingUntold;

    MobileStory(String id) {
        this(id, new Flapping());
    }

    private MobileStory(String id, Flapping flapping) {
        this.id = id;
        this.flapping = flapping;
    }

    String id() {
        return id;
    }

    @Override
    public @Nullable Incident newest() {
        return newest;
    }

    @Override
    public void revise(Incident next) {
        newest = next;
        closingUntold = false;
    }

    /** A person closed it, and it is out still. */
    boolean isHeld() {
        return ByHand.isHeld(newest);
    }

    boolean isOpen() {
        return newest != null && newest.isOpen();
    }

    boolean isOpenOrNew() {
        return newest == null || newest.isOpen();
    }

    /** Closed, and nothing is kept back. */
    boolean isQuiet() {
        return newest != null && !newest.isOpen() && !flapping.on && !isHeld();
    }

    /** Whether an outage that begins then goes on under our id, though we closed. */
    boolean goesOn(Rules.Alerts rules, long start) {
        Incident was = newest;
        return was != null
                && !was.isOpen()
                && !was.marks().left()
                && start >= was.span().end()
                && start - was.at() <= rules.reopenMs();
    }

    /** Whether nothing of it is to be told any more, not even again. */
    boolean isPast(Rules.Alerts rules, long now) {
        Incident was = newest;
        return was != null && !was.isOpen() && !closingUntold && !isHeld() && now - was.at() > rules.reopenMs();
    }

    void open(Round round, MobileDraft draft, long start) {
        Incident before = newest;
        flapping.changed(round.now());
        boolean began = flapping.entered(round.rules(), round.now());
        Incident opened = new Incident(
                id,
                before == null ? 1 : before.revision() + 1,
                IncidentState.OPENED,
                round.now(),
                draft.severity(),
                draft.cause().cause(),
                draft.cause().confidence(),
                new Incident.Span(start, round.now(), -1),
                draft.scope(),
                new Incident.Marks(flapping.on, false, false, false),
                before == null ? List.of() : before.spans());
        newest = opened;
        round.telling().change(opened);
        // A muted closing followed by a muted re-opening leaves what was told true: it is out.
        boolean isMuted = before != null && flapping.on && !began;
        closingUntold &= isMuted;
        if (!isMuted) {
            round.telling().owe(before == null ? Owed.Step.OPENED : Owed.Step.REOPENED, opened);
        }
    }

    /** The same incident as its members make it now; told to somebody only when it became worse. */
    void goOn(Round round, MobileDraft draft, long start, boolean isObserved, boolean mayRaise) {
        Incident was = Objects.requireNonNull(newest);
        boolean isRaised = mayRaise && draft.severity().compareTo(was.severity()) > 0;
        Incident.Marks marks = new Incident.Marks(flapping.on, !isObserved, false, false);
        Incident.Span span = new Incident.Span(start, was.span().detected(), -1);
        Severity severity = isRaised ? draft.severity() : was.severity();
        Incident next = say(was, round, draft.told(IncidentState.UPDATED, severity, span, marks));
        if (isRaised && was.scope().parent() == null && !flapping.on) {
            round.telling().owe(Owed.Step.RAISED, next);
        }
    }

    /** Told with another from now on, or, with null, for itself again. */
    void joins(Round round, MobileDraft draft, @Nullable String parent) {
        Incident was = newest;
        if (was != null && was.isOpen() && !Objects.equals(parent, was.scope().parent())) {
            MobileDraft.Told told = draft.told(IncidentState.UPDATED, was.severity(), was.span(), was.marks());
            say(was, round, told.with(parent));
        }
    }

    void close(Round round, MobileDraft draft, Ending ending) {
        Incident was = Objects.requireNonNull(newest);
        if (isHeld()) {
            newest = ByHand.ended(was, round.now(), ending);
            round.telling().change(newest);
            return;
        }
        Incident.Marks marks = was.marks().ended(ending, null);
        long ended = Math.max(ending.end(), was.span().start());
        Incident.Span span = new Incident.Span(was.span().start(), was.span().detected(), ended);
        Incident closed = say(was, round, draft.told(IncidentState.CLOSED, was.severity(), span, marks));
        if (marks.flapping() && !ending.left()) {
            closingUntold = true;
        } else {
            round.telling().owe(Owed.Step.CLOSED, closed);
        }
    }

    /** Most of it came back, or went again. */
    void turned(Round round, MobileDraft draft, boolean isOut) {
        flapping.changed(round.now());
        if (isOut && flapping.entered(round.rules(), round.now())) {
            Incident marked = marked(round, draft, true);
            if (marked != null) {
                round.telling().owe(Owed.Step.FLAPPING, marked);
            }
        }
    }

    /** When it no longer flaps, what was kept back is told, if it still is so. */
    void calm(Round round, Supplier<MobileDraft> draft) {
        if (!flapping.ended(round.rules(), round.now())) {
            return;
        }
        Incident was = newest;
        if (was != null && !was.isOpen() && closingUntold) {
            closingUntold = false;
            round.telling().owe(Owed.Step.CLOSED, was);
        } else {
            marked(round, draft.get(), false);
        }
    }

    @CanIgnoreReturnValue
    private @Nullable Incident marked(Round round, MobileDraft draft, boolean isFlapping) {
        Incident was = newest;
        if (was == null || !was.isOpen() || was.marks().flapping() == isFlapping) {
            return null;
        }
        Incident.Marks marks = new Incident.Marks(isFlapping, was.marks().unobserved(), false, false);
        return say(was, round, draft.told(IncidentState.UPDATED, was.severity(), was.span(), marks));
    }

    @CanIgnoreReturnValue
    private Incident say(Incident was, Round round, MobileDraft.Told told) {
        Incident next = told.after(was, round.now());
        newest = next;
        round.telling().change(next);
        return next;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(closingUntold);
        flapping.write(out);
        Incident incident = newest;
        out.writeBoolean(incident != null);
        if (incident != null) {
            // Its reach is kept once, as the members.
            IncidentCodec.write(out, incident.reaching(null));
        }
    }

    static MobileStory read(DataInput in, String id, Reach reach) throws IOException {
        boolean closingUntold = in.readBoolean();
        MobileStory read = new MobileStory(id, Flapping.read(in));
        read.closingUntold = closingUntold;
        read.newest = in.readBoolean() ? IncidentCodec.read(in).reaching(reach) : null;
        return read;
    }
}
