package vn.phusong.coverage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.village.PonClass;

/**
 * What we know of one fibre line from its ONT and those who speak for it. At most 64 bytes. Watch loop only.
 *
 * <p>A line is <em>expected up</em> when it was up at least the given share of the time it was heard, once heard for an hour; the memory fades over
 * seven days, so that a household that switches off at night is not an outage every evening (domain.md §7.7).
 */
public final class LineWatch extends LastTwo {
    private static final int HOUR_S = 3600;
    private static final int DAY_S = 24 * HOUR_S;
    private static final int WEEK_S = 7 * DAY_S;

    private static final int UP = 1;
    private static final int GASPED = 2;
    // It was down often enough not to be missed when it went; of a line that is down.
    private static final int NOT_MISSED = 4;
    private static final int COUNTED = 8;
    // The optical level it was found at last, from one; none in rows of earlier programs.
    private static final int LEVEL_SHIFT = 4;
    private static final int LEVELS = 7 << LEVEL_SHIFT;
    private static final OpticalLevel[] LEVEL = OpticalLevel.values();

    private long heardAt;
    private int upAtS;
    private int downAtS;
    private int heardForS;
    private int upForS;
    private short rxCentiDbm = Short.MIN_VALUE;
    private byte flags;

    /**
     * A word about the line. An older one than the newest changes nothing, and one out of a backlog says only that it was active then.
     *
     * @param at epoch milliseconds
     * @return whether it was live and the newest
     */
    @CanIgnoreReturnValue
    public boolean hear(Rules.Fibre rules, long at, boolean isLive, LineWord word) {
        if (!isLive) {
            if (word.isUp()) {
                wasUp(at);
            }
            return false;
        }
        if (at < heardAt) {
            late(at, word);
            return false;
        }
        account(rules, at);
        if (!word.isUp() && (isUp() || heardAt == 0)) {
            downAtS = (int) (at / 1000);
            set(NOT_MISSED, !isUsuallyUp(rules));
            set(GASPED, false);
        }
        set(UP, word.isUp());
        set(GASPED, !word.isUp() && (word.isGasp() || gasped()));
        heardAt = at;
        if (word.isUp()) {
            upAtS = (int) (at / 1000);
        }
        if (!Float.isNaN(word.rxDbm())) {
            rxCentiDbm = (short) Math.round(word.rxDbm() * 100);
        }
        return true;
    }

    /** The gasp of a dying ONT often comes after the OLT's word of the same loss: it belongs to the loss when nothing was up in between. */
    private void late(long at, LineWord word) {
        if (!word.isUp() && !isUp() && at / 1000 >= upAtS) {
            downAtS = (int) Math.min(downAtS, at / 1000);
            set(GASPED, word.isGasp() || gasped());
        }
    }

    /** Whether a reading of that time and kind was taken lately: −1 no, 0 yes with other content, 1 yes with this content. */
    public int knows(long claimedAt, int kind, long fingerprint) {
        return known(claimedAt, kind, fingerprint);
    }

    public void remember(long claimedAt, int kind, long fingerprint) {
        keep(claimedAt, kind, fingerprint);
    }

    /** It was active then; nothing else changes. */
    public void wasUp(long at) {
        upAtS = Math.max(upAtS, (int) (at / 1000));
    }

    private void account(Rules.Fibre rules, long at) {
        if (heardAt == 0) {
            return;
        }
        int span = isUp() ? upSpan(rules, at) : downSpan(at);
        heardForS += span;
        upForS += isUp() ? span : 0;
        if (heardForS > WEEK_S) {
            upForS = (int) ((long) upForS * WEEK_S / heardForS);
            heardForS = WEEK_S;
        }
    }

    /** Silence is not time heard. */
    private int upSpan(Rules.Fibre rules, long at) {
        return (int) Math.min((at - heardAt) / 1000, rules.staleMs() / 1000);
    }

    /** Down until it is told up, though nobody repeats it; beyond a day it is one long outage and no habit of the household. */
    private int downSpan(long at) {
        return (int) Math.max(0, Math.min(at / 1000, downAtS + DAY_S) - heardAt / 1000);
    }

    /** Whether it is missed: it usually is up, or was usually up when it went. */
    public boolean isExpectedUp(Rules.Fibre rules) {
        return isUp() ? isUsuallyUp(rules) : wasHeard() && !is(NOT_MISSED);
    }

    private boolean isUsuallyUp(Rules.Fibre rules) {
        return heardForS >= HOUR_S && upForS >= rules.expectedShare() * heardForS;
    }

    /** Whether the outage of its PON that is on has counted it. */
    public boolean isCounted() {
        return is(COUNTED);
    }

    void counted(boolean counted) {
        set(COUNTED, counted);
    }

    /** The same box on another PON: the outage of the old one is not its own. */
    public void moved() {
        counted(false);
    }

    /** The same box at another household: nothing is known of that line, but what the box said is known again. */
    public LineWatch resold() {
        LineWatch other = new LineWatch();
        other.copyLast(this);
        return other;
    }

    private boolean is(int flag) {
        return (flags & flag) != 0;
    }

    private void set(int flag, boolean on) {
        flags = (byte) (on ? flags | flag : flags & ~flag);
    }

    public boolean wasHeard() {
        return heardAt != 0;
    }

    public long heardAt() {
        return heardAt;
    }

    public boolean isUp() {
        return is(UP);
    }

    /** When it went down, epoch milliseconds cut to seconds; only when it is down. */
    public long downAt() {
        return downAtS * 1000L;
    }

    public boolean gasped() {
        return is(GASPED);
    }

    public boolean isSilentAt(Rules.Fibre rules, long intervalMs, long now) {
        return heardAt == 0 || now - heardAt > Math.max(rules.staleMs(), 3 * intervalMs);
    }

    /** Whether it worked within the span that counts for penetration. An outage does not undo it. */
    public boolean isActiveAt(Rules.Fibre rules, long now) {
        return upAtS != 0 && now - upAtS * 1000L <= rules.activeMs();
    }

    /** dBm, NaN when never told. */
    public float rxDbm() {
        return rxCentiDbm == Short.MIN_VALUE ? Float.NaN : rxCentiDbm / 100f;
    }

    /** Judges the power it told last, with the memory of what it was judged before. */
    public void classify(PonClass ponClass) {
        int level = OpticalLevel.after(opticalLevel(ponClass), ponClass, rxDbm()).code;
        flags = (byte) ((flags & ~LEVELS) | (level << LEVEL_SHIFT));
    }

    public OpticalLevel opticalLevel(PonClass ponClass) {
        int level = (flags & LEVELS) >>> LEVEL_SHIFT;
        return level == 0 ? OpticalLevel.of(ponClass, rxDbm()) : LEVEL[level - 1];
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(heardAt);
        out.writeInt(upAtS);
        out.writeInt(downAtS);
        out.writeInt(heardForS);
        out.writeInt(upForS);
        out.writeShort(rxCentiDbm);
        out.writeByte(flags);
        writeLast(out);
    }

    public static LineWatch read(DataInput in) throws IOException {
        LineWatch line = new LineWatch();
        line.heardAt = in.readLong();
        line.upAtS = in.readInt();
        line.downAtS = in.readInt();
        line.heardForS = in.readInt();
        line.upForS = in.readInt();
        line.rxCentiDbm = in.readShort();
        line.flags = in.readByte();
        line.readLast(in);
        return line;
    }
}
