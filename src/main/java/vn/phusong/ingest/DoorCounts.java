package vn.phusong.ingest;

import java.util.Map;

/**
 * What the MQTT door has seen since it opened; a picture, not live.
 *
 * @param open sessions logged in now
 * @param waiting messages held back now, for tokens or for the disk
 * @param counts every {@link MqttCount}, also those at zero
 */
public record DoorCounts(long open, long waiting, Map<MqttCount, Long> counts) {
    public DoorCounts {
        counts = Map.copyOf(counts);
    }

    public long of(MqttCount what) {
        return counts.getOrDefault(what, 0L);
    }
}
