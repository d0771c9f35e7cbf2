package vn.phusong.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Kleene;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.village.Device;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;

/**
 * How the operators at a village's points, and the village itself, stood within a span: as reported, and as now known, with what late data put right. Of
 * one indicator. A village is what its centre says, as when it was reported.
 */
final class KnownStandings {
    /** A point and an operator there; both empty for the village. */
    record Place(String point, String operator) implements Comparable<Place> {
        static final Place VILLAGE = new Place("", "");

        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::point)
                    .thenComparing(Place::operator)
                    .compare(this, other);
        }
    }

    /** What is asked: of an indicator, over a half-open time. */
    record Of(String indicator, long from, long to) {}

    /** One standing over a half-open time. */
    record Interval(Place place, long from, long to, Standing standing, boolean revised) {}

    private record From(Standing standing, boolean revised) {}

    private final Registry registry;
    private final long from;
    private final long to;
    private final Map<Place, NavigableMap<Long, From>> reported = new TreeMap<>();
    private final Map<Place, NavigableMap<Long, From>> known = new TreeMap<>();

    /**
     * @param changes every change of the village up to the end of what is asked
     * @param revisions those of that indicator that touch it, in the order of knowing
     */
    KnownStandings(Registry registry, List<StandingChange> changes, List<Revision> revisions, Of of) {
        this.registry = registry;
        this.from = of.from();
        this.to = of.to();
        reported.put(Place.VILLAGE, new TreeMap<>());
        for (StandingChange change : changes) {
            Place place = place(change);
            if (place != null && change.indicator().equals(of.indicator())) {
                reported.computeIfAbsent(place, unused -> new TreeMap<>())
                        .put(change.at(), new From(change.to(), false));
            }
        }
        reported.forEach((place, line) -> known.put(place, new TreeMap<>(line)));
        revisions.forEach(revision -> put(revision));
        NavigableMap<Long, From> said = reported.getOrDefault(Place.VILLAGE, new TreeMap<>());
        NavigableMap<Long, From> line = known.getOrDefault(Place.VILLAGE, new TreeMap<>());
        revisions.forEach(revision -> village(revision, said, line));
    }

    private static @Nullable Place place(StandingChange change) {
        String point = change.point();
        String operator = change.operator();
        if (point == null) {
            return operator == null ? Place.VILLAGE : null;
        }
        return operator == null ? null : new Place(point, operator);
    }

    private void put(Revision revision) {
        Place place = new Place(revision.point(), revision.operator());
        NavigableMap<Long, From> line = known.computeIfAbsent(place, unused -> new TreeMap<>());
        put(line, revision.from(), revision.to(), () -> revision.standings()
                .forEach(at -> line.put(at.at(), new From(at.standing(), true))));
    }

    /** Puts other standings into [begin, end) of a line, which goes on behind as it did. */
    private static void put(NavigableMap<Long, From> line, long begin, long end, Runnable standings) {
        From after = at(line, end);
        line.subMap(begin, end).clear();
        standings.run();
        line.put(end, after);
    }

    private static From at(NavigableMap<Long, From> line, long time) {
        Map.Entry<Long, From> entry = line.floorEntry(time);
        return entry == null ? new From(Standing.UNKNOWN, false) : entry.getValue();
    }

    private void village(Revision revision, NavigableMap<Long, From> said, NavigableMap<Long, From> line) {
        MeasurementPoint point = registry.point(revision.point());
        if (point == null || point.kind() != PointKind.CENTRE) {
            return;
        }
        TreeSet<Long> times =
                new TreeSet<>(said.subMap(revision.from(), revision.to()).keySet());
        times.add(revision.from());
        known.forEach((place, changes) -> {
            if (place.point().equals(point.id())) {
                times.addAll(changes.subMap(revision.from(), revision.to()).keySet());
            }
        });
        put(
                line,
                revision.from(),
                revision.to(),
                () -> times.forEach(time -> {
                    Standing standing = centre(point, time);
                    line.put(time, new From(standing, standing != at(said, time).standing()));
                }));
    }

    private Standing centre(MeasurementPoint point, long time) {
        TreeSet<String> operators = new TreeSet<>();
        for (Device device : registry.devicesOf(point.village(), time)) {
            if (point.id().equals(device.point())) {
                operators.addAll(device.operators());
            }
        }
        List<Standing> standings = new ArrayList<>();
        for (String operator : operators) {
            NavigableMap<Long, From> line = known.get(new Place(point.id(), operator));
            standings.add(line == null ? Standing.UNKNOWN : at(line, time).standing());
        }
        return Kleene.anyOperator(standings);
    }

    List<Interval> reported() {
        return intervals(reported);
    }

    List<Interval> known() {
        return intervals(known);
    }

    private List<Interval> intervals(Map<Place, NavigableMap<Long, From>> lines) {
        List<Interval> all = new ArrayList<>();
        lines.forEach((place, line) -> {
            long begin = from;
            From standing = at(line, from);
            for (Map.Entry<Long, From> next :
                    line.subMap(from, false, to, false).entrySet()) {
                if (!next.getValue().equals(standing)) {
                    all.add(new Interval(place, begin, next.getKey(), standing.standing(), standing.revised()));
                    begin = next.getKey();
                    standing = next.getValue();
                }
            }
            all.add(new Interval(place, begin, to, standing.standing(), standing.revised()));
        });
        return all;
    }
}
