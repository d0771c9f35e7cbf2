package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of the mobile network that an outage of now may join, looked up by village, station and place. Made anew for a tick that has somebody to place;
 * linear in their members.
 */
final class OpenCases {
    /** A mast or its power takes all its operators at once; their windows see it up to so much apart. */
    private static final long TOGETHER_MS = 600_000;
    /** An outage of a commune or an operator takes in who goes so long after its last. */
    private static final long MERGE_MS = 900_000;
    /** A station is known to be out by so many of its places. */
    private static final int LEAST = 2;

    private final Map<String, List<MobileCase>> byVillage = new HashMap<>();
    private final Map<String, List<MobileCase>> byStation = new HashMap<>();
    private final Map<String, List<MobileCase>> byPlace = new HashMap<>();
    private final Map<String, Integer> outAt = new HashMap<>();
    private final Map<String, Long> firstStart = new HashMap<>();
    private final Map<String, Long> lastStart = new HashMap<>();

    OpenCases(Collection<MobileCase> cases) {
        for (MobileCase each : cases) {
            if (each.isFree()) {
                list(each);
            }
        }
    }

    private void list(MobileCase each) {
        firstStart.put(each.id(), each.members().start());
        lastStart.put(each.id(), each.members().lastStart());
        if (each.level() != Quorum.STATION) {
            put(byPlace, each.level().letter + each.place(), each);
        }
        for (MobileMember member : each.members().all()) {
            put(byVillage, member.village, each);
            if (!member.station.isEmpty()) {
                put(byStation, member.station, each);
                if (member.isOut()) {
                    outAt.merge(each.id() + '\t' + member.station, 1, Integer::sum);
                }
            }
        }
    }

    /** Members of one incident come one after another, so it is listed once. */
    private static void put(Map<String, List<MobileCase>> lists, String key, MobileCase each) {
        List<MobileCase> list = lists.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (list.isEmpty() || list.get(list.size() - 1) != each) {
            list.add(each);
        }
    }

    /** The one that went in the same village at the same time, by another operator. */
    @Nullable
    MobileCase atItsVillage(Children.Child child) {
        for (MobileCase each : byVillage.getOrDefault(child.village(), List.of())) {
            if (each.level() == Quorum.STATION && isNear(each, child, TOGETHER_MS)) {
                return each;
            }
        }
        return null;
    }

    /** The one its station, commune or province is out with. */
    @Nullable
    MobileCase above(Children.Child child) {
        String station = child.watch().station;
        for (MobileCase each : byStation.getOrDefault(station, List.of())) {
            boolean isStationOut = outAt.getOrDefault(each.id() + '\t' + station, 0) >= LEAST
                    && child.watch().start >= first(each) - TOGETHER_MS;
            if (isStationOut || isNear(each, child, TOGETHER_MS)) {
                return each;
            }
        }
        for (Quorum level : new Quorum[] {Quorum.COMMUNE, Quorum.OPERATOR}) {
            for (MobileCase each : byPlace.getOrDefault(level.letter + child.place(level), List.of())) {
                if (isNear(each, child, MERGE_MS) && each.members().operators().contains(child.operator())) {
                    return each;
                }
            }
        }
        return null;
    }

    private boolean isNear(MobileCase each, Children.Child child, long withinMs) {
        long start = child.watch().start;
        boolean isWide = withinMs == MERGE_MS;
        long last = isWide ? lastStart.getOrDefault(each.id(), 0L) : first(each);
        return start >= first(each) - withinMs && start <= last + withinMs;
    }

    private long first(MobileCase each) {
        return firstStart.getOrDefault(each.id(), 0L);
    }
}
