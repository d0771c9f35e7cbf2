package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;

/**
 * One published figure: so many of so many, so many of them unknown, held against its target in integers (domain.md §7.6). The unknown stay in the
 * denominator. What contradicts itself is not published.
 *
 * @param targetHundredths the promise in hundredths of a per cent, null when there is none
 */
public record Ratio(String indicator, long num, long unknown, long den, @Nullable Integer targetHundredths) {
    /** More than there are to count, or fewer than none: some number is wrong, and nothing is said of the share. */
    public boolean isContradiction() {
        return num < 0 || unknown < 0 || num + unknown > den;
    }

    private boolean isShown() {
        return den > 0 && !isContradiction();
    }

    /** {@code yes}, {@code no}, {@code not proven}, {@code not applicable} or {@code data error}. */
    public String met() {
        if (isContradiction()) {
            return "data error";
        }
        if (targetHundredths == null || den == 0) {
            return "not applicable";
        }
        // Multiply, do not divide: 69.96 % must not round up to a kept promise.
        if (10_000 * num >= targetHundredths * den) {
            return "yes";
        }
        return 10_000 * (num + unknown) < targetHundredths * den ? "no" : "not proven";
    }

    /** Surely reached, in tenths of a per cent, floored; null when nothing may be shown. */
    public @Nullable Long lowerTenths() {
        return isShown() ? (Long) (1000 * num / den) : null;
    }

    /** Possibly reached, in tenths of a per cent, floored; null when nothing may be shown. */
    public @Nullable Long upperTenths() {
        return isShown() ? (Long) (1000 * (num + unknown) / den) : null;
    }
}
