package vn.phusong.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One interval of the truth: something is broken in [from, to).
 *
 * @param target number of what is broken: mast, station, village, PON or link, by kind
 * @param place its name
 * @param operator whose it is, null when it is nobody's or everybody's
 * @param villages ids of the villages that feel it
 * @param to {@link Long#MAX_VALUE} when it never ends
 */
record Fault(
        FaultKind kind,
        int target,
        String place,
        @Nullable String operator,
        List<String> villages,
        long from,
        long to) {
    Fault {
        villages = List.copyOf(villages);
    }

    boolean holdsAt(long at) {
        return from <= at && at < to;
    }

    /** Seeds what differs between two faults of one thing. */
    long key() {
        return Noise.mix(from, Noise.mix(Noise.key(kind.word()), target));
    }
}
