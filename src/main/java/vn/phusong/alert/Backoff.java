package vn.phusong.alert;

/**
 * Waits that double, with jitter from the notice's own id, so that many notices do not come back in step and a replay waits the same.
 *
 * @param firstMs before the first retry, milliseconds
 * @param longestMs never longer, milliseconds
 */
public record Backoff(long firstMs, long longestMs) {
    private static final int MOST_DOUBLINGS = 30;

    public Backoff {
        if (firstMs < 1 || longestMs < firstMs) {
            throw new IllegalArgumentException(
                    "retries must wait at least 1 ms and at most the longest, were " + firstMs + " and " + longestMs);
        }
    }

    /** Half of the wait for certain, the other half by chance. {@code failures} counts from 1. */
    long waitMs(int failures, String id) {
        long full = Math.min(longestMs, firstMs << Math.min(MOST_DOUBLINGS, failures - 1));
        long half = Math.max(1, full / 2);
        return full - half + Math.floorMod(id.hashCode() * 31L + failures * 0x9E3779B97F4A7C15L, half);
    }
}
