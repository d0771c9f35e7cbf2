package vn.phusong.coverage;

/**
 * A share of good samples with what is not known of it. Verdicts are claimed against the worst (the unknown were bad) or the best case (they were good), so
 * that the bounds always bracket the truth.
 *
 * @param unknown looks that neither prove nor rule it out; 0 for one operator, whose invalid samples say nothing and are not counted
 */
public record SampleShare(long good, long bad, long unknown) {
    public static final SampleShare NONE = new SampleShare(0, 0, 0);

    public long all() {
        return good + bad + unknown;
    }

    /**
     * {@code MET} when the lower Wilson bound reaches the share, {@code NOT_MET} when the upper one stays below it; both only from {@code enough} samples on.
     *
     * @param hundredths the share, hundredths of a per cent
     */
    public PromiseKept against(int hundredths, int enough) {
        if (all() < enough) {
            return PromiseKept.NOT_ENOUGH;
        }
        if (Wilson.reaches(good, all(), hundredths)) {
            return PromiseKept.MET;
        }
        return Wilson.misses(good + unknown, all(), hundredths) ? PromiseKept.NOT_MET : PromiseKept.NOT_ENOUGH;
    }

    /** Lower end of the interval, 0..1. */
    public double lower() {
        return Wilson.lower(good, all());
    }

    /** Upper end of the interval, 0..1. */
    public double upper() {
        return Wilson.upper(good + unknown, all());
    }
}
