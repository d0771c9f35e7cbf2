package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PastOutage;
import vn.phusong.coverage.Rules;

/**
 * Outages of one village that are known by late data only: opened and closed in one step, marked, owing nobody anything. What was told of the same operator
 * and time is never told again. More late data may move them, make one of two, or show that there was none: then a revision says so, and in the end stand those
 * that would have been found, had all of it come at once. Watch loop only.
 */
final class LateIncidents {
    /** A past reaches back a day and a few hours; what was told before cannot meet it. */
    private static final long KEPT_MS = 30 * 3_600_000L;

    private static final int MOST = 128;
    private static final Comparator<LateOutage> BY_START = Comparator.comparingLong(
                    (LateOutage late) -> late.outage().start())
            .thenComparing(LateOutage::operator)
            .thenComparingLong(late -> late.outage().end());

    private final String village;
    private final ToldLive told = new ToldLive();
    /** What late data shows, told live or not, long enough to be told or not yet. */
    private final List<LateOutage> known = new ArrayList<>();
    /** The newest revision of each incident that holds, oldest incident first. */
    private final List<Incident> standing = new ArrayList<>();

    private int count;

    LateIncidents(String village) {
        this.village = village;
    }

    void follow(List<String> saidOf, Due due, Map<String, OperatorWatch> operators) {
        forget(due.now());
        told.follow(saidOf, due, operators);
    }

    boolean isFollowing() {
        return told.isFollowing();
    }

    private void forget(long now) {
        told.forget(now - KEPT_MS);
        standing.removeIf(incident -> incident.span().end() < now - KEPT_MS);
        known.removeIf(
                late -> late.outage().end() < now - KEPT_MS && standing.stream().noneMatch(late::isOf));
        while (known.size() > MOST) {
            LateOutage oldest = known.remove(0);
            List<Incident> of = oldest.outage().isDue()
                    ? standing.stream().filter(oldest::isOf).toList()
                    : List.of();
            // What is told of it stays so: the rest of it is not known any more either.
            known.removeIf(late -> of.stream().anyMatch(late::isOf));
            standing.removeAll(of);
        }
    }

    /** What a tick found of the past of this village. */
    record Found(List<LateOutages> judged, Map<String, OperatorWatch> operators, int households, long now) {
        /** It lasts, and is or will be told as what it is: an outage of now. */
        private boolean isOfNow(LateOutage late) {
            OperatorWatch watch = operators.get(late.operator());
            return watch != null && watch.isDown() && late.outage().end() >= watch.start;
        }

        /** One operator of several is never above a warning. */
        private Severity severity(Rules.Alerts rules, LateOutage.Group group) {
            return group.operators().containsAll(operators.keySet())
                    ? Evidence.byDuration(rules, group.end() - group.start())
                    : Severity.WARNING;
        }
    }

    void tell(Rules.Alerts rules, Found found, Telling telling) {
        forget(found.now());
        found.judged().forEach(this::learn);
        List<Incident> before = List.copyOf(standing);
        List<Incident> untold = new ArrayList<>(before);
        standing.clear();
        for (LateOutage.Group group : groups(found)) {
            List<Incident> same = untold.stream().filter(group::meets).toList();
            untold.removeAll(same);
            Incident now = same.isEmpty() ? opened(rules, group, found, telling) : same.get(0);
            standing.add(corrected(now, rules, group, found, telling));
            same.stream().skip(1).forEach(other -> joined(other, now.id(), found.now(), telling));
        }
        for (Incident incident : untold) {
            if (known.stream().anyMatch(late -> late.outage().isDue() && late.isOf(incident))) {
                // It happened, and more of it was told as it did.
                standing.add(incident);
            } else {
                telling.change(incident.next(IncidentState.CLOSED, found.now()).withdrawn());
            }
        }
        standing.sort(Comparator.comparingInt(LateIncidents::number));
    }

    /** What is known of the time that was judged again is what was found there now: what is news, or was known by late data before. */
    private void learn(LateOutages judged) {
        List<LateOutage> was = known.stream()
                .filter(late -> late.operator().equals(judged.operator())
                        && late.outage().end() >= judged.since())
                .toList();
        known.removeAll(was);
        for (PastOutage outage : judged.outages()) {
            boolean wasLate = was.stream().anyMatch(late -> late.meets(outage.start(), outage.end()));
            if (wasLate || judged.news().contains(outage)) {
                known.add(new LateOutage(judged.operator(), outage));
            }
        }
        known.sort(BY_START);
    }

