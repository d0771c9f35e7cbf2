package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.reading.ActiveTest;

/** The newest active test of a slot: a failed one makes samples bad for a while or until the next (domain.md §7.3). Watch loop only. */
final class LastTest {
    private long at;
    private boolean isFailed;

    void take(Rules.Tests rules, long testedAt, ActiveTest test, boolean simSuspended) {
        if (testedAt >= at) {
            at = testedAt;
            isFailed = !simSuspended && Classifier.isFailed(rules, test);
        }
    }

    /** Whether a sample of that time is bad by it. */
    boolean hasFailed(Rules.Tests rules, long sampleAt) {
        return isFailed && sampleAt >= at && sampleAt - at <= rules.holdsMs();
    }

    /** Whether it failed, and not longer ago than that. */
    boolean hasFailedWithin(long ms, long now) {
        return isFailed && now - at <= ms;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(at);
        out.writeBoolean(isFailed);
    }

    static LastTest read(DataInput in) throws IOException {
        LastTest test = new LastTest();
        test.at = in.readLong();
        test.isFailed = in.readBoolean();
        return test;
    }
}
