package vn.phusong.coverage;

/** Days of the province: each begins at 00:00 at +07:00, all year. Numbered like {@link java.time.LocalDate#toEpochDay}. */
public final class LocalDay {
    public static final long MS = 86_400_000;
    private static final long OFFSET_MS = 7 * 3_600_000L;

    private LocalDay() {}

    /** The day in which {@code at} lies: 17:00Z is the first moment of the next one. */
    public static long of(long at) {
        return Math.floorDiv(at + OFFSET_MS, MS);
    }

    /** The first moment of that day, epoch milliseconds. */
    public static long start(long day) {
        return day * MS - OFFSET_MS;
    }
}
