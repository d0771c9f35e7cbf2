package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether a device's clock goes right, by how long before receipt it claims to have spoken. Of what comes in one report the freshest counts, and two
 * reports in a row must agree: a backlog that is being handed in grows younger from report to report, a wrong clock does not. Watch loop only.
 */
class ClockWatch {
    /** A clock so far ahead is worth a word; up to five minutes its readings are taken as of now. */
    private static final int AHEAD_S = 60;

    private static final int AGREE_S = 120;
    private static final int LEAST_APART_S = 20;
    private static final int NEVER = Integer.MIN_VALUE;

    private int reportS;
    private int lagS = NEVER;
    private int lagBeforeS = NEVER;
    // Of the first reading of the report: of a backlog that is handed in it falls from report to report.
    private int firstS = NEVER;
    private int firstBeforeS = NEVER;
    private Skew skew = Skew.NONE;
    private int sinceS;

    /** How a clock is wrong. */
    enum Skew {
        NONE,
        /** Its readings seem old though they come at once. */
        BEHIND,
        /** Its readings come before their time. */
        AHEAD,
        /** So far ahead that its readings are refused. */
        REFUSED_AHEAD,
        /** So far behind that its readings are refused, as 1970 is. */
        REFUSED_OLD;

        private static final Skew[] ALL = values();

        boolean isRefused() {
            return this == REFUSED_AHEAD || this == REFUSED_OLD;
        }
    }

    /**
     * A reading that was not refused.
     *
     * @param liveMs up to so late a reading of the device is of now
     * @return whether the clock was found wrong, or right again
     */
    final boolean told(long claimedAt, long receivedAt, long intervalMs, long liveMs) {
        int received = (int) (receivedAt / 1000);
        int lag = (int) Math.floorDiv(receivedAt - claimedAt, 1000L);
        if (received - reportS >= Math.max(LEAST_APART_S, intervalMs / 2000)) {
            begin(received, lag);
        } else if (lag < lagS) {
            lagS = lag;
        }
        // Nothing new can follow from two right ones.
        if (skew == Skew.NONE && lagS >= -AHEAD_S && lagS * 1000L <= liveMs) {
            return false;
        }
        Skew now = skewOf(lagS, liveMs);
        boolean agrees = lagBeforeS != NEVER && skewOf(lagBeforeS, liveMs) == now;
        if (!agrees || now == skew || (now != Skew.NONE && !isSteady())) {
            return false;
        }
        return found(now, received);
    }

    private boolean isSteady() {
        return Math.abs(lagS - lagBeforeS) <= AGREE_S && Math.abs(firstS - firstBeforeS) <= AGREE_S;
    }

    private void begin(int received, int lag) {
        lagBeforeS = lagS;
        firstBeforeS = firstS;
        lagS = lag;
        firstS = lag;
        reportS = received;
    }

    /** A reading refused for its time. Returns whether the clock was found wrong by it. */
    final boolean refused(boolean isAhead, long receivedAt) {
        int received = (int) (receivedAt / 1000);
        int code = isAhead ? Integer.MIN_VALUE + 1 : Integer.MAX_VALUE;
        if (received - reportS >= LEAST_APART_S || lagS != code) {
            begin(received, code);
        }
        Skew now = isAhead ? Skew.REFUSED_AHEAD : Skew.REFUSED_OLD;
        return lagBeforeS == code && now != skew && found(now, received);
    }

    private boolean found(Skew now, int atS) {
        skew = now;
        sinceS = atS;
        return true;
    }

    private static Skew skewOf(int lagS, long liveMs) {
        if (lagS == Integer.MAX_VALUE) {
            return Skew.REFUSED_OLD;
        }
        if (lagS == Integer.MIN_VALUE + 1) {
            return Skew.REFUSED_AHEAD;
        }
        if (lagS * 1000L > liveMs) {
            return Skew.BEHIND;
        }
        return lagS < -AHEAD_S ? Skew.AHEAD : Skew.NONE;
    }

    final Skew skew() {
        return skew;
    }

    /** By our clock; only while it is wrong. */
    final long skewedSince() {
        return sinceS * 1000L;
    }

    /** How far behind by the newest report, negative when ahead, seconds; 0 when its readings are refused: then it is not known. */
    final long behindS() {
        return skew.isRefused() || lagS == NEVER || lagS == Integer.MAX_VALUE || lagS == Integer.MIN_VALUE + 1
                ? 0
                : lagS;
    }

    final void writeClock(DataOutput out) throws IOException {
        out.writeInt(reportS);
        out.writeInt(lagS);
        out.writeInt(lagBeforeS);
        out.writeInt(firstS);
        out.writeInt(firstBeforeS);
        out.writeByte(java.util.Arrays.asList(Skew.ALL).indexOf(skew));
        out.writeInt(sinceS);
    }

    final void readClock(DataInput in) throws IOException {
        reportS = in.readInt();
        lagS = in.readInt();
        lagBeforeS = in.readInt();
        firstS = in.readInt();
        firstBeforeS = in.readInt();
        skew = Skew.ALL[in.readByte()];
        sinceS = in.readInt();
    }
}
