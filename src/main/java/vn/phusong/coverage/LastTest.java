package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The newest active test of a slot: a failed one makes samples bad for a while or until the next (domain.md §7.3). Watch loop only. */
final class LastTest {
    private long at;
    private boolean failed;

    void tested(long time, boolean hasFailed) {
        if (time >= at) {
            at = time;
            failed = hasFailed;
        }
    }

    long at() {
        return at;
    }

    /** Whether it makes a sample of that time bad. */
    boolean spoils(Rules.Tests rules, long time) {
        return failed && time >= at && time - at <= rules.holdsMs();
    }

    /** Whether it failed, and not longer ago than that. */
    boolean hasFailedWithin(long ms, long now) {
        return failed && now - at <= ms;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(at);
        out.writeBoolean(failed);
    }

    static LastTest read(DataInput in) throws IOException {
        LastTest test = new LastTest();
        test.at = in.readLong();
        test.failed = in.readBoolean();
        return test;
    }
}
