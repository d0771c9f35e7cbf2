package vn.phusong;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The one clock of the program: never goes backward. When the wall clock steps back it runs on by itself until the wall has caught up; when that jumps
 * ahead, it follows. With a speed other than 1 it lets go of the wall and runs from its start. Any thread.
 */
final class SteadyClock implements InstantSource {
    /** A wall clock ahead by less is left to the slew of the machine. */
    private static final long FOLLOWS_MS = 250;

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final double speed;
    private final boolean followsWall;
    private long base;
    private long baseNanos;

    private SteadyClock(InstantSource wall, LongSupplier nanos, double speed, long start) {
        this.wall = wall;
        this.nanos = nanos;
        this.speed = speed;
        this.base = start;
        this.baseNanos = nanos.getAsLong();
        this.followsWall = speed == 1;
    }

    /** Starts at the later of the wall clock and {@code notBefore}, so that a second start never goes back. */
    static SteadyClock of(InstantSource wall, LongSupplier nanos, double speed, long notBefore) {
        return new SteadyClock(wall, nanos, speed, Math.max(wall.millis(), notBefore));
    }

    @Override
    public synchronized long millis() {
        long now = base + (long) ((nanos.getAsLong() - baseNanos) / 1e6 * speed);
        if (followsWall) {
            long told = wall.millis();
            if (told > now + FOLLOWS_MS) {
                base = told;
                baseNanos = nanos.getAsLong();
                return told;
            }
        }
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
