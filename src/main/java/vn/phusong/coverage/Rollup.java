package vn.phusong.coverage;

/**
 * What one (village, operator) did in one five-minute bucket, from the live readings of all its centre's slots.
 *
 * @param operator operator id, or {@code fibre} for the village's lines (then {@code good} are lines up, {@code bad} lines down, {@code noService} lines silent)
 * @param from start of the bucket, epoch milliseconds, a multiple of five minutes
 * @param rsrpSumDbm sum of the levels of {@code levels} samples (RSRP, SS-RSRP or RSCP), 0 when none had one
 */
public record Rollup(
        String village, String operator, long from, int good, int bad, int noService, double rsrpSumDbm, int levels) {
    public static final long BUCKET_MS = 300_000;
    public static final String FIBRE = "fibre";
}
