package vn.phusong.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One broker's counters. Any thread. */
final class BrokerTally {
    private final Map<BrokerCount, LongAdder> counts = new EnumMap<>(BrokerCount.class);

    BrokerTally() {
        for (BrokerCount what : BrokerCount.values()) {
            counts.put(what, new LongAdder());
        }
    }

    void add(BrokerCount what) {
        add(what, 1);
    }

    void add(BrokerCount what, long n) {
        LongAdder adder = counts.get(what);
        if (adder != null) {
            adder.add(n);
        }
    }

    Map<BrokerCount, Long> sums() {
        Map<BrokerCount, Long> sums = new EnumMap<>(BrokerCount.class);
        counts.forEach((what, adder) -> sums.put(what, adder.sum()));
        return sums;
    }
}