    /** What is to be told of the past: neither told live nor lasting. */
    private List<LateOutage.Group> groups(Found found) {
        List<LateOutage.Group> groups = new ArrayList<>();
        List<LateOutage> group = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (LateOutage late : known) {
            if (!late.outage().isDue() || found.isOfNow(late) || told.meets(late.operator(), late.outage())) {
                continue;
            }
            if (!group.isEmpty() && late.outage().start() > end) {
                groups.add(new LateOutage.Group(List.copyOf(group)));
                group.clear();
            }
            end = group.isEmpty()
                    ? late.outage().end()
                    : Math.max(end, late.outage().end());
            group.add(late);
        }
        if (!group.isEmpty()) {
            groups.add(new LateOutage.Group(group));
        }
        return groups;
    }

    private Incident opened(Rules.Alerts rules, LateOutage.Group group, Found found, Telling telling) {
        Incident opened = new Incident(
                village + "-r" + ++count,
                1,
                IncidentState.OPENED,
                found.now(),
                found.severity(rules, group),
                Cause.MOBILE_UNKNOWN,
                0,
                new Incident.Span(group.start(), found.now(), -1),
                new Incident.Scope(village, null, 1, found.households(), group.operators(), null),
                new Incident.Marks(false, false, true, false),
                List.of());
        Incident caused = group.caused(opened);
        telling.change(caused);
        return caused;
    }

    /** As the group is; told only when that is not what it was. */
    private static Incident corrected(
            Incident was, Rules.Alerts rules, LateOutage.Group group, Found found, Telling telling) {
        Incident is = group.caused(was.next(IncidentState.CLOSED, found.now()))
                .of(was.scope().with(group.operators(), null))
                .graded(found.severity(rules, group))
                .lasting(new Incident.Span(group.start(), was.span().detected(), group.end()))
                .marked(new Incident.Marks(false, group.unobserved(), true, false));
        if (is.saysTheSame(was)) {
            return was;
        }
        telling.change(is);
        return is;
    }

    /** It turned out to be one with another that was told before. */
    private static void joined(Incident was, String into, long now, Telling telling) {
        Incident.Scope scope = was.scope().with(was.scope().operators(), into);
        telling.change(was.next(IncidentState.CLOSED, now).of(scope));
    }

    private static int number(Incident incident) {
        return Integer.parseInt(incident.id().substring(incident.id().lastIndexOf('r') + 1));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(count);
        // Where earlier programs kept the newest of them.
        out.writeBoolean(false);
        told.write(out);
        out.writeShort(known.size());
        for (LateOutage late : known) {
            out.writeUTF(late.operator());
            out.writeLong(late.outage().start());
            out.writeLong(late.outage().end());
            out.writeBoolean(late.outage().unobserved());
            out.writeBoolean(late.outage().isDue());
        }
        out.writeShort(standing.size());
        for (Incident incident : standing) {
            IncidentCodec.write(out, incident);
        }
    }

    /** The end of a row; those of earlier programs end before it, or before what is known. */
    static LateIncidents read(DataInput in, String village) throws IOException {
        LateIncidents read = new LateIncidents(village);
        try {
            read.count = in.readInt();
        } catch (EOFException e) {
            return read;
        }
        Incident newest = in.readBoolean() ? IncidentCodec.read(in) : null;
        read.told.read(in);
        try {
            read.readKnown(in);
        } catch (EOFException e) {
            read.earlier(newest);
        }
        return read;
    }

    private void readKnown(DataInput in) throws IOException {
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            String operator = in.readUTF();
            PastOutage outage = new PastOutage(in.readLong(), in.readLong(), in.readBoolean(), in.readBoolean());
            known.add(new LateOutage(operator, outage));
        }
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            standing.add(IncidentCodec.read(in));
        }
    }

    /** Of what an earlier program told by late data only the newest can be put right: of the others it did not keep what they said. */
    private void earlier(@Nullable Incident newest) {
        if (newest != null) {
            known.addAll(told.takeOut(newest));
            known.sort(BY_START);
            standing.add(newest);
        }
    }
}
