package vn.phusong.simulate;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/** Who speaks when: each member at its own moment of its interval, so that a minute's messages are spread over the minute. */
final class Rota {
    private final Map<Long, long[]> turns = new TreeMap<>();

    /** Called with a member and the moment it is due. */
    interface Turn {
        void take(int member, long at);
    }

    /** @param intervalMs of each member; its moment is a whole second drawn from {@code keys} */
    Rota(int[] members, IntToLongFunction intervalMs, IntToLongFunction keys) {
        Map<Long, Integer> sizes = new TreeMap<>();
        for (int member : members) {
            sizes.merge(intervalMs.applyAsLong(member), 1, Integer::sum);
        }
        sizes.forEach((interval, size) -> turns.put(interval, new long[size]));
        Map<Long, Integer> filled = new TreeMap<>();
        for (int member : members) {
            long interval = intervalMs.applyAsLong(member);
            int at = filled.merge(interval, 1, Integer::sum) - 1;
            long phase = phaseMs(keys.applyAsLong(member), interval);
            turns.getOrDefault(interval, new long[0])[at] = (phase << 32) | member;
        }
        turns.values().forEach(Arrays::sort);
    }

    static long phaseMs(long key, long intervalMs) {
        return 1000L * Noise.whole(key, 31, (int) Math.max(1, Math.min(intervalMs, 86_400_000) / 1000));
    }

    /** Everyone due in (after, until], each member's turns in the order of time. */
    void due(long after, long until, Turn turn) {
        turns.forEach((interval, order) -> {
            for (long cycle = Math.floorDiv(after, interval); cycle <= Math.floorDiv(until, interval); cycle++) {
                long begin = cycle * interval;
                for (int i = first(order, after - begin + 1); i < order.length; i++) {
                    long at = begin + (order[i] >>> 32);
                    if (at > until) {
                        break;
                    }
                    turn.take((int) order[i], at);
                }
            }
        });
    }

    /** Place of the first turn not before {@code phase}. */
    private static int first(long[] order, long phase) {
        int place = Arrays.binarySearch(order, Math.max(0, phase) << 32);
        return place < 0 ? -place - 1 : place;
    }
}
