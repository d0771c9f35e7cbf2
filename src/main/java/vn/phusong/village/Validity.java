package vn.phusong.village;

/**
 * A half-open span of time, [from, to), in epoch milliseconds. Dates of the registry mean 00:00 at +07:00.
 *
 * @param from {@link #ALWAYS} when open to the past
 * @param to {@link #FOREVER} when open to the future
 */
public record Validity(long from, long to) {
    public static final long ALWAYS = Long.MIN_VALUE;
    public static final long FOREVER = Long.MAX_VALUE;
    public static final Validity OPEN = new Validity(ALWAYS, FOREVER);

    public Validity {
        if (from >= to) {
            throw new IllegalArgumentException("valid_from must lie before valid_to, was " + from + " and " + to);
        }
    }

    public boolean holdsAt(long at) {
        return from <= at && at < to;
    }

    public boolean overlaps(Validity other) {
        return from < other.to && other.from < to;
    }
}
