package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;

/** Counts households for the indicator {@code fibre}: on it, not on it, and unknown where no line or feed was ever heard. Not for two threads. */
public final class HouseholdCount {
    public static final String INDICATOR = "fibre";

    private int covered;
    private int uncovered;
    private int unknown;

    /** One village. Never more on fibre than there are, and nobody where the registry does not know how many ({@code households} below 0). */
    public void add(int households, FibreCoverage fibre) {
        int all = Math.max(0, households);
        if (fibre.heard()) {
            int on = Math.min(all, fibre.households());
            covered += on;
            uncovered += all - on;
        } else {
            unknown += all;
        }
    }

    public IndicatorCount count(@Nullable Integer targetHundredthsOfPercent) {
        return new IndicatorCount(INDICATOR, covered, 0, uncovered, unknown, targetHundredthsOfPercent);
    }
}
