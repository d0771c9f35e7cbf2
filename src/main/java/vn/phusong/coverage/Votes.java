package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one of several probes at a (point, operator) says by itself: good when at least 12 of its last 16 samples were, bad when at most 4. Two that say
 * the opposite for an hour cannot both be right; nobody is excluded. Watch loop only.
 */
public final class Votes {
    private static final int MOST = 16;
    private static final int ENOUGH = 8;
    private static final byte NEITHER = 0;
    private static final byte GOOD = 1;
    // No two of the three add up to what these two do.
    private static final byte BAD = 4;
    private static final long LASTING_MS = 3_600_000;

    private short last;
    private byte count;
    private byte says;
    private long saysSince;
    private long lastAt;
    private long disputedSince;

    /** Takes in what the slot made of the sample of that time; one that says nothing is no vote. */
    void add(Slot slot, long at, int who) {
        Samples samples = slot.samples();
        for (int i = samples.firstFrom(at); i < samples.size() && Samples.at(samples.get(i)) == at; i++) {
            if (Samples.who(samples.get(i)) == (who & 3) && Samples.counts(samples.get(i))) {
                add(at, Samples.isGood(samples.get(i)));
                return;
            }
        }
    }

    void add(long at, boolean isGood) {
        last = (short) ((last << 1) | (isGood ? 1 : 0));
        count = (byte) Math.min(MOST, count + 1);
        lastAt = at;
        int good = Integer.bitCount(last & 0xFFFF);
        boolean isEnough = count >= ENOUGH;
        says(isEnough && 4 * good >= 3 * count ? GOOD : isEnough && 4 * good <= count ? BAD : NEITHER, at);
    }

    private void says(byte now, long at) {
        if (now != says) {
            says = now;
            saysSince = at;
        }
    }

    /** Whether the two have said the opposite for an hour, and both still speak. */
    public boolean dispute(Votes other, long now, long staleMs) {
        return says + other.says == GOOD + BAD
                && now - Math.max(saysSince, other.saysSince) >= LASTING_MS
                && now - Math.min(lastAt, other.lastAt) < staleMs;
    }

    /** Says whether it is disputed; returns whether that is new. */
    public boolean disputed(boolean is, long now) {
        if (is == (disputedSince != 0)) {
            return false;
        }
        disputedSince = is ? now : 0;
        return true;
    }

    /** 0 while nobody disputes it. */
    public long disputedSince() {
        return disputedSince;
    }

    /** Good samples among the last {@link #samples()}. */
    public int good() {
        return Integer.bitCount(last & 0xFFFF);
    }

    public int samples() {
        return count;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(last);
        out.writeByte(count);
        out.writeByte(says);
        Varint.write(out, saysSince);
        Varint.write(out, lastAt);
        Varint.write(out, disputedSince);
    }

    static Votes read(DataInput in) throws IOException {
        Votes votes = new Votes();
        votes.last = in.readShort();
        votes.count = in.readByte();
        votes.says = in.readByte();
        votes.saysSince = Varint.read(in);
        votes.lastAt = Varint.read(in);
        votes.disputedSince = Varint.read(in);
        return votes;
    }
}
