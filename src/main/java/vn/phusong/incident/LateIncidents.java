package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PastOutage;
import vn.phusong.coverage.Rules;

/**
 * Outages of one village that are known by late data only: opened and closed in one step, marked, owing nobody anything. What was told of the same operator
 * and time is never told again. Watch loop only.
 */
final class LateIncidents {
    /** A past reaches back a day and a few hours; what was told before cannot meet it. */
    private static final long KEPT_MS = 30 * 3_600_000L;

    private static final int MOST = 64;
    private static final long TOGETHER_MS = 300_000;

    private final String village;
    private final List<Told> told = new ArrayList<>();
    private int count;
    private @Nullable Incident newest;

    LateIncidents(String village) {
        this.village = village;
    }

    /** An operator in an incident from its outage's start on; {@code to} is −1 while it is in it. */
    private record Told(String operator, long from, long to) {
        boolean meets(LateOutage late) {
            return operator.equals(late.operator())
                    && from <= late.outage().end()
                    && (to < 0 || to >= late.outage().start());
        }

        boolean liesIn(Incident.Span span) {
            return from >= span.start() && to >= 0 && to <= span.end();
        }
    }

    /** Remembers whose outage is in an open incident (or in one a person closed) of this village or of several, and until when. At every tick. */
    void follow(List<String> saidOf, Due due, Map<String, OperatorWatch> operators) {
        long now = due.now();
        forget(now);
        Set<String> inIt = inIncidents(saidOf, due, operators);
        for (int i = 0; i < told.size(); i++) {
            Told one = told.get(i);
            if (one.to() < 0 && !inIt.contains(one.operator())) {
                told.set(i, new Told(one.operator(), one.from(), now));
            }
        }
        for (String operator : inIt) {
            if (told.stream().noneMatch(one -> one.to() < 0 && one.operator().equals(operator))) {
                OperatorWatch watch = operators.get(operator);
                told.add(new Told(operator, watch == null ? now : watch.start, -1));
            }
        }
    }

    /** Somebody is in an incident as of the last tick: the next has to see whether that still holds. */
    boolean isFollowing() {
        return told.stream().anyMatch(one -> one.to() < 0);
    }

    private static Set<String> inIncidents(List<String> saidOf, Due due, Map<String, OperatorWatch> operators) {
        Set<String> inIt = new TreeSet<>(saidOf);
        operators.forEach((operator, watch) -> {
            if (watch.isDown() && due.owners().of(operator) != null) {
                inIt.add(operator);
            }
        });
        return inIt;
    }

    private void forget(long now) {
        told.removeIf(one -> one.to() >= 0 && one.to() < now - KEPT_MS);
        while (told.size() > MOST) {
            told.remove(0);
        }
    }

    /** What a tick found of the past of this village. */
    record Found(List<LateOutage> outages, Map<String, OperatorWatch> operators, int households, long now) {}

    void tell(Rules.Alerts rules, Found found, Telling telling) {
        forget(found.now());
        List<LateOutage> over = found.outages().stream()
                .filter(late -> !isDownSince(found.operators().get(late.operator()), late.outage()))
                .sorted(Comparator.comparingLong(
                                (LateOutage late) -> late.outage().start())
                        .thenComparing(LateOutage::operator))
                .toList();
        over.forEach(late -> widen(rules, late, found, telling));
        List<LateOutage> group = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (LateOutage late : over) {
            if (told.stream().anyMatch(one -> one.meets(late))) {
                continue;
            }
            if (!group.isEmpty() && late.outage().start() > end) {
                incident(rules, group, found, telling);
                group.clear();
                end = Long.MIN_VALUE;
            }
            group.add(late);
            end = Math.max(end, late.outage().end());
        }
        if (!group.isEmpty()) {
            incident(rules, group, found, telling);
        }
    }

