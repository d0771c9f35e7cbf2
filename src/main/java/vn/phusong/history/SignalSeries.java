package vn.phusong.history;

import java.util.List;

/**
 * One operator's signal in one village, down-sampled: every bucket of the span is there, in order, the silent ones too.
 *
 * @param operator its id, or the PLMN when the registry does not know whose it is
 */
public record SignalSeries(String operator, List<Bucket> buckets) {
    /**
     * @param from start of the bucket, epoch milliseconds
     * @param samples how many were measured: 0 is a gap, nobody looked
     * @param levels how many of them had a level: 0 with samples above 0 is "measured, and no signal"
     * @param minDbm weakest level (RSRP, SS-RSRP or RSCP), NaN when there was none
     * @param meanDbm mean level, NaN when there was none
     * @param maxDbm strongest level, NaN when there was none
     */
    public record Bucket(long from, int samples, int levels, float minDbm, float meanDbm, float maxDbm) {
        static Bucket gap(long from) {
            return new Bucket(from, 0, 0, Float.NaN, Float.NaN, Float.NaN);
        }
    }

    public SignalSeries {
        buckets = List.copyOf(buckets);
    }
}
