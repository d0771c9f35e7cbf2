package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.coverage.Standing;

/** What the incidents of a village know of one operator at its centre. Watch loop only. */
final class OperatorWatch {
    Standing standing = Standing.UNKNOWN;
    boolean everServed;
    boolean blind;
    /** First sample of the outage, while it is down. */
    long start;

    long unknownSince;

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
        out.writeBoolean(blind);
        out.writeLong(start);
        out.writeLong(unknownSince);
    }

    static OperatorWatch read(DataInput in) throws IOException {
        OperatorWatch watch = new OperatorWatch();
        watch.standing = Standing.valueOf(in.readUTF());
        watch.everServed = in.readBoolean();
        watch.blind = in.readBoolean();
        watch.start = in.readLong();
        watch.unknownSince = in.readLong();
        return watch;
    }
}
