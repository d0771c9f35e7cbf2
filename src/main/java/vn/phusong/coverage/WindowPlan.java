package vn.phusong.coverage;

/**
 * The windows and counts that follow from the rules and one reporting interval (domain.md §7.4 (h)), milliseconds and samples.
 *
 * @param capacity samples kept; one long window unless the rules say otherwise
 */
public record WindowPlan(
        long intervalMs, long longMs, long shortMs, long staleMs, long liveMs, Counts counts, int capacity) {
    /**
     * @param enough samples in the long window before anything but silence is judged
     * @param many samples in the long window for degraded out of unknown
     * @param enoughShort samples in the short window for a good short share
     * @param hard samples in the short window for the hard rule
     */
    record Counts(int enough, int many, int enoughShort, int hard) {}

    private static final long HOUR_MS = 3_600_000;

    public static WindowPlan of(Rules rules, long intervalMs) {
        Rules.Windows windows = rules.windows();
        long longMs = Math.min(24 * HOUR_MS, Math.max(windows.longMs(), 20 * intervalMs));
        long shortMs = Math.min(6 * HOUR_MS, Math.max(windows.shortMs(), 6 * intervalMs));
        Counts counts = new Counts(
                Math.max(5, share(longMs, intervalMs, 20)),
                Math.max(8, share(longMs, intervalMs, 50)),
                Math.max(3, share(shortMs, intervalMs, 33)),
                Math.max(3, share(shortMs, intervalMs, 50)));
        int capacity = windows.samplesKept() > 0
                ? windows.samplesKept()
                : (int) Math.max(16, Math.min(1440, (longMs + intervalMs - 1) / intervalMs));
        return new WindowPlan(
                intervalMs,
                longMs,
                shortMs,
                Math.max(windows.staleMs(), 3 * intervalMs),
                windows.liveMs(intervalMs),
                counts,
                capacity);
    }

    /** Per cent of the samples expected in a window, rounded up. */
    private static int share(long windowMs, long intervalMs, int percent) {
        return (int) ((percent * windowMs + 100 * intervalMs - 1) / (100 * intervalMs));
    }
}
