package vn.phusong.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/** How one (point, operator) stood by the effects of a run: as reported, and as known after every revision; in milliseconds of event time. */
final class Stood {
    private final TreeMap<Long, Standing> reported = new TreeMap<>(Map.of(0L, Standing.UNKNOWN));
    private final TreeMap<Long, Standing> known;

    Stood(List<Effects> effects, String point, String operator) {
        this(effects, "mobile", point, operator);
    }

    Stood(List<Effects> effects, String indicator, String point, String operator) {
        for (Effects made : effects) {
            for (StandingChange change : made.standings()) {
                if (change.indicator().equals(indicator)
                        && point.equals(change.point())
                        && operator.equals(change.operator())) {
                    reported.put(change.at(), change.to());
                }
            }
        }
        known = new TreeMap<>(reported);
        for (Effects made : effects) {
            made.revisions().stream()
                    .filter(one -> one.indicator().equals(indicator)
                            && one.point().equals(point)
                            && one.operator().equals(operator))
                    .forEach(this::put);
        }
    }

    private void put(Revision revision) {
        Standing after = at(known, revision.to());
        known.subMap(revision.from(), revision.to()).clear();
        revision.standings().forEach(at -> known.put(at.at(), at.standing()));
        known.put(revision.to(), after);
    }

    private static Standing at(NavigableMap<Long, Standing> line, long time) {
        return Objects.requireNonNull(line.floorEntry(time)).getValue();
    }

    Standing reportedAt(int minute) {
        return at(reported, Province.T0 + minute * Province.MINUTE);
    }

    Standing knownAt(int minute) {
        return at(known, Province.T0 + minute * Province.MINUTE);
    }

    /** Every real change of what is known from {@code from} on, before {@code to}: minute, standing. */
    List<String> known(int from, int to) {
        List<String> changes = new ArrayList<>();
        Standing last = knownAt(from);
        changes.add("begin " + last);
        for (Map.Entry<Long, Standing> change : known.subMap(
                        Province.T0 + from * Province.MINUTE, false, Province.T0 + to * Province.MINUTE, false)
                .entrySet()) {
            if (change.getValue() != last) {
                last = change.getValue();
                changes.add((change.getKey() - Province.T0) / (double) Province.MINUTE + " " + last);
            }
        }
        return changes;
    }
}
