package vn.phusong.alert;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices that wait, one lane for each incident: in order within a lane, and no lane behind another. Knows how far all is done:
 *
 * <pre>
 *   position   7  8  9  10  11        8 waits, 10 waits
 *              ✓  …  ✓  …   ✓         done through 7, although 9 and 11 are out
 * </pre>
 *
 * Alert's thread only.
 */
final class Lanes {
    /** One incident's notices; the head is the one being told. */
    static final class Lane {
        final Deque<Notice> notices = new ArrayDeque<>();
        int failures;
        boolean isSilent;
        boolean isUnderWay;
        boolean isReady = true;

        Notice head() {
            return notices.element();
        }
    }

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final TreeMap<Long, Integer> waitingAt = new TreeMap<>();
    private int size;

    /** Behind its elders of the same incident; one that was held comes late and goes before the younger, but never before the one under way. */
    void add(Notice notice) {
        Lane lane = lanes.computeIfAbsent(notice.incident(), unused -> new Lane());
        Deque<Notice> younger = new ArrayDeque<>();
        while (lane.notices.size() > (lane.isUnderWay ? 1 : 0)
                && lane.notices.getLast().position() > notice.position()) {
            younger.push(lane.notices.removeLast());
        }
        lane.notices.add(notice);
        lane.notices.addAll(younger);
        waitingAt.merge(notice.position(), 1, Integer::sum);
        size++;
    }

    /** The first lane whose head may be posted, null when none. */
    @Nullable
    Lane next() {
        Iterator<Map.Entry<String, Lane>> all = lanes.entrySet().iterator();
        while (all.hasNext()) {
            Lane lane = all.next().getValue();
            if (lane.isReady && !lane.isUnderWay) {
                return lane;
            }
        }
        return null;
    }

    /** The head of the lane is told or set aside. */
    void done(Lane lane) {
        Notice notice = lane.notices.remove();
        lane.failures = 0;
        lane.isSilent = false;
        waitingAt.computeIfPresent(notice.position(), (position, count) -> count == 1 ? null : count - 1);
        size--;
        if (lane.notices.isEmpty()) {
            lanes.remove(notice.incident());
        }
    }

    Collection<Lane> all() {
        return lanes.values();
    }

    int size() {
        return size;
    }

    /** All up to and including this position is done, of what was loaded through {@code loaded}. */
    long doneThrough(long loaded) {
        return waitingAt.isEmpty() ? loaded : Math.min(loaded, waitingAt.firstKey() - 1);
    }

    /** Event time of the oldest waiting, −1 when none. */
    long oldest() {
        long oldest = Long.MAX_VALUE;
        for (Lane lane : lanes.values()) {
            oldest = Math.min(oldest, lane.head().owed().incident().at());
        }
        return oldest == Long.MAX_VALUE ? -1 : oldest;
    }
}
