package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;

/**
 * One indicator over a set of villages (or households, for {@code fibre}). Exact integers; percentages are made from them by flooring, never by
 * rounding up.
 *
 * @param targetHundredthsOfPercent the promise, null when there is none
 */
public record IndicatorCount(
        String indicator,
        int covered,
        int degraded,
        int uncovered,
        int unknown,
        @Nullable Integer targetHundredthsOfPercent) {
    /** Whether the promise is kept. */
    public enum Met {
        YES("yes"),
        NO("no"),
        NOT_PROVEN("not proven"),
        /** No target, or nobody to count: the question does not arise. */
        NOT_APPLICABLE("not applicable");

        private final String word;

        Met(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public int total() {
        return covered + degraded + uncovered + unknown;
    }

    public Met met() {
        if (targetHundredthsOfPercent == null || total() == 0) {
            return Met.NOT_APPLICABLE;
        }
        // Multiply, do not divide: 69.96 % must not round up to a kept promise.
        long needed = (long) targetHundredthsOfPercent * total();
        if (10_000L * (covered + degraded) >= needed) {
            return Met.YES;
        }
        return 10_000L * (covered + degraded + unknown) < needed ? Met.NO : Met.NOT_PROVEN;
    }

    /** Share surely served, in tenths of a percent, floored; 0 when there is nobody. */
    public int lowerBoundTenths() {
        return total() == 0 ? 0 : (int) (1000L * (covered + degraded) / total());
    }

    /** Share possibly served, in tenths of a percent, floored; 0 when there is nobody. */
    public int upperBoundTenths() {
        return total() == 0 ? 0 : (int) (1000L * (covered + degraded + unknown) / total());
    }
}
