package vn.phusong.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One interval of the truth, as a line of the truth file says it: something is broken in [from, to), epoch milliseconds.
 *
 * @param place name of the mast, base station, village, PON or device
 * @param operator whose it is, null when it is nobody's or everybody's
 * @param villages ids of the villages that feel it
 * @param to {@link Long#MAX_VALUE} when it never ends
 * @param cause what a perfect observer would name, in the words of the incidents
 */
public record Truth(
        FaultKind kind,
        String place,
        @Nullable String operator,
        List<String> villages,
        long from,
        long to,
        String cause) {
    public Truth {
        villages = List.copyOf(villages);
        if (from >= to) {
            throw new IllegalArgumentException("a fault must begin before it ends, was " + from + " and " + to);
        }
    }

    static Truth of(Fault fault) {
        return new Truth(
                fault.kind(),
                fault.place(),
                fault.operator(),
                fault.villages(),
                fault.from(),
                fault.to(),
                fault.kind().cause());
    }

    public boolean holdsAt(long at) {
        return from <= at && at < to;
    }

    /** Whether some of it lies within [begin, end]. */
    public boolean touches(long begin, long end) {
        return from <= end && begin < to;
    }
}
