package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** One outage among those that went together, of one operator in one village: how it began, and how its place stands now. Watch loop only. */
final class MobileMember {
    private static final int STANDING = 7;
    private static final int LEFT = 8;
    private static final int MAINS_ON = 16;
    private static final int MAINS_LOST = 32;
    private static final int CHOKED = 64;
    private static final List<Standing> STANDINGS =
            List.of(Standing.UNKNOWN, Standing.COVERED, Standing.DEGRADED, Standing.UNCOVERED, Standing.RECOVERING);

    final String village;
    final String operator;
    /** Empty when nobody told. */
    final String station;

    final long start;
    final Mains mains;
    Standing standing;
    /** First good sample after it, while it is over. */
    long end;

    private boolean left;
    private boolean choked;

    MobileMember(String village, String operator, String station, long start, Mains mains, Standing standing) {
        this.village = village;
        this.operator = operator;
        this.station = station;
        this.start = start;
        this.mains = mains;
        this.standing = standing;
    }

    /** It is out by active tests alone: level and registration were good. */
    boolean isChoked() {
        return choked;
    }

    void choked(boolean byTests) {
        choked = byTests;
    }

    void stands(Signal signal) {
        standing = signal.standing();
        end = standing.isServed() ? signal.outage() : end;
    }

    /** Its place left the registry. */
    void leave(long at) {
        left = true;
        standing = Standing.UNKNOWN;
        end = at;
    }

    boolean hasLeft() {
        return left;
    }

    boolean isOut() {
        return !left && !standing.isServed();
    }

    /** How badly it stands: −1 left the registry, 0 back, 1 nobody sees it, 2 recovering, 3 out. */
    int weight() {
        if (!isOut()) {
            return left ? -1 : 0;
        }
        return switch (standing) {
            case UNCOVERED -> 3;
            case RECOVERING -> 2;
            case UNKNOWN, COVERED, DEGRADED -> 1;
        };
    }

    /** All but the words that others have too. */
    void write(DataOutput out) throws IOException {
        out.writeLong(start);
        out.writeLong(end);
        out.writeByte(STANDINGS.indexOf(standing)
                | (left ? LEFT : 0)
                | (mains == Mains.ON ? MAINS_ON : 0)
                | (mains == Mains.LOST ? MAINS_LOST : 0)
                | (choked ? CHOKED : 0));
    }

    static MobileMember read(DataInput in, String village, String operator, String station) throws IOException {
        long start = in.readLong();
        long end = in.readLong();
        int flags = in.readByte();
        boolean isOn = (flags & MAINS_ON) != 0;
        Mains mains = isOn ? Mains.ON : (flags & MAINS_LOST) != 0 ? Mains.LOST : Mains.UNKNOWN;
        Standing standing = STANDINGS.get(flags & STANDING);
        MobileMember read = new MobileMember(village, operator, station, start, mains, standing);
        read.end = end;
        read.left = (flags & LEFT) != 0;
        read.choked = (flags & CHOKED) != 0;
        return read;
    }
}
