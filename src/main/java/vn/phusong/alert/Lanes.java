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
        private long oldestAt = Long.MAX_VALUE;
        /** Since when, epoch milliseconds. */
        long inHand;
        /** Not before does anybody have to look at it. */
        long lookAt;
        /** That and how it is to be told, null while it is not. */
        @Nullable
        Decision tell;
        /** The message it goes with, null while there is none. */
        Parcels.@Nullable Parcel parcel;

        Lane(String incident) {
            this.incident = incident;
        }

        /** The first time counts. */
        void begin(long at) {
            inHand = inHand == 0 ? at : inHand;
        }

        long newest() {
            return newest;
        }

        /** News of it, or of what people asked for: what was decided is void. */
        void lookAgain() {
            tell = null;
            lookAt = 0;
        }

        /** Its time has not come, or people asked for quiet. */
        boolean isResting() {
            return tell == null && parcel == null && lookAt > 0;
        }
    }

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    /** How many wait at each position. */
    private final TreeMap<Long, Integer> spots = new TreeMap<>();

    private int size;

    /** @param at event time of the notice */
    void add(String incident, String id, long position, long at) {
        Lane lane = lane(incident);
        if (lane.waiting.putIfAbsent(id, position) == null) {
            lane.newest = Math.max(lane.newest, position);
            lane.oldestAt = Math.min(lane.oldestAt, at);
            lane.lookAgain();
            spots.merge(position, 1, Integer::sum);
            size++;
        }
    }

    Lane lane(String incident) {
        return lanes.computeIfAbsent(incident, Lane::new);
    }

    /** Null when nothing of it waits. */
    @Nullable
    Lane known(String incident) {
        return lanes.get(incident);
    }

    /** These are told, carried or set aside. */
    void settle(Lane lane, Collection<String> ids) {
        for (String id : ids) {
            Long position = lane.waiting.remove(id);
            if (position != null) {
                spots.computeIfPresent(position, (at, count) -> count == 1 ? null : count - 1);
                size--;
            }
        }
        leave(lane);
    }

    /** A lane of a message under way stays even when nothing waits in it: the same incident must not go with a second one. */
    void leave(Lane lane) {
        if (lane.waiting.isEmpty() && lane.parcel == null && lanes.get(lane.incident) == lane) {
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

    /** Of those, how many wait for their time. */
    int resting() {
        int resting = 0;
        for (Lane lane : lanes.values()) {
            resting += lane.isResting() ? lane.waiting.size() : 0;
        }
        return resting;
    }

    /** All up to and including this position is done, of what was loaded through {@code loaded}. */
    long doneThrough(long loaded) {
        return spots.isEmpty() ? loaded : Math.min(loaded, spots.firstKey() - 1);
    }

    /** Event time of the oldest that waits for its receiver, not for its time; −1 when none. */
    long oldest() {
        long oldest = Long.MAX_VALUE;
        for (Lane lane : lanes.values()) {
            oldest = lane.isResting() ? oldest : Math.min(oldest, lane.oldestAt);
        }
        return oldest == Long.MAX_VALUE ? -1 : oldest;
    }
}
