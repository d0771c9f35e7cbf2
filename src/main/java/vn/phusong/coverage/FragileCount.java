package vn.phusong.coverage;

import java.util.Collection;
import vn.phusong.village.PointKind;

/**
 * Villages that hang on a single operator as they stand now: served by one at their centre, surely by no second. Of whole periods {@link PromiseCount} tells.
 *
 * @param villages surely so
 * @param unknown that may be so: some operator's standing is unknown, or only one is measured
 */
public record FragileCount(int villages, int unknown) {
    public static FragileCount of(Collection<VillageCoverage> all) {
        int fragile = 0;
        int unknown = 0;
        for (VillageCoverage village : all) {
            int[] n = new int[3];
            for (SlotCoverage slot : village.slots()) {
                if (slot.kind() == PointKind.CENTRE) {
                    n[0]++;
                    n[1] += slot.standing().settled().isServed() ? 1 : 0;
                    n[2] += slot.standing() == Standing.UNKNOWN ? 1 : 0;
                }
            }
            boolean isOpen = n[1] <= 1 && (n[2] > 0 || (n[0] < 2 && n[1] == n[0]));
            unknown += isOpen ? 1 : 0;
            fragile += !isOpen && n[1] == 1 ? 1 : 0;
        }
        return new FragileCount(fragile, unknown);
    }
}
