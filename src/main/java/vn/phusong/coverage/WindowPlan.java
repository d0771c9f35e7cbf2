package vn.phusong.coverage;

import java.util.Collections;
import java.util.List;

/**
 * The windows and counts that follow from the rules and one reporting interval (domain.md §7.4 (h)), milliseconds and samples.
 *
 * @param intervalMs the smallest, where several devices measure one place
 * @param capacity samples kept; one long window of all those devices unless the rules say otherwise
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
    private static final long MOST = 1440;

    public static WindowPlan of(Rules rules, long intervalMs) {
        return of(rules, List.of(intervalMs));
    }

    /** @param intervals of every device that measures there, at least one */
    public static WindowPlan of(Rules rules, List<Long> intervals) {
        long intervalMs = Collections.min(intervals);
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
                : (int) Math.max(16, Math.min(MOST, samples(longMs, intervals)));
        return new WindowPlan(
                intervalMs,
                longMs,
                shortMs,
                Math.max(windows.staleMs(), 3 * intervalMs),
                windows.liveMs(intervalMs),
                counts,
                capacity);
    }

    /** Whether nothing differs but how many samples are kept. */
    boolean judgesLike(WindowPlan other) {
        return equals(new WindowPlan(
                other.intervalMs, other.longMs, other.shortMs, other.staleMs, other.liveMs, other.counts, capacity));
    }

    private static long samples(long windowMs, List<Long> intervals) {
        long samples = 0;
        for (long interval : intervals) {
            samples += (windowMs + interval - 1) / interval;
        }
        return samples;
    }

    /** Per cent of the samples expected in a window, rounded up. */
    private static int share(long windowMs, long intervalMs, int percent) {
        return (int) ((percent * windowMs + 100 * intervalMs - 1) / (100 * intervalMs));
    }
}
