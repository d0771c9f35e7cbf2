package vn.phusong.ingest;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One look at numbers that belong together. Whoever reads several in a row, as a scrape does, reads them all of the same moment; a pause of a fifth of a
 * second ends the look. Any thread.
 */
final class Glance<T> {
    private static final long PAUSE_NANOS = 200_000_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private final Supplier<T> source;
    private final LongSupplier nanos;
    private T seen;
    private long seenAt;
    private long readAt;

    /** @param nanos time that only goes forward */
    Glance(Supplier<T> source, LongSupplier nanos) {
        this.source = source;
        this.nanos = nanos;
        this.seen = source.get();
        this.seenAt = nanos.getAsLong();
        this.readAt = seenAt;
    }

    synchronized T get() {
        long now = nanos.getAsLong();
        if (now - readAt > PAUSE_NANOS || now - seenAt > LONGEST_NANOS) {
            seen = source.get();
            seenAt = now;
        }
        readAt = now;
        return seen;
    }
}
