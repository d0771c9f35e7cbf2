package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;

/** Live samples of one slot within [from, from + five minutes) as a roll-up. */
final class Buckets {
    private Buckets() {}

    /** Null when there were none. */
    static @Nullable Rollup rollup(Samples samples, String village, String operator, long from) {
        int[] counts = new int[SampleClass.values().length];
        double sum = 0;
        int levels = 0;
        long end = from + Rollup.BUCKET_MS;
        for (int i = samples.firstFrom(from); i < samples.size() && Samples.at(samples.get(i)) < end; i++) {
            if (Samples.counts(samples.get(i))) {
                counts[Samples.classOf(samples.get(i)).code]++;
                if (!Float.isNaN(samples.levelOf(i))) {
                    sum += samples.levelOf(i);
                    levels++;
                }
            }
        }
        int good = counts[SampleClass.GOOD.code];
        int bad = counts[SampleClass.BAD.code];
        int noService = counts[SampleClass.NO_SERVICE.code];
        return good + bad + noService == 0
                ? null
                : new Rollup(village, operator, from, good, bad, noService, sum, levels);
    }
}
