package vn.phusong.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.Lanes.Lane;
import vn.phusong.journal.Frozen;

/**
 * The messages of one channel that are under way or about to be, and which incidents go into which. An incident is in at most one; what was attempted stays
 * together until it is settled, or until a message that tells all of it and more takes its place. What may have been taken gets no other incident; what is
 * refused for good as a whole goes on in two halves, until what is refused stands alone.
 *
 * <pre>
 *   due, of one group            the first leaves at once, what comes within the interval waits and goes together
 *   due, more than the storm     all that is due goes in one message, and then it is quiet until the time is over
 *   allows
 * </pre>
 *
 * Alert's thread only.
 */
final class Parcels {
    private static final String STORM = "#storm";
    /** No route has a name of two words. */
    private static final String HALF = "#half ";

    /** One message. */
    static final class Parcel {
        /** Its lane in the journal: an incident, or what is gathered. */
        final String key;

        final Set<Lane> lanes = new LinkedHashSet<>();
        /** As it was fixed, null before its first attempt. */
        @Nullable
        Frozen frozen;

        int failures;
        boolean isSilent;
        boolean isBusy;
        boolean isReady = true;
        /** Attempted, and nobody said what became of it: the receiver may have it, so it stays what it is. */
        boolean mayBeTaken;
        /** Of a message that was refused as a whole. */
        boolean isPart;

        private Parcel(String key) {
            this.key = key;
        }

        /** Whether other incidents may go with it. */
        private boolean isOpen() {
            return !isBusy && !mayBeTaken && !isPart;
        }

        private long newest() {
            long newest = 0;
            for (Lane lane : lanes) {
                newest = Math.max(newest, lane.newest());
            }
            return newest;
        }
    }

    private final boolean gathers;
    private final Policy.@Nullable Storm storm;
    private final Map<String, Parcel> parcels = new LinkedHashMap<>();
    /** When the last messages were taken, within the time of the storm rule. */
    private final Deque<Long> taken = new ArrayDeque<>();

    private final Map<String, Long> lastOf = new HashMap<>();

    Parcels(boolean gathers, Policy.@Nullable Storm storm) {
        this.gathers = gathers;
        this.storm = gathers ? storm : null;
    }

    /** Whose turn it is: what failed least, among them what has the newest to tell; null when none may. */
    @Nullable
    Parcel next() {
        Parcel best = null;
        for (Parcel parcel : parcels.values()) {
            if (parcel.isReady && !parcel.isBusy && (best == null || isBefore(parcel, best))) {
                best = parcel;
            }
        }
        return best;
    }

    private static boolean isBefore(Parcel one, Parcel other) {
        return one.failures != other.failures ? one.failures < other.failures : one.newest() > other.newest();
    }

    Collection<Parcel> all() {
        return parcels.values();
    }

    void bind(String key, Lane lane) {
        Parcel parcel = parcels.computeIfAbsent(key, Parcel::new);
        parcel.lanes.add(lane);
        lane.parcel = parcel;
    }

    /** The message of that key as it was fixed before a restart. */
    void recall(Frozen message, Collection<Lane> lanes) {
        lanes.forEach(lane -> bind(message.lane(), lane));
        Parcel parcel = parcels.get(message.lane());
        if (parcel != null) {
            parcel.frozen = message;
            parcel.mayBeTaken = true;
            parcel.isPart = message.isPart();
        }
    }

    /** These leave a message that was refused as a whole, and go on by themselves; both are new messages. */
    Parcel split(Parcel refused, Collection<Lane> leave) {
        int n = 1;
        while (parcels.containsKey(HALF + n)) {
            n++;
        }
        refused.lanes.removeAll(leave);
        leave.forEach(lane -> lane.parcel = null);
        Parcel half = new Parcel(HALF + n);
        parcels.put(half.key, half);
        leave.forEach(lane -> bind(half.key, lane));
        for (Parcel one : List.of(refused, half)) {
            one.isPart = true;
            one.mayBeTaken = false;
            one.failures = 0;
            one.isReady = true;
        }
        return half;
    }

