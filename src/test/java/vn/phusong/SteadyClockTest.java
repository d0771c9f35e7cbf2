package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Edge case 10 of domain.md §7.9: the machine's clock is set back, or an hour forward. */
class SteadyClockTest {
    private static final long NOW = 1_767_200_400_000L;
    private static final long HOUR = 3_600_000;

    private final AtomicLong wall = new AtomicLong(NOW);
    private final AtomicLong nanos = new AtomicLong();

    private SteadyClock clock(double speed, long notBefore) {
        return SteadyClock.of(() -> Instant.ofEpochMilli(wall.get()), nanos::get, speed, notBefore);
    }

    private void pass(long ms) {
        wall.addAndGet(ms);
        nanos.addAndGet(ms * 1_000_000);
    }

    @Test
    void a_clock_set_back_goes_on_by_itself_and_never_back() {
        SteadyClock clock = clock(1, 0);
        pass(10_000);
        wall.addAndGet(-HOUR);
        assertEquals(NOW + 10_000, clock.millis());
        pass(5_000);
        assertEquals(NOW + 15_000, clock.millis());
    }

    @Test
    void a_clock_set_forward_is_followed() {
        SteadyClock clock = clock(1, 0);
        wall.addAndGet(HOUR);
        assertEquals(NOW + HOUR, clock.millis());
        pass(1_000);
        assertEquals(NOW + HOUR + 1_000, clock.millis());
    }

    @Test
    void it_never_starts_before_the_last_time_of_the_journal() {
        SteadyClock clock = clock(1, NOW + HOUR);
        assertEquals(NOW + HOUR, clock.millis());
        pass(1_000);
        assertEquals(NOW + HOUR + 1_000, clock.millis());
    }

    @Test
    void started_ahead_of_the_wall_it_follows_again_once_that_has_passed_it() {
        SteadyClock clock = clock(1, NOW + 1_000);
        wall.addAndGet(HOUR);
        assertEquals(NOW + HOUR, clock.millis());
    }

    @Test
    void at_speed_60_a_second_is_a_minute() {
        SteadyClock clock = clock(60, 0);
        pass(1_000);
        assertEquals(NOW + 60_000, clock.millis());
    }
}
