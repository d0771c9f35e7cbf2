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
 * @param outageStart first sample of the outage of an uncovered place that was served once, 0 of any other
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
        int byTest,
        long outageStart) {
    /** Of one whose tests nobody asks for, and that is not out or nobody knows since when. */
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
        this(point, kind, operator, standing, since, lastSampleAt, samples, good, rsrpDbm, everServed, 0, 0);
    }

    /** When what its standing says began: the first sample of an outage, not the moment it was found; 0 when nobody knows. */
    long begunAt() {
        return outageStart != 0 ? outageStart : since;
    }

    /** Whether there is a signal and no service over it: more than half of what was not good failed by tests alone. */
    boolean isChoked() {
        return 2 * byTest > samples - good;
    }
}