    /** Nothing of it is to be told any more. */
    void unbind(Parcel parcel, Lane lane) {
        parcel.lanes.remove(lane);
        lane.parcel = null;
        lane.lookAgain();
    }

    void remove(Parcel parcel) {
        List.copyOf(parcel.lanes).forEach(lane -> unbind(parcel, lane));
        parcels.remove(parcel.key, parcel);
    }

    /** A message was taken at that time; also one of before a restart, the oldest first. */
    void taken(long at) {
        if (storm != null) {
            taken.addLast(at);
            if (taken.size() > storm.messages()) {
                taken.removeFirst();
            }
        }
    }

    void taken(Parcel parcel, long now) {
        taken(now);
        for (Lane lane : parcel.lanes) {
            Decision tell = lane.tell;
            if (tell != null) {
                taken(tell, lane.incident, now);
            }
        }
    }

    /** One of that group was told at that time. */
    void taken(Decision tell, String incident, long at) {
        if (tell.intervalMs() > 0 && !tell.group().equals(incident)) {
            lastOf.merge(tell.group(), at, Math::max);
        }
    }

    /**
     * Puts what is due into messages, as many as may leave now.
     *
     * @param due not in a message yet, the oldest first
     * @return when to look again at what had to stay; Long.MAX_VALUE when an answer will say
     */
    long gather(List<Lane> due, long now) {
        Map<String, List<Lane>> groups = new LinkedHashMap<>();
        long again = Long.MAX_VALUE;
        for (Lane lane : due) {
            Decision tell = lane.tell;
            if (tell != null && lane.parcel == null) {
                long free = freeAt(tell);
                if (free > now) {
                    again = Math.min(again, free);
                } else {
                    groups.computeIfAbsent(gathers ? tell.group() : lane.incident, unused -> new ArrayList<>())
                            .add(lane);
                }
            }
        }
        groups.entrySet().removeIf(group -> join(group.getKey(), group.getValue()));
        return groups.isEmpty() ? again : Math.min(again, post(groups, now));
    }

    private long freeAt(Decision tell) {
        Long last = gathers ? lastOf.get(tell.group()) : null;
        return last == null ? 0 : last + tell.intervalMs();
    }

    /** What has a message that nobody can have yet goes with it; what has one that is on the line, or may have been taken, waits for its answer. */
    private boolean join(String key, List<Lane> lanes) {
        Parcel parcel = parcels.get(key);
        if (parcel != null && parcel.isOpen()) {
            lanes.forEach(lane -> bind(key, lane));
        }
        return parcel != null;
    }

    private long post(Map<String, List<Lane>> groups, long now) {
        Policy.Storm rule = storm;
        if (rule == null) {
            groups.forEach((key, lanes) -> lanes.forEach(lane -> bind(key, lane)));
            return Long.MAX_VALUE;
        }
        while (!taken.isEmpty() && taken.getFirst() <= now - rule.withinMs()) {
            taken.removeFirst();
        }
        int used = parcels.size() + taken.size();
        // The last place is kept for a message that may hold many.
        if (!parcels.containsKey(STORM) && used + groups.size() < rule.messages()) {
            groups.forEach((key, lanes) -> lanes.forEach(lane -> bind(key, lane)));
            return Long.MAX_VALUE;
        }
        List<Lane> all = groups.values().stream().flatMap(List::stream).toList();
        if (parcels.containsKey(STORM)) {
            boolean joined = join(STORM, all);
            assert joined;
            return Long.MAX_VALUE;
        }
        if (used < rule.messages()) {
            all.forEach(lane -> bind(STORM, lane));
            return Long.MAX_VALUE;
        }
        return taken.isEmpty() ? Long.MAX_VALUE : taken.getFirst() + rule.withinMs();
    }
}
