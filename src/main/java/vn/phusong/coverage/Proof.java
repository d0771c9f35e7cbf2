package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What says that one (point, operator) is out: its live samples since then that were not good.
 *
 * @param bad how many
 * @param byTest how many of them only because an active test failed, while registration, level and quality were good
 */
public record Proof(int bad, int byTest) {
    public static final Proof NONE = new Proof(0, 0);

    public Proof {
        if (byTest < 0 || byTest > bad) {
            throw new IllegalArgumentException("bad by tests alone must be 0.." + bad + ", was " + byTest);
        }
    }

    /** Whether more than half of it is tests alone: there is a signal, and no service over it. */
    public boolean isByTests() {
        return 2 * byTest > bad;
    }

    /** Of the live samples of [from, …). */
    static Proof since(Samples samples, long from) {
        int bad = 0;
        int byTest = 0;
        for (int i = samples.firstFrom(from); i < samples.size(); i++) {
            long sample = samples.get(i);
            if (Samples.counts(sample) && !Samples.isGood(sample)) {
                bad++;
                byTest += Samples.isByTest(sample) ? 1 : 0;
            }
        }
        return new Proof(bad, byTest);
    }

    /** Whether the newest live sample that was not good was so by a test alone. */
    static boolean isNewestByTest(Samples samples) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            long sample = samples.get(i);
            if (Samples.counts(sample) && !Samples.isGood(sample)) {
                return Samples.isByTest(sample);
            }
        }
        return false;
    }

    public void write(DataOutput out) throws IOException {
        out.writeInt(bad);
        out.writeInt(byTest);
    }

    public static Proof read(DataInput in) throws IOException {
        return new Proof(in.readInt(), in.readInt());
    }
}
