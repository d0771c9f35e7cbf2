package vn.phusong.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The door's counters. Any thread. */
final class MqttTally {
    private final Map<MqttCount, LongAdder> counts = new EnumMap<>(MqttCount.class);
    private final LongAdder waiting = new LongAdder();

    MqttTally() {
        for (MqttCount what : MqttCount.values()) {
            counts.put(what, new LongAdder());
        }
    }

    void add(MqttCount what) {
        add(what, 1);
    }

    void add(MqttCount what, long n) {
        LongAdder adder = counts.get(what);
        if (adder != null) {
            adder.add(n);
        }
    }

    void waits(int n) {
        waiting.add(n);
    }

    DoorCounts picture(long open) {
        Map<MqttCount, Long> sums = new EnumMap<>(MqttCount.class);
        counts.forEach((what, adder) -> sums.put(what, adder.sum()));
        return new DoorCounts(open, waiting.sum(), sums);
    }
}
