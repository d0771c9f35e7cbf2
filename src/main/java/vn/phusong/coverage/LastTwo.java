package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last two readings taken of a line, by which a repeat is known. In one object with the line: tens of thousands take turns in the cache. Watch loop only. */
class LastTwo {
    // Of each its time (the low half: unique within the 30 days a reading may be old), kind and content.
    private int time1;
    private int kind1;
    private int content1;
    private int time2;
    private int kind2;
    private int content2;

    /** Whether a reading of that time and kind was taken lately: −1 no, 0 yes with other content, 1 yes with this content. */
    final int known(long claimedAt, int kind, long fingerprint) {
        if ((int) claimedAt == time1 && kind == kind1) {
            return (int) fingerprint == content1 ? 1 : 0;
        }
        if ((int) claimedAt == time2 && kind == kind2) {
            return (int) fingerprint == content2 ? 1 : 0;
        }
        return -1;
    }

    final void keep(long claimedAt, int kind, long fingerprint) {
        time2 = time1;
        kind2 = kind1;
        content2 = content1;
        time1 = (int) claimedAt;
        kind1 = kind;
        content1 = (int) fingerprint;
    }

    final void copyLast(LastTwo other) {
        time1 = other.time1;
        kind1 = other.kind1;
        content1 = other.content1;
        time2 = other.time2;
        kind2 = other.kind2;
        content2 = other.content2;
    }

    final void writeLast(DataOutput out) throws IOException {
        out.writeInt(time1);
        out.writeInt(kind1);
        out.writeInt(content1);
        out.writeInt(time2);
        out.writeInt(kind2);
        out.writeInt(content2);
    }

    final void readLast(DataInput in) throws IOException {
        time1 = in.readInt();
        kind1 = in.readInt();
        content1 = in.readInt();
        time2 = in.readInt();
        kind2 = in.readInt();
        content2 = in.readInt();
    }
}
