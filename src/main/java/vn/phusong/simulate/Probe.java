package vn.phusong.simulate;

import java.util.List;
import vn.phusong.reading.PowerSource;

/**
 * A simulated probe.
 *
 * @param link number of its MQTT session
 * @param village number of its village in the province
 * @param isCentre whether it stands at the centre, whose coverage is the village's
 */
record Probe(String id, int link, int village, boolean isCentre, PowerSource power, long intervalMs, List<Slot> slots) {
    Probe {
        slots = List.copyOf(slots);
    }

    long key() {
        return slots.isEmpty() ? Noise.key(id) : slots.get(0).key();
    }
}
