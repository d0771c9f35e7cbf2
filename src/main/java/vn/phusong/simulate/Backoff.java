package vn.phusong.simulate;

/** How long to wait before the next try: one second doubling to thirty, each device at its own moment so that a thousand do not return as one. */
final class Backoff {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final long MOST_NANOS = 30 * FIRST_NANOS;

    private Backoff() {}

    /** @param failures in a row, from 1 */
    static long nanos(long key, int failures) {
        long wait = Math.min(MOST_NANOS, FIRST_NANOS << Math.min(5, Math.max(0, failures - 1)));
        return (long) (wait * (0.5 + Noise.unit(key, failures)));
    }
}
