package vn.phusong.ingest;

import java.time.InstantSource;

/** When a tick is due: at every whole minute of the clock, one for all that went by. Watch loop only. */
final class Minutes {
    private static final long MINUTE_MS = 60_000;

    private final InstantSource clock;
    private long next;

    Minutes(InstantSource clock) {
        this.clock = clock;
    }

    void begin() {
        next = latest() + MINUTE_MS;
    }

    /** A clock that steps back only makes the next tick later; time never goes back. */
    boolean isDue() {
        return next != 0 && clock.millis() >= next;
    }

    /** The newest whole minute. */
    long latest() {
        return Math.floorDiv(clock.millis(), MINUTE_MS) * MINUTE_MS;
    }

    void ticked(long at) {
        next = at + MINUTE_MS;
    }
}
