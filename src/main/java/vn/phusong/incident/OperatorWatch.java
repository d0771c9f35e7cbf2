package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.coverage.Proof;
import vn.phusong.coverage.Standing;

/** What the incidents of a village know of one operator at its centre. Watch loop only. */
final class OperatorWatch {
    private static final int BLIND = 1;
    // Rows of earlier programs have no proof.
    private static final int WITH_PROOF = 2;

    Standing standing = Standing.UNKNOWN;
    boolean everServed;
    boolean blind;
    /** First sample of the outage, while it is down. */
    long start;

    long unknownSince;
    /** What it was last told to be out by. */
    Proof proof = Proof.NONE;

    /** Down and alarming: without service now, with service once. */
    boolean isDown() {
        return everServed && (standing == Standing.UNCOVERED || standing == Standing.RECOVERING);
    }

    /** Whether a notice may fall due about it: down by the samples, recovering not, and measured just now. */
    boolean mayPage() {
        return everServed && standing == Standing.UNCOVERED && !blind;
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(standing.name());
        out.writeBoolean(everServed);
        out.writeByte((blind ? BLIND : 0) | WITH_PROOF);
        out.writeLong(start);
        out.writeLong(unknownSince);
        proof.write(out);
    }

    static OperatorWatch read(DataInput in) throws IOException {
        OperatorWatch watch = new OperatorWatch();
        watch.standing = Standing.valueOf(in.readUTF());
        watch.everServed = in.readBoolean();
        int flags = in.readByte();
        watch.blind = (flags & BLIND) != 0;
        watch.start = in.readLong();
        watch.unknownSince = in.readLong();
        watch.proof = (flags & WITH_PROOF) == 0 ? Proof.NONE : Proof.read(in);
        return watch;
    }
}
