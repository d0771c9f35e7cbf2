package vn.phusong.ingest;

import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt to connect: doubling, and never at the same moment as everyone else who lost the broker. One thread. */
final class BrokerPause {
    static final long FIRST_MS = 500;

    private final long mostMs;
    private final DoubleSupplier chance;
    private long nextMs;

    /**
     * @param mostMs the longest pause
     * @param chance numbers from 0 to 1
     */
    BrokerPause(long mostMs, DoubleSupplier chance) {
        this.mostMs = mostMs;
        this.chance = chance;
        this.nextMs = Math.min(FIRST_MS, mostMs);
    }

    /** Milliseconds, between half of and the whole pause that is due; the next one is twice as long. */
    long next() {
        long pause = nextMs;
        nextMs = Math.min(mostMs, nextMs * 2);
        return jittered(pause);
    }

    /** The longest one: for who was pushed out, so that two do not push each other in a circle. */
    long longest() {
        return jittered(mostMs);
    }

    private long jittered(long pause) {
        return Math.round(pause * (0.5 + chance.getAsDouble() / 2));
    }

    void begin() {
        nextMs = Math.min(FIRST_MS, mostMs);
    }
}
