package vn.phusong.coverage;

/**
 * An outage of one (point, operator) that late data shows: long enough to have been told, had the data come in time.
 *
 * @param start of the outage itself, epoch milliseconds, as {@link Signal} has it
 * @param end first good sample after it; the last we know of it when {@code unobserved}
 * @param unobserved whether nobody saw it end
 */
public record PastOutage(long start, long end, boolean unobserved) {}
