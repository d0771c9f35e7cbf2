package vn.phusong.simulate;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long acknowledgements took, in buckets 9 % apart from one microsecond to minutes. Any thread may read while one writes. */
final class Latency {
    private static final int STEPS_PER_DOUBLING = 8;
    private final AtomicLongArray buckets = new AtomicLongArray(28 * STEPS_PER_DOUBLING);

    void add(long nanos) {
        double micros = Math.max(1, nanos / 1000.0);
        int bucket = (int) (STEPS_PER_DOUBLING * Math.log(micros) / Math.log(2));
        buckets.incrementAndGet(Math.min(bucket, buckets.length() - 1));
    }

    /** Milliseconds below which this share of the acknowledgements came, to 9 %; 0 before the first. */
    double percentileMs(double share) {
        long total = 0;
        for (int i = 0; i < buckets.length(); i++) {
            total += buckets.get(i);
        }
        long seen = 0;
        for (int i = 0; i < buckets.length(); i++) {
            seen += buckets.get(i);
            if (seen > 0 && seen >= share * total) {
                return Math.pow(2, (i + 1.0) / STEPS_PER_DOUBLING) / 1000;
            }
        }
        return 0;
    }
}
