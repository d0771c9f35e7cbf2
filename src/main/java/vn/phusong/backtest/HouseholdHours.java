package vn.phusong.backtest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.phusong.coverage.Standing;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** What the villages were on both sides at every moment, and how many households for how long. One thread. */
final class HouseholdHours {
    private static final double HOUR_MS = 3_600_000;

    private final long from;
    private final long to;
    private final Map<String, Both> villages = new TreeMap<>();
    private final Map<String, Double> sums = new HashMap<>();
    private final Set<String> uncounted = new HashSet<>();

    /** One village on both sides since a moment. */
    private static final class Both {
        Standing kept = Standing.UNKNOWN;
        Standing other = Standing.UNKNOWN;
        long since = Long.MIN_VALUE;
    }

    /** A village that stands otherwise at the end. */
    record Flip(String village, Standing before, Standing after) {}

    HouseholdHours(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** The turns of both sides in one stretch of time. */
    void take(List<Side.Turn> kept, List<Side.Turn> other, Registry registry) {
        int k = 0;
        int o = 0;
        while (k < kept.size() || o < other.size()) {
            boolean isKept = o == other.size()
                    || (k < kept.size() && kept.get(k).at() <= other.get(o).at());
            turn(isKept ? kept.get(k++) : other.get(o++), isKept, registry);
        }
    }

    private void turn(Side.Turn turn, boolean isKept, Registry registry) {
        Both both = villages.computeIfAbsent(turn.village(), village -> new Both());
        settle(turn.village(), both, turn.at(), registry);
        if (isKept) {
            both.kept = turn.to();
        } else {
            both.other = turn.to();
        }
    }

    private void settle(String village, Both both, long until, Registry registry) {
        long begin = Math.max(from, both.since);
        long end = Math.min(to, until);
        both.since = Math.max(both.since, until);
        Village row = end > begin ? registry.village(village, begin) : null;
        if (row != null) {
            if (!row.households().isKnown()) {
                uncounted.add(village);
            }
            double hours =
                    (end - begin) / HOUR_MS * Math.max(0, row.households().count());
            sums.merge(key(both.kept, both.other), hours, Double::sum);
        }
    }

    /** What is told of the rest, up to {@code until}. */
    void end(long until, Registry registry) {
        villages.forEach((village, both) -> settle(village, both, until, registry));
    }

    List<Flip> flips() {
        return villages.entrySet().stream()
                .filter(entry -> entry.getValue().kept.settled()
                        != entry.getValue().other.settled())
                .map(entry -> new Flip(
                        entry.getKey(),
                        entry.getValue().kept.settled(),
                        entry.getValue().other.settled()))
                .toList();
    }

    /** Villages of which the registry does not tell how many households there are: they are in no sum. */
    int uncounted() {
        return uncounted.size();
    }

    /** Served by the other rules and not by the kept ones. */
    double gained() {
        return sum((kept, other) -> !kept && other);
    }

    /** Served by the kept rules and not by the other ones. */
    double lost() {
        return sum((kept, other) -> kept && !other);
    }

    double servedKept() {
        return sum((kept, other) -> kept);
    }

    double servedOther() {
        return sum((kept, other) -> other);
    }

    private interface Choice {
        boolean takes(boolean keptServes, boolean otherServes);
    }

    private double sum(Choice choice) {
        double sum = 0;
        for (Standing kept : Standing.values()) {
            for (Standing other : Standing.values()) {
                if (choice.takes(kept.isServed(), other.isServed())) {
                    sum += sums.getOrDefault(key(kept, other), 0.0);
                }
            }
        }
        return sum;
    }

    private static String key(Standing kept, Standing other) {
        return kept + " " + other;
    }
}
