package vn.phusong.coverage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What we know of one fibre line from its ONT and those who speak for it. At most 64 bytes. Watch loop only.
 *
 * <p>A line is <em>expected up</em> when it was up at least the given share of the time it was heard, once heard for an hour; the memory fades over
 * seven days, so that a household that switches off at night is not an outage every evening (domain.md §7.7).
 */
public final class LineWatch {
    private static final int HOUR_S = 3600;
    private static final int WEEK_S = 7 * 24 * HOUR_S;

    private long heardAt;
    private int upAtS;
    private int downAtS;
    private int heardForS;
    private int upForS;
    private short rxCentiDbm = Short.MIN_VALUE;
    private boolean up;
    private boolean gasped;
    // The last two readings taken, by which a repeat is known: time (its low half: unique within the 30 days a reading
    // may be old), kind, content.
    private int time1;
    private int kind1;
    private int content1;
    private int time2;
    private int kind2;
    private int content2;

    /**
     * A word about the line. An older one than the newest changes nothing, and one out of a backlog says only that it was active then.
     *
     * @param at epoch milliseconds
     * @return whether it was live and the newest
     */
    @CanIgnoreReturnValue
    public boolean hear(Rules.Fibre rules, long at, boolean isLive, LineWord word) {
        if (!isLive && word.isUp()) {
            wasUp(at);
        }
        if (!isLive || at < heardAt) {
            return false;
        }
        account(rules, at);
        if (!word.isUp() && (up || heardAt == 0)) {
            downAtS = (int) (at / 1000);
            gasped = false;
        }
        up = word.isUp();
        gasped = !word.isUp() && (gasped || word.isGasp());
        heardAt = at;
        if (up) {
            upAtS = (int) (at / 1000);
        }
        if (!Float.isNaN(word.rxDbm())) {
            rxCentiDbm = (short) Math.round(word.rxDbm() * 100);
        }
        return true;
    }

    /** Whether a reading of that time and kind was taken lately: −1 no, 0 yes with other content, 1 yes with this content. */
    public int knows(long claimedAt, int kind, long fingerprint) {
        if ((int) claimedAt == time1 && kind == kind1) {
            return (int) fingerprint == content1 ? 1 : 0;
        }
        if ((int) claimedAt == time2 && kind == kind2) {
            return (int) fingerprint == content2 ? 1 : 0;
        }
        return -1;
    }

    public void remember(long claimedAt, int kind, long fingerprint) {
        time2 = time1;
        kind2 = kind1;
        content2 = content1;
        time1 = (int) claimedAt;
        kind1 = kind;
        content1 = (int) fingerprint;
    }

    /** It was active then; nothing else changes. */
    public void wasUp(long at) {
        upAtS = Math.max(upAtS, (int) (at / 1000));
    }

    private void account(Rules.Fibre rules, long at) {
        if (heardAt == 0) {
            return;
        }
        // Silence is not time heard.
        int span = (int) Math.min((at - heardAt) / 1000, rules.staleMs() / 1000);
        heardForS += span;
        upForS += up ? span : 0;
        if (heardForS > WEEK_S) {
            upForS = (int) ((long) upForS * WEEK_S / heardForS);
            heardForS = WEEK_S;
        }
    }

    public boolean isExpectedUp(Rules.Fibre rules) {
        return heardForS >= HOUR_S && upForS >= rules.expectedShare() * heardForS;
    }

    public boolean wasHeard() {
        return heardAt != 0;
    }

    public long heardAt() {
        return heardAt;
    }

    public boolean isUp() {
        return up;
    }

    /** When it went down, epoch milliseconds cut to seconds; only when it is down. */
    public long downAt() {
        return downAtS * 1000L;
    }

    public boolean gasped() {
        return gasped;
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

    public void write(DataOutput out) throws IOException {
        out.writeLong(heardAt);
        out.writeInt(upAtS);
        out.writeInt(downAtS);
        out.writeInt(heardForS);
        out.writeInt(upForS);
        out.writeShort(rxCentiDbm);
        out.writeByte((up ? 1 : 0) | (gasped ? 2 : 0));
        out.writeInt(time1);
        out.writeInt(kind1);
        out.writeInt(content1);
        out.writeInt(time2);
        out.writeInt(kind2);
        out.writeInt(content2);
    }

    public static LineWatch read(DataInput in) throws IOException {
        LineWatch line = new LineWatch();
        line.heardAt = in.readLong();
        line.upAtS = in.readInt();
        line.downAtS = in.readInt();
        line.heardForS = in.readInt();
        line.upForS = in.readInt();
        line.rxCentiDbm = in.readShort();
        int flags = in.readByte();
        line.up = (flags & 1) != 0;
        line.gasped = (flags & 2) != 0;
        line.time1 = in.readInt();
        line.kind1 = in.readInt();
        line.content1 = in.readInt();
        line.time2 = in.readInt();
        line.kind2 = in.readInt();
        line.content2 = in.readInt();
        return line;
    }
}
