package vn.phusong.history;

/**
 * @param rawKeptMs raw readings and device events older than this are let go
 * @param rollupsKeptMs five-minute roll-ups older than this are let go; standings and incidents stay for good
 * @param memoryMb how much DuckDB may hold for its buffers, at least 64 MB
 */
public record HistorySettings(long rawKeptMs, long rollupsKeptMs, int memoryMb) {
    private static final long DAY_MS = 24 * 3600 * 1000L;

    /** Ninety days raw, two years of roll-ups, 128 MB. */
    public static final HistorySettings DEFAULT = new HistorySettings(90 * DAY_MS, 730 * DAY_MS, 128);

    public HistorySettings {
        if (rawKeptMs <= 0 || rollupsKeptMs <= 0) {
            throw new IllegalArgumentException(
                    "history must be kept for longer than 0, was " + rawKeptMs + " and " + rollupsKeptMs + " ms");
        }
        if (memoryMb < 64) {
            throw new IllegalArgumentException("history needs at least 64 MB, was " + memoryMb);
        }
    }
}
