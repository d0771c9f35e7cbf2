package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.reading.PowerSource;

/** What a probe's words say of the grid's power. */
class ProbeMemoryTest {
    private final ProbeMemory memory = new ProbeMemory();

    private Mains mains(PowerSource now, PowerSource design) {
        memory.heard(1);
        memory.power(now, design, 1, true);
        return memory.mains(1);
    }

    @Test
    void a_probe_with_a_battery_that_runs_on_it_after_mains_has_lost_mains() {
        assertEquals(Mains.ON, mains(PowerSource.MAINS, PowerSource.BATTERY));
        assertEquals(Mains.LOST, mains(PowerSource.BATTERY, PowerSource.BATTERY));
        assertEquals(Mains.LOST, mains(PowerSource.BATTERY, PowerSource.BATTERY));
        assertEquals(Mains.ON, mains(PowerSource.MAINS, PowerSource.BATTERY));
    }

    @Test
    void what_it_said_of_lost_mains_is_not_forgotten_with_the_next_reading() {
        memory.heard(1);
        memory.powerLost(true, 1, true);
        assertEquals(Mains.LOST, mains(PowerSource.BATTERY, PowerSource.BATTERY));
    }

    @Test
    void a_probe_that_has_nothing_but_a_battery_says_nothing_of_the_grid() {
        assertEquals(Mains.UNKNOWN, mains(PowerSource.BATTERY, PowerSource.BATTERY));
        assertEquals(Mains.UNKNOWN, mains(PowerSource.SOLAR, PowerSource.SOLAR));
    }
}
