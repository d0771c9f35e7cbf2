package vn.phusong.coverage;

import java.util.Set;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Rat;

/**
 * By what a verdict is made. Part of the log: every change of it is an event. Defaults and their reasons are in {@code phusong.properties}
 * (domain.md §1.5, §7.4, §7.7).
 *
 * @param version counts up with every change; 1 is the first
 */
public record Rules(
        int version, Levels levels, Tests tests, Windows windows, Shares shares, Alerts alerts, Fibre fibre) {
    /**
     * A level with hysteresis: good from {@code goodDbm} up, good still down to {@code badDbm}.
     *
     * @param goodDbm dBm, reached exactly is good
     * @param badDbm dBm, at most {@code goodDbm}; reached exactly is still good
     */
    public record Gate(float goodDbm, float badDbm) {
        public Gate {
            if (!(badDbm <= goodDbm)) {
                throw new IllegalArgumentException(
                        "bad level must be at most the good one, was " + badDbm + " over " + goodDbm);
            }
        }
    }

    /**
     * @param rats technologies that count as mobile broadband; a sample in another is bad
     * @param rsrqMinDb below it LTE and NR are unusable
     * @param sinrMinDb below it LTE and NR are unusable
     * @param ecnoMinDb below it UMTS is unusable
     */
    public record Levels(
            Gate lte, Gate nr, Gate umts, float rsrqMinDb, float sinrMinDb, float ecnoMinDb, Set<Rat> rats) {
        public Levels {
            rats = Set.copyOf(rats);
        }
    }

    /**
     * When an active test fails, and for how long that makes samples bad.
     *
     * @param lossMax ratio 0..1
     */
    public record Tests(double downMinBitPerS, double upMinBitPerS, double rttMaxS, double lossMax, long holdsMs) {
        /** Whether a test shows less than is asked for; what it did not measure shows nothing. */
        public boolean isFailedBy(ActiveTest test) {
            return test.downBitPerS() < downMinBitPerS
                    || test.upBitPerS() < upMinBitPerS
                    || test.rttS() > rttMaxS
                    || test.lossRatio() > lossMax;
        }
    }

    /**
     * @param longMs at least this, or 20 intervals, at most 24 h
     * @param shortMs at least this, or 6 intervals, at most 6 h
     * @param staleMs at least this, or 3 intervals
     * @param liveMs at least this, or 2 intervals
     * @param samplesKept capacity of a slot's kept samples; 0 means one long window
     */
    public record Windows(long longMs, long shortMs, long staleMs, long liveMs, int samplesKept) {
        /** How late a reading of a device that speaks every {@code intervalMs} may come and still be of now. */
        public long liveMs(long intervalMs) {
            return Math.max(liveMs, 2 * intervalMs);
        }
    }

    /**
     * Shares of good samples, 0..1, and how long they must hold.
     *
     * @param enter to be covered
     * @param degraded below it, covered becomes degraded
     * @param leave below it, any becomes uncovered
     * @param out from it, recovering becomes degraded
     * @param relapse below it, recovering becomes uncovered again
     */
    public record Shares(
            double enter, double degraded, double leave, double out, double relapse, long holdDownMs, long holdUpMs) {}

    /**
     * @param warningMs from the outage's start to the first notice
     * @param majorMs from the moment every observed operator is down
     * @param criticalMs likewise
     * @param flappingEntries entries into uncovered within {@code flappingWindowMs} that make an incident flapping
     * @param flappingClearMs without change until it no longer flaps
     * @param reopenMs a new outage within this of the closing goes on under the old id
     */
    public record Alerts(
            long warningMs,
            long majorMs,
            long criticalMs,
            int flappingEntries,
            long flappingWindowMs,
            long flappingClearMs,
            long reopenMs,
            long startupGraceMs) {}

    /**
     * @param staleMs a line silent for longer, or for 3 intervals, is neither up nor down
     * @param outageLines at least so many lines gone …
     * @param outageShare … and this share of the expected-up, within {@code outageWithinMs}
     * @param expectedShare of the time a line must have been up to be expected up
     * @param activeMs a line up within this counts for penetration
     */
    public record Fibre(
            long staleMs,
            int outageLines,
            double outageShare,
            long outageWithinMs,
            double expectedShare,
            long activeMs) {}
}
