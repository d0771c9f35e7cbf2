package vn.phusong.alert;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices of one channel that wait, one lane for each incident: in order within a lane, and no lane behind another. Only their ids: what they say is in the
 * journal. Knows how far all is done:
 *
 * <pre>
 *   position   7  8  9  10  11        8 waits, 10 waits
 *              ✓  …  ✓  …   ✓         done through 7, although 9 and 11 are out
 * </pre>
 *
 * Alert's thread only.
 */
final class Lanes {
    /** One incident's notices that are not settled. */
    static final class Lane {
        final String incident;
        private final Map<String, Long> waiting = new HashMap<>();
        private long newest;
        int failures;
        boolean isSilent;
        boolean isBusy;
        boolean isReady = true;

        Lane(String incident) {
            this.incident = incident;
        }
    }

    /** How many wait at one position, and its event time. */
    private record Spot(int count, long at) {}

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final TreeMap<Long, Spot> spots = new TreeMap<>();
    private int size;

    /** @param at event time of the notice */
    void add(String incident, String id, long position, long at) {
        Lane lane = lanes.computeIfAbsent(incident, Lane::new);
        if (lane.waiting.putIfAbsent(id, position) == null) {
            lane.newest = Math.max(lane.newest, position);
            spots.merge(position, new Spot(1, at), (before, one) -> new Spot(before.count + 1, before.at));
            size++;
        }
    }

    /** Whose turn it is: who failed least, among them who has the newest to tell; null when none may. */
    @Nullable
    Lane next() {
        Lane best = null;
        for (Lane lane : lanes.values()) {
            if (lane.isReady && !lane.isBusy && (best == null || isBefore(lane, best))) {
                best = lane;
            }
        }
        return best;
    }

    private static boolean isBefore(Lane one, Lane other) {
        return one.failures != other.failures ? one.failures < other.failures : one.newest > other.newest;
    }

    /** These are told, carried or set aside. */
    void settle(Lane lane, Collection<String> ids) {
        for (String id : ids) {
            Long position = lane.waiting.remove(id);
            if (position != null) {
                spots.computeIfPresent(
                        position, (at, spot) -> spot.count == 1 ? null : new Spot(spot.count - 1, spot.at));
                size--;
            }
        }
        lane.failures = 0;
        lane.isSilent = false;
        leave(lane);
    }

    /** Its attempt is over. A busy lane stays even when nothing waits in it: the same incident must not get a second one. */
    void rest(Lane lane) {
        lane.isBusy = false;
        leave(lane);
    }

    private void leave(Lane lane) {
        if (lane.waiting.isEmpty() && !lane.isBusy && lanes.get(lane.incident) == lane) {
            lanes.remove(lane.incident);
        }
    }

    /** Nothing in it is to be told. */
    void drop(Lane lane) {
        settle(lane, List.copyOf(lane.waiting.keySet()));
    }

    Collection<Lane> all() {
        return lanes.values();
    }

    int size() {
        return size;
    }

    /** All up to and including this position is done, of what was loaded through {@code loaded}. */
    long doneThrough(long loaded) {
        return spots.isEmpty() ? loaded : Math.min(loaded, spots.firstKey() - 1);
    }

    /** Event time of the oldest waiting, −1 when none. */
    long oldest() {
        return spots.isEmpty() ? -1 : spots.firstEntry().getValue().at();
    }
}
