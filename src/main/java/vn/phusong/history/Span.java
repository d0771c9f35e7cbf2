package vn.phusong.history;

/**
 * A half-open time [from, to) cut into buckets for a picture.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds, after {@code from}
 * @param stepMs width of a bucket; buckets begin at whole multiples of it since 1970
 */
public record Span(long from, long to, long stepMs) {
    /** No picture is wider than this. */
    public static final int MOST_BUCKETS = 5_000;

    public Span {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("from must lie before to and after 1970, was " + from + " and " + to);
        }
        if (stepMs < 1_000) {
            throw new IllegalArgumentException("step must be at least 1 s, was " + stepMs + " ms");
        }
        if ((to - 1) / stepMs - from / stepMs + 1 > MOST_BUCKETS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_BUCKETS + " steps at once, was " + ((to - 1) / stepMs - from / stepMs + 1));
        }
    }

    int buckets() {
        return (int) ((to - 1) / stepMs - from / stepMs + 1);
    }

    /** Start of bucket {@code i}. */
    long start(int i) {
        return (from / stepMs + i) * stepMs;
    }

    int bucketOf(long at) {
        return (int) (at / stepMs - from / stepMs);
    }
}
