package vn.phusong.village;

/**
 * A promise: the share an indicator must reach.
 *
 * @param indicator {@code mobile}, {@code mobile.4g+}, {@code mobile.operator.<id>} or {@code fibre}
 * @param hundredthsOfPercent 0..10 000, so that 69.96 % is exact; the comparator is always "at least"
 */
public record Target(String indicator, int hundredthsOfPercent, Validity valid, String source) {
    public Target {
        if (hundredthsOfPercent < 0 || hundredthsOfPercent > 10_000) {
            throw new IllegalArgumentException("target must be 0..100 %, was " + hundredthsOfPercent / 100.0);
        }
    }
}
