package vn.phusong.coverage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One village as it stands now. Immutable.
 *
 * @param village its id
 * @param standing of the indicator {@code mobile}; never {@code RECOVERING}
 * @param since when that began, epoch milliseconds; 0 when it never had another
 * @param fourGPlus standing of the indicator {@code mobile.4g+}
 * @param slots every (point, operator), centre first, then by point and operator
 */
public record VillageCoverage(
        String village,
        Standing standing,
        long since,
        Standing fourGPlus,
        List<SlotCoverage> slots,
        @Nullable WhiteSpot whiteSpot,
        @Nullable Silence silence,
        FibreCoverage fibre) {
    public VillageCoverage {
        slots = List.copyOf(slots);
    }

    /** The standing of one operator at the centre; {@code UNKNOWN} when nobody measures it there. */
    public Standing ofOperator(String operator) {
        for (SlotCoverage slot : slots) {
            if (slot.kind() == vn.phusong.village.PointKind.CENTRE
                    && slot.operator().equals(operator)) {
                return slot.standing().settled();
            }
        }
        return Standing.UNKNOWN;
    }
}
