package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who may go together with others: each operator that once served a village, by the station, commune and province it hangs on. Made anew for a
 * tick that has something to place; linear in the operators of all villages.
 */
final class Children {
    private final Map<String, List<Child>> groups = new HashMap<>();
    private final Map<String, List<Child>> byVillage = new HashMap<>();

    /** One operator at the centre of one village. */
    record Child(String village, String operator, OperatorWatch watch, List<String> areas) {
        String key() {
            return watch.key;
        }

        /** Where it hangs at that level; null when nobody knows. */
        @Nullable
        String place(Quorum level) {
            return switch (level) {
                case STATION -> watch.station.isEmpty() ? null : watch.station;
                case COMMUNE -> areas.isEmpty() ? null : areas.get(0);
                case OPERATOR -> areas.isEmpty() ? null : areas.get(areas.size() - 1);
            };
        }

        boolean isDownNear(long at, long withinMs) {
            return watch.isDown() && Math.abs(watch.start - at) <= withinMs;
        }
    }

    /** In the order of village and operator. */
    Children(Map<String, VillageIncidents> villages, Places places, long now) {
        for (Map.Entry<String, VillageIncidents> entry : villages.entrySet()) {
            String village = entry.getKey();
            List<Child> here = new ArrayList<>(3);
            List<String> areas = places.areas(village, now);
            entry.getValue().operators().forEach((operator, watch) -> {
                if (watch.everServed) {
                    here.add(new Child(village, operator, watch, areas));
                }
            });
            byVillage.put(village, here);
            here.forEach(this::list);
        }
    }

    private void list(Child child) {
        for (Quorum level : Quorum.values()) {
            String place = child.place(level);
            if (place != null) {
                groups.computeIfAbsent(key(level, place, child.operator()), key -> new ArrayList<>())
                        .add(child);
            }
        }
    }

    /** All of one operator that hang there, down or not. */
    List<Child> of(Quorum level, String place, String operator) {
        return groups.getOrDefault(key(level, place, operator), List.of());
    }

    List<Child> in(String village) {
        return byVillage.getOrDefault(village, List.of());
    }

    private static String key(Quorum level, String place, String operator) {
        return level.letter + place + '\t' + operator;
    }

    /**
     * Those that went together.
     *
     * @param first start of the first outage
     * @param watched of how many that had a vote
     */
    record Together(long first, List<Child> down, int watched) {}

    /** The most of these that ever went within the time, if they are enough; null when not, or when most are unknown: then it is we who cannot see. */
    static @Nullable Together together(Quorum level, List<Child> group) {
        int unknown = 0;
        List<Child> down = new ArrayList<>();
        for (Child child : group) {
            switch (child.watch().standing) {
                case UNKNOWN -> unknown++;
                case UNCOVERED, RECOVERING -> down.add(child);
                case COVERED, DEGRADED -> {}
            }
        }
        if (2 * unknown > group.size() || down.isEmpty()) {
            return null;
        }
        down.sort(Comparator.comparingLong(child -> child.watch().start));
        List<Child> went = mostWithin(level.withinMs, down);
        long first = went.get(0).watch().start;
        long last = first + level.withinMs;
        List<Child> voters = new ArrayList<>(went);
        for (Child child : group) {
            boolean wentLater = child.watch().isDown() && child.watch().start > last;
            if (child.watch().standing.isServed() || wentLater) {
                voters.add(child);
            }
        }
        boolean isMet =
                level == Quorum.OPERATOR ? isMetByCommunes(went, voters) : level.isMet(went.size(), voters.size());
        return isMet ? new Together(first, went, voters.size()) : null;
    }

    private static List<Child> mostWithin(long withinMs, List<Child> byStart) {
        int from = 0;
        int to = 0;
        for (int begin = 0, end = 0; end < byStart.size(); end++) {
            while (byStart.get(end).watch().start - byStart.get(begin).watch().start > withinMs) {
                begin++;
            }
            if (end + 1 - begin > to - from) {
                from = begin;
                to = end + 1;
            }
        }
        return byStart.subList(from, to);
    }

    /** A commune went when half of its voters did, be they three or one. */
    private static boolean isMetByCommunes(List<Child> went, List<Child> voters) {
        Map<String, Integer> ofCommune = counted(went, Quorum.COMMUNE);
        Map<String, Integer> votersOf = counted(voters, Quorum.COMMUNE);
        int communes = 0;
        for (Map.Entry<String, Integer> entry : ofCommune.entrySet()) {
            int most = votersOf.getOrDefault(entry.getKey(), 0);
            communes += 100 * entry.getValue() >= Quorum.COMMUNE.percent * most ? 1 : 0;
        }
        return Quorum.OPERATOR.isMet(communes, votersOf.size());
    }

    private static Map<String, Integer> counted(Collection<Child> children, Quorum level) {
        Map<String, Integer> counts = new HashMap<>();
        for (Child child : children) {
            String place = child.place(level);
            if (place != null) {
                counts.merge(place, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Whether three quarters of them hang on one place of that lower level, which explains them without help. */
    static boolean isOfOne(Quorum level, List<Child> down) {
        int most = counted(down, level).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return 4 * most >= 3 * down.size();
    }
}
