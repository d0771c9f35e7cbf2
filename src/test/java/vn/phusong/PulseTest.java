package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.ingest.DiskTrouble;
import vn.phusong.ingest.Durable;
import vn.phusong.journal.Commit;

/** Alive is who made a tick durable a short while ago and is not blind; a process that only runs is not. */
class PulseTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final AtomicReference<@Nullable DiskTrouble> disk = new AtomicReference<>();
    private final AtomicBoolean isBlind = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();
    private final Pulse pulse = new Pulse(disk::get, isBlind::get, nanos::get, 300_000);

    private static Durable durable(Event event) {
        return new Durable(1, List.of(new Commit.Step(event, Effects.NONE)), null, List.of());
    }

    @Test
    void a_tick_that_became_durable_within_the_interval_is_a_pulse() {
        assertNull(pulse.fault());
        for (int minute = 0; minute < 20; minute++) {
            nanos.addAndGet(MINUTE_NS);
            pulse.look(durable(new Event.Tick(0)));
            assertNull(pulse.fault());
        }
        nanos.addAndGet(5 * MINUTE_NS);
        assertNull(pulse.fault());
        nanos.addAndGet(MINUTE_NS);
        assertEquals("no tick has become durable for 360 s", pulse.fault());
        pulse.look(durable(new Event.Tick(0)));
        assertNull(pulse.fault());
    }

    @Test
    void readings_without_ticks_are_none() {
        nanos.addAndGet(6 * MINUTE_NS);
        pulse.look(durable(new Event.Readings(0, List.of())));
        assertEquals("no tick has become durable for 360 s", pulse.fault());
    }

    @Test
    void a_short_interval_still_allows_for_the_minute_between_two_ticks() {
        Pulse short_ = new Pulse(disk::get, isBlind::get, nanos::get, 60_000);
        nanos.addAndGet(2 * MINUTE_NS);
        assertNull(short_.fault());
    }

    @Test
    void a_disk_that_takes_nothing_is_none() {
        disk.set(new DiskTrouble(0, "the disk is full", 3));
        assertEquals("nothing can be made durable: the disk is full", pulse.fault());
    }

    @Test
    void who_is_blind_is_not_well() {
        isBlind.set(true);
        assertEquals("most villages that spoke are silent at once: we may be blind", pulse.fault());
    }
}
