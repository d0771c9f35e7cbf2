package vn.phusong.coverage;

import java.math.BigInteger;

/**
 * The Wilson 95 % interval of a share of samples (domain.md §1.6), and the two comparisons with a promised share that a verdict hangs on. Those are made in
 * integers: the lower bound is at least p exactly when good ≥ np and (good − np)² ≥ z²np(1 − p), so neither a root nor a division can round a village over
 * its promise.
 */
public final class Wilson {
    /** z² of 95 %, 1.95996…² = 3.84146, rounded up to four places: a claim never comes a sample too early. Ten-thousandths. */
    private static final long Z2 = 38_415;

    private static final long ONE = 10_000;

    private Wilson() {}

    /** Whether the lower bound reaches {@code hundredths} of a per cent. False without samples. */
    static boolean reaches(long good, long all, int hundredths) {
        long beyond = Math.subtractExact(ONE * good, all * hundredths);
        return all > 0 && beyond >= 0 && squared(beyond).compareTo(spread(all, hundredths)) >= 0;
    }

    /** Whether the upper bound stays below {@code hundredths} of a per cent. False without samples. */
    static boolean misses(long good, long all, int hundredths) {
        long missing = Math.subtractExact(all * hundredths, ONE * good);
        return all > 0 && missing > 0 && squared(missing).compareTo(spread(all, hundredths)) > 0;
    }

    /** (10⁴·good − n·p)² · 10⁴, to be held against {@link #spread}; above the range of a long for a busy year. */
    private static BigInteger squared(long difference) {
        BigInteger big = BigInteger.valueOf(difference);
        return big.multiply(big).multiply(BigInteger.valueOf(ONE));
    }

    private static BigInteger spread(long all, int hundredths) {
        return BigInteger.valueOf(Z2 * hundredths)
                .multiply(BigInteger.valueOf(ONE - hundredths))
                .multiply(BigInteger.valueOf(all));
    }

    /** For people, 0..1; 0 without samples. */
    public static double lower(long good, long all) {
        return all == 0 ? 0 : Math.max(0, (good + z2() / 2 - root(good, all)) / (all + z2()));
    }

    /** For people, 0..1; 1 without samples. */
    public static double upper(long good, long all) {
        return all == 0 ? 1 : Math.min(1, (good + z2() / 2 + root(good, all)) / (all + z2()));
    }

    private static double z2() {
        return (double) Z2 / ONE;
    }

    private static double root(long good, long all) {
        double bad = all - good;
        return Math.sqrt(z2() * (good * bad / all + z2() / 4));
    }
}
