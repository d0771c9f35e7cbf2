package vn.phusong.web;

import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.VillageCoverage;

/** Fewer than {@value #ENOUGH} households are never shown alone: how their lines do is how those people live. Operators, who must mend them, see them. */
final class Few {
    static final int ENOUGH = 5;

    private Few() {}

    /** Whether there are lines, but of too few to be shown to everybody. */
    static boolean is(FibreCoverage fibre) {
        return is(fibre.lines()) || (fibre.lines() > 0 && is(fibre.households()));
    }

    static boolean is(int lines) {
        return lines > 0 && lines < ENOUGH;
    }

    /** Without its lines: nothing is said of them, not that there are none. */
    static VillageCoverage without(VillageCoverage village) {
        return new VillageCoverage(
                village.village(),
                village.standing(),
                village.since(),
                village.fourGPlus(),
                village.slots(),
                village.whiteSpot(),
                village.silence(),
                FibreCoverage.NONE);
    }
}
