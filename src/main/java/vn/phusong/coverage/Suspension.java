package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * That a SIM of a probe is suspended: by its own word, until its own word or until every SIM that a network refused since then was let in again for an
 * hour. Which SIM it is the word does not say, a refusal does; as long as fewer are refused than words came, all may be. Where none was refused (a quota
 * used up, a captive page) being let in ends nothing. Watch loop only.
 */
final class Suspension {
    /** Milliseconds of being served again after which the lost word is not waited for any more. */
    static final long SERVED_AGAIN_MS = 3_600_000;

    private long since;
    private int words;
    // A bit for each SIM slot.
    private long refused;
    private long servedSince;

    /** A word on it. Returns whether that is new. */
    boolean said(boolean is, long at) {
        boolean isNew = is != (since != 0);
        if (isNew) {
            since = is ? at : 0;
            words = 0;
            refused = 0;
            servedSince = 0;
        }
        words += is ? 1 : 0;
        return isNew;
    }

    /**
     * How the networks took its SIMs, by a reading newer than all before.
     *
     * @param refusedNow SIM slots that were refused, a bit each
     * @param home SIM slots that are registered at home and that no test contradicts, a bit each
     * @return whether none is suspended any more by that; it is still to be {@linkplain #said said}
     */
    boolean registered(long at, long refusedNow, long home) {
        if (!holds(at)) {
            return false;
        }
        refused |= refusedNow;
        if (refused == 0 || (refused & ~home) != 0) {
            servedSince = 0;
            return false;
        }
        servedSince = servedSince == 0 ? at : servedSince;
        return at - servedSince >= SERVED_AGAIN_MS;
    }

    /** It carries other SIMs now: which of them was refused says nothing any more. */
    void otherSims() {
        refused = 0;
        servedSince = 0;
    }

    private boolean holds(long at) {
        return since != 0 && at >= since;
    }

    /** Whether it is or may be the {@code n}-th SIM. */
    boolean isOf(int n, long at) {
        return holds(at) && (known() == 0 || (refused >> n & 1) == 1);
    }

    /** Whether it may be each of them. */
    boolean isOfAll(long at) {
        return holds(at) && known() == 0;
    }

    /** SIM slots that are suspended, a bit each; 0 where nobody knows which. */
    long known() {
        return Long.bitCount(refused) < words ? 0 : refused;
    }

    /** Epoch milliseconds, 0 when it is not. */
    long since() {
        return since;
    }

    /** As read from a row, of one word. */
    void since(long at) {
        since = at;
        words = at == 0 ? 0 : 1;
    }

    /** Whether there is more to write than since when. */
    boolean isMore() {
        return refused != 0 || words > 1;
    }

    void writeMore(DataOutput out) throws IOException {
        Varint.write(out, words);
        Varint.write(out, refused);
        Varint.write(out, servedSince);
    }

    void readMore(DataInput in) throws IOException {
        words = (int) Varint.read(in);
        refused = Varint.read(in);
        servedSince = Varint.read(in);
    }
}