    /** More of the backlog came: the newest outage known by late data was longer than it said. */
    private void widen(Rules.Alerts rules, LateOutage late, Found found, Telling telling) {
        Incident was = newest;
        PastOutage outage = late.outage();
        if (was == null
                || !was.scope().operators().contains(late.operator())
                || outage.start() > was.span().end()
                || outage.end() < was.span().start()
                || (outage.start() >= was.span().start()
                        && outage.end() <= was.span().end())
                || told.stream().anyMatch(one -> one.meets(late) && !one.liesIn(was.span()))) {
            return;
        }
        boolean isLonger = outage.end() > was.span().end();
        Incident.Span span = new Incident.Span(
                Math.min(outage.start(), was.span().start()),
                was.span().detected(),
                Math.max(outage.end(), was.span().end()));
        told.removeIf(one -> one.operator().equals(late.operator()) && one.liesIn(was.span()));
        told.add(new Told(late.operator(), span.start(), span.end()));
        Incident wider = new Incident(
                was.id(),
                was.revision() + 1,
                IncidentState.CLOSED,
                found.now(),
                severity(rules, found, was.scope().operators(), span.end() - span.start()),
                was.cause(),
                was.confidence(),
                span,
                was.scope(),
                new Incident.Marks(
                        false, isLonger ? outage.unobserved() : was.marks().unobserved(), true, false),
                List.of());
        newest = wider;
        telling.change(wider);
    }

    /** One operator of several is never above a warning. */
    private static Severity severity(Rules.Alerts rules, Found found, List<String> operators, long lastedMs) {
        return operators.containsAll(found.operators().keySet())
                ? Evidence.byDuration(rules, lastedMs)
                : Severity.WARNING;
    }

    /** It lasts, and is or will be told as what it is: an outage of now. */
    private static boolean isDownSince(@Nullable OperatorWatch watch, PastOutage outage) {
        return watch != null && watch.isDown() && outage.end() >= watch.start;
    }

    private void incident(Rules.Alerts rules, List<LateOutage> group, Found found, Telling telling) {
        long now = found.now();
        TreeSet<String> operators = new TreeSet<>();
        long end = 0;
        boolean unobserved = false;
        for (LateOutage late : group) {
            operators.add(late.operator());
            unobserved |= late.outage().end() >= end && late.outage().unobserved();
            end = Math.max(end, late.outage().end());
            told.add(new Told(
                    late.operator(), late.outage().start(), late.outage().end()));
        }
        long start = group.get(0).outage().start();
        boolean together = group.stream().allMatch(late -> late.outage().start() - start <= TOGETHER_MS);
        boolean shared = together && operators.size() > 1;
        Incident opened = new Incident(
                village + "-r" + ++count,
                1,
                IncidentState.OPENED,
                now,
                severity(rules, found, List.copyOf(operators), end - start),
                shared ? Cause.MOBILE_SITE : Cause.MOBILE_UNKNOWN,
                shared ? 0.6 : 0.3,
                new Incident.Span(start, now, -1),
                new Incident.Scope(village, null, 1, found.households(), List.copyOf(operators), null),
                new Incident.Marks(false, false, true, false),
                List.of());
        Incident closed = closed(opened, end, unobserved);
        newest = closed;
        telling.change(opened);
        telling.change(closed);
    }

    private static Incident closed(Incident opened, long end, boolean unobserved) {
        return new Incident(
                opened.id(),
                2,
                IncidentState.CLOSED,
                opened.at(),
                opened.severity(),
                opened.cause(),
                opened.confidence(),
                new Incident.Span(opened.span().start(), opened.span().detected(), end),
                opened.scope(),
                new Incident.Marks(false, unobserved, true, false),
                List.of());
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(count);
        Incident incident = newest;
        out.writeBoolean(incident != null);
        if (incident != null) {
            IncidentCodec.write(out, incident);
        }
        out.writeShort(told.size());
        for (Told one : told) {
            out.writeUTF(one.operator());
            out.writeLong(one.from());
            out.writeLong(one.to());
        }
    }

    /** The end of a row; those of earlier programs end before it. */
    static LateIncidents read(DataInput in, String village) throws IOException {
        LateIncidents read = new LateIncidents(village);
        try {
            read.count = in.readInt();
        } catch (EOFException e) {
            return read;
        }
        read.newest = in.readBoolean() ? IncidentCodec.read(in) : null;
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            read.told.add(new Told(in.readUTF(), in.readLong(), in.readLong()));
        }
        return read;
    }
}
