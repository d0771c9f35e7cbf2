package vn.phusong.coverage;

/**
 * That a SIM of a probe is suspended: by its own word, until its own word or until every SIM that a network refused since then was let in again for an
 * hour. Which SIM it is the word does not say, the refusal does. Where none was refused (a quota used up, a captive page) being let in ends nothing. Watch
 * loop only.
 */
final class Suspension {
    /** Milliseconds of being served again after which the lost word is not waited for any more. */
    static final long SERVED_AGAIN_MS = 3_600_000;

    private long since;
    // A bit for each SIM slot.
    private long refused;
    private long servedSince;

    /** A word on it. Returns whether that is new. */
    boolean said(boolean is, long at) {
        if (is == (since != 0)) {
            return false;
        }
        since = is ? at : 0;
        refused = 0;
        servedSince = 0;
        return true;
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

    boolean holds(long at) {
        return since != 0 && at >= since;
    }

    /** Epoch milliseconds, 0 when it is not. */
    long since() {
        return since;
    }

    /** SIM slots that were refused since then, a bit each. */
    long refused() {
        return refused;
    }

    /** Since when those are served again, 0 when they are not. */
    long servedSince() {
        return servedSince;
    }

    /** As read from a row. */
    void since(long at) {
        since = at;
    }

    /** As read from a row. */
    void refused(long sims, long served) {
        refused = sims;
        servedSince = served;
    }
}
