package vn.phusong.coverage;

import vn.phusong.village.PointKind;

/**
 * One (point, operator) as it stands now.
 *
 * @param since when this standing began, epoch milliseconds; 0 when it never had another
 * @param lastSampleAt time of the newest live sample, 0 when there was none
 * @param samples denominator of the long window; {@code good} of them were good
 * @param rsrpDbm the newest level (RSRP, SS-RSRP or RSCP), NaN when absent
 * @param byTest of those not good, how many only because an active test failed
 * @param everServed whether it was ever covered or degraded; an uncovered place that never was is listed, not alarmed
 */
public record SlotCoverage(
        String point,
        PointKind kind,
        String operator,
        Standing standing,
        long since,
        long lastSampleAt,
        int samples,
        int good,
        float rsrpDbm,
        boolean everServed,
        int byTest) {
    /** Of one whose tests nobody asks for. */
    public SlotCoverage(
            String point,
            PointKind kind,
            String operator,
            Standing standing,
            long since,
            long lastSampleAt,
            int samples,
            int good,
            float rsrpDbm,
            boolean everServed) {
        this(point, kind, operator, standing, since, lastSampleAt, samples, good, rsrpDbm, everServed, 0);
    }

    /** Whether there is a signal and no service over it: more than half of what was not good failed by tests alone. */
    boolean isChoked() {
        return 2 * byTest > samples - good;
    }
}
