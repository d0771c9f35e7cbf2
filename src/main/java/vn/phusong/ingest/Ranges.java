package vn.phusong.ingest;

import vn.phusong.reading.Levels;
import vn.phusong.reading.Rat;

/**
 * Which numbers are measurements. A number out of its range, or one that modems send for "no value", is absence: it becomes NaN and is counted, and the
 * reading stands without it.
 *
 * <p>Ranges: TS 36.133 §9.1 (LTE), TS 38.133 §10.1 (NR), TS 25.133 §9.1 (UMTS), each with the slack of what devices really send.
 */
final class Ranges {
    private static final double NO_VALUE = Integer.MAX_VALUE;
    private static final double NO_VALUE_EITHER = Integer.MIN_VALUE;
    private static final double MOST_BIT_PER_S = 1e10;

    private static final double LEAST_RX_DBM = -50;
    private static final double LEAST_TX_DBM = -10;
    private static final double MOST_TX_DBM = 15;
    private static final double DBUW = 30;
    // −8 dBm, where the receivers of B+ and C+ are blinded, in dBµW.
    private static final double MOST_RX_DBUW = 22;
    // A threshold "by the terminal's own policy" where a level should be (G.988 §9.2.1, TR-181).
    private static final double POLICY_DBM = -127.5;
    private static final double POLICY_BYTE = 255;

    private Ranges() {}

    /** {@code value} if it lies in [{@code low}, {@code high}] and is no sentinel, else NaN; NaN is absent already and not counted. */
    static double within(double value, double low, double high, String name, Dropped dropped) {
        if (Double.isNaN(value)) {
            return value;
        }
        if (value < low || value > high || isSentinel(value)) {
            dropped.add(name);
            return Double.NaN;
        }
        return value;
    }

    /** TR-181 says 2147483647 for "not supported", AT commands 99 and 255 for "unknown" (TS 27.007 §8.5, §8.69). */
    private static boolean isSentinel(double value) {
        return value == 99 || value == 255 || value == NO_VALUE || value == NO_VALUE_EITHER;
    }

    static double bitPerS(double value, String name, Dropped dropped) {
        return within(value, 0, MOST_BIT_PER_S, name, dropped);
    }

    static double rttS(double value, Dropped dropped) {
        return within(value, 0, 60, "rtt", dropped);
    }

    static double lossRatio(double value, Dropped dropped) {
        return within(value, 0, 1, "loss", dropped);
    }

    /** An integer in the range, else −1. */
    static int whole(double value, int low, int high, String name, Dropped dropped) {
        double kept = within(value, low, high, name, dropped);
        if (Double.isNaN(kept)) {
            return -1;
        }
        if (kept != Math.rint(kept)) {
            dropped.add(name);
            return -1;
        }
        return (int) kept;
    }

    /**
     * Received optical power, dBm. Ask {@link #isNoLight} first. Above 0 dBm no terminal of a PON ever receives, but up to 22 is where what they do receive
     * lies when it is told in dBµW (30 more): set aside under a name of its own, never converted.
     */
    static float opticalRx(double value, Dropped dropped) {
        return (float) optical(value, LEAST_RX_DBM, 0, value > 0 && value <= MOST_RX_DBUW, "rx", dropped);
    }

    /**
     * Launched optical power, dBm. Exactly 0 is no value: a GPON terminal launches +0.5 dBm at least (ITU-T G.984.2). From 20 it is what they launch in
     * dBµW.
     */
    static float opticalTx(double value, Dropped dropped) {
        if (value == 0) {
            dropped.add("tx");
            return Float.NaN;
        }
        boolean isDbuw = value >= LEAST_TX_DBM + DBUW && value <= MOST_TX_DBM + DBUW;
        return (float) optical(value, LEAST_TX_DBM, MOST_TX_DBM, isDbuw, "tx", dropped);
    }

    private static double optical(double value, double low, double high, boolean isDbuw, String name, Dropped dropped) {
        if (value == POLICY_DBM || value == POLICY_BYTE) {
            dropped.add(name + ":policy");
            return Double.NaN;
        }
        if (isDbuw) {
            dropped.add(name + ":dbuw");
            return Double.NaN;
        }
        return within(value, low, high, name, dropped);
    }

    /** Whether {@link #opticalRx} would keep it and it is no sentinel. */
    static boolean isOpticalRx(double value) {
        return value >= LEAST_RX_DBM && value <= 0 && !isNoLight(value);
    }

    static boolean isOpticalTx(double value) {
        return value >= LEAST_TX_DBM && value <= MOST_TX_DBM && value != 0;
    }

    /** The numbers that terminals send for a dark fibre: 0, −40, −50 and −65.536 dBm. */
    static boolean isNoLight(double rxDbm) {
        return rxDbm == 0 || rxDbm == -40 || rxDbm == -50 || Math.abs(rxDbm + 65.536) < 1e-6;
    }

    /** Levels of one leg as kept; {@code raw} may hold anything. {@code isLeg} only names the NR leg in the count. */
    static Levels levels(RawLevels raw, Rat rat, boolean isLeg, Dropped dropped) {
        if (raw.isAbsent()) {
            return Levels.ABSENT;
        }
        boolean isNr = rat == Rat.NR;
        return new Levels(
                (float) within(raw.rsrp, isNr ? -156 : -144, isNr ? -31 : -40, isLeg ? "nr.rsrp" : "rsrp", dropped),
                (float) within(raw.rsrq, isNr ? -43 : -36, isNr ? 20 : 2.5, isLeg ? "nr.rsrq" : "rsrq", dropped),
                (float) within(raw.sinr, -23, 40, isLeg ? "nr.sinr" : "sinr", dropped),
                (float) within(raw.rssi, -120, -20, isLeg ? "nr.rssi" : "rssi", dropped),
                (float) within(raw.rscp, -120, -25, isLeg ? "nr.rscp" : "rscp", dropped),
                (float) within(raw.ecno, -24, 0, isLeg ? "nr.ecno" : "ecno", dropped));
    }
}
