package vn.phusong.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The numbers of the brokers we listen to, for Prometheus; the only label is a broker's name in the settings, of which there are few. Any thread. */
final class BrokerMetrics {
    private final MeterRegistry registry;
    // Micrometer keeps what it counts by weak references only; the batcher lives as long as the program.
    private final Batcher keeper;
    private final Glance<List<BrokerStatus>> seen;

    private BrokerMetrics(MeterRegistry registry, Batcher keeper, Glance<List<BrokerStatus>> seen) {
        this.registry = registry;
        this.keeper = keeper;
        this.seen = seen;
    }

    static void register(MeterRegistry registry, Batcher keeper, Glance<List<BrokerStatus>> seen) {
        BrokerMetrics metrics = new BrokerMetrics(registry, keeper, seen);
        for (int i = 0; i < seen.get().size(); i++) {
            metrics.broker(i, seen.get().get(i).name());
        }
    }

    private void broker(int i, String name) {
        gauge("phusong.broker.connected", "1 while we hear the broker", i, name, it -> it.isConnected() ? 1 : 0);
        gauge(
                "phusong.broker.unacknowledged",
                "Messages of the broker in our hands; at most broker.NAME.receive.max",
                i,
                name,
                BrokerStatus::unacknowledged);
        gauge(
                "phusong.broker.held",
                "Messages of the broker that wait for room or the disk",
                i,
                name,
                BrokerStatus::held);
        gauge(
                "phusong.broker.stored.messages",
                "Messages the broker keeps for those who are away or slow, by its own word",
                i,
                name,
                it -> it.own().storedMessages());
        gauge("phusong.broker.stored.bytes", "Their size", i, name, it -> it.own()
                .storedBytes());
        counter(FunctionCounter.builder("phusong.broker.dropped.messages", keeper, loop -> at(i).own()
                        .dropped())
                .description("Messages the broker gave up since its start, of any client, by its own word")
                .tag("broker", name));
        for (BrokerCount what : BrokerCount.values()) {
            counter(FunctionCounter.builder("phusong.broker.events", keeper, loop -> at(i).of(what))
                    .description("What the door to the broker did")
                    .tag("broker", name)
                    .tag("what", what.word()));
        }
    }

    private BrokerStatus at(int i) {
        return seen.get().get(i);
    }

    private void counter(FunctionCounter.Builder<Batcher> builder) {
        FunctionCounter counter = builder.register(registry);
        assert counter != null;
    }

    private void gauge(String name, String words, int i, String broker, ToDoubleFunction<BrokerStatus> number) {
        Gauge gauge = Gauge.builder(name, () -> number.applyAsDouble(at(i)))
                .description(words)
                .tag("broker", broker)
                .register(registry);
        assert gauge != null;
    }
}
