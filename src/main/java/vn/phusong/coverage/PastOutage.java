package vn.phusong.coverage;

/**
 * An outage of one (point, operator) that late data shows.
 *
 * @param start of the outage itself, epoch milliseconds, as {@link Signal} has it
 * @param end first good sample after it; the last we know of it when {@code unobserved}
 * @param unobserved whether nobody saw it end
 * @param isDue whether it was long enough to have been told, had the data come in time
 */
public record PastOutage(long start, long end, boolean unobserved, boolean isDue) {
    /** One that would have been told. */
    public PastOutage(long start, long end, boolean unobserved) {
        this(start, end, unobserved, true);
    }

    /** Whether it lies, at least in part, in [from, to). */
    boolean meets(long from, long to) {
        return start < to && end >= from;
    }
}
