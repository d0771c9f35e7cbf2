package vn.phusong.score;

import vn.phusong.simulate.FaultKind;

/** One operator truly gone from one centre, and what came of it. One thread. */
final class MobileOutage {
    /** The demand holds from here on. */
    static final long LEAST_MS = 20 * 60_000L;
    /** Not a live sample for longer: nobody could have known. It is also when the product calls itself blind. */
    static final long BLIND_MS = 5 * 60_000L;

    private static final long EDGE_MS = 60_000;
    private static final long USUAL_INTERVAL_MS = 60_000;

    private final FaultKind.Feel feel;
    private final long from;
    private long to;

    private boolean hasBegun;
    private boolean wasServed;
    private boolean wasDown;
    private long lastHeard;
    private long longestGap;
    private int samples;
    private int strays;
    private long toldAt = -1;

    /** Which of the questions an outage answers; only the first is demanded, the others are told beside it. */
    enum Sort {
        DEMANDED("demanded: >= 20 min, no good sample, 60 s probe, heard"),
        STRAY("with stray good samples"),
        SLOW_PROBE("slower probes"),
        SHORT("shorter than 20 min"),
        NOT_HEARD("evidence did not arrive"),
        POOR("choked backhaul: bad, with good moments"),
        FADING("slow fading: no sharp beginning");

        final String words;

        Sort(String words) {
            this.words = words;
        }
    }

    MobileOutage(FaultKind.Feel feel, long from, long to) {
        this.feel = feel;
        this.from = from;
        this.to = to;
        this.lastHeard = from;
    }

    long from() {
        return from;
    }

    /**
     * Its time has come.
     *
     * @param served whether this operator ever served there
     * @param down whether it was told to be out before
     */
    void begin(long now, boolean served, boolean down) {
        if (!hasBegun && now >= from) {
            hasBegun = true;
            wasServed = served;
            wasDown = down;
        }
    }

    /** Another fault of the same feel goes on where this one ends. */
    boolean goesOn(FaultKind.Feel other, long otherFrom, long otherTo) {
        if (other != feel || otherFrom < from || otherFrom > to + EDGE_MS) {
            return false;
        }
        to = Math.max(to, otherTo);
        return true;
    }

    void sample(long at, boolean isLive, boolean isServed) {
        if (!isLive || at < from || at >= to) {
            return;
        }
        samples++;
        strays += isServed ? 1 : 0;
        longestGap = Math.max(longestGap, at - lastHeard);
        lastHeard = Math.max(lastHeard, at);
    }

    void toldUncovered(long sampleAt, long at) {
        if (toldAt < 0 && sampleAt >= from && sampleAt <= to + EDGE_MS) {
            toldAt = at;
        }
    }

    /** Nothing more can be told of it in time. */
    boolean isOverAt(long now) {
        return now > to + BLIND_MS;
    }

    /** False for an operator that never served there, which cannot go, and for what is still to come. */
    boolean counts() {
        return hasBegun && wasServed;
    }

    Sort sort(long intervalMs, long end) {
        long until = Math.min(to, end);
        long gap = Math.max(longestGap, until - lastHeard);
        if (feel == FaultKind.Feel.POOR_SERVICE) {
            return Sort.POOR;
        }
        if (feel == FaultKind.Feel.FADING) {
            return Sort.FADING;
        }
        if (gap > Math.max(BLIND_MS, 2 * intervalMs)) {
            return Sort.NOT_HEARD;
        }
        if (until - from < LEAST_MS) {
            return Sort.SHORT;
        }
        if (strays > 0) {
            return Sort.STRAY;
        }
        return intervalMs > USUAL_INTERVAL_MS ? Sort.SLOW_PROBE : Sort.DEMANDED;
    }

    boolean isFound() {
        return toldAt >= 0 || wasDown;
    }

    /** From its true start to the moment it was told, −1 when it was not, or was out before. */
    long delayMs() {
        return toldAt < 0 || wasDown ? -1 : toldAt - from;
    }

    String evidence() {
        return samples + " live samples, " + strays + " of them with service, longest gap " + longestGap / 1000 + " s";
    }
}
