package vn.phusong.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import vn.phusong.reading.RefusalReason;

/**
 * The numbers of the doors and of the watch loop for Prometheus. The readings balance on every scrape: {@code received = committed + duplicate + refused +
 * in_flight}. Never a device as a label. Any thread.
 */
public final class IngestMetrics {
    private final MeterRegistry registry;
    private final Batcher batcher;
    private final Glance<IngestCounts> counts;
    private final LongSupplier nanos;
    // Watch loop only.
    private final Set<String> fields = new HashSet<>();

    private IngestMetrics(MeterRegistry registry, Batcher batcher, LongSupplier nanos) {
        this.registry = registry;
        this.batcher = batcher;
        this.nanos = nanos;
        this.counts = new Glance<>(batcher::counts, nanos);
    }

    /** @param nanos time that only goes forward */
    public static IngestMetrics of(MeterRegistry registry, Batcher batcher, LongSupplier nanos) {
        IngestMetrics metrics = new IngestMetrics(registry, batcher, nanos);
        metrics.readings();
        metrics.work();
        metrics.queue();
        return metrics;
    }

    private void readings() {
        count("phusong.readings.received", "Readings that reached us", IngestCounts::received);
        count("phusong.readings.committed", "Readings taken, durably", IngestCounts::committed);
        count("phusong.readings.duplicate", "Readings said before, word for word", IngestCounts::duplicate);
        for (RefusalReason reason : RefusalReason.values()) {
            counted(FunctionCounter.builder("phusong.readings.refused", batcher, loop -> refused(counts.get(), reason))
                    .tag("reason", reason.word())
                    .description("Readings refused for good"));
        }
        gauge("phusong.readings.in.flight", "Readings not yet settled", () -> counts.get()
                .inFlight());
    }

    private static double refused(IngestCounts counts, RefusalReason reason) {
        return counts.refusedBy().getOrDefault(reason, 0L);
    }

    private void work() {
        FunctionTimer timer = FunctionTimer.builder(
                        "phusong.commit",
                        batcher,
                        loop -> counts.get().work().commits(),
                        loop -> counts.get().work().commitNanos(),
                        TimeUnit.NANOSECONDS)
                .description("From the closed batch to the sync of the disk")
                .register(registry);
        assert timer != null;
        count("phusong.heartbeats", "Empty arrays of collectors", all -> all.work()
                .heartbeats());
        count(
                "phusong.messages.turned.away",
                "Messages the full queue did not take; their senders wait",
                all -> all.work().turnedAway());
        count("phusong.security.lines.lost", "Lines for the security log that found no place", all -> all.work()
                .lostReports());
    }

    private void queue() {
        Gauge waiting = Gauge.builder("phusong.queue.readings", batcher, Batcher::waiting)
                .tag("queue", "waiting")
                .description("Readings waiting for their commit")
                .register(registry);
        Gauge most = Gauge.builder("phusong.queue.readings.max", batcher, Batcher::waitingMax)
                .tag("queue", "waiting")
                .description("Readings that may wait; beyond it PUBACKs are withheld")
                .register(registry);
        assert waiting != most;
        gauge("phusong.disk.trouble", "1 while nothing can be made durable", () -> batcher.trouble() == null ? 0 : 1);
    }

    /** Adds what the MQTT door counts. */
    public void door(Supplier<DoorCounts> door) {
        Glance<DoorCounts> seen = new Glance<>(door, nanos);
        gauge("phusong.mqtt.connections", "Devices logged in over MQTT", () -> seen.get()
                .open());
        gauge("phusong.mqtt.held", "Messages held back, for tokens or for the disk", () -> seen.get()
                .waiting());
        for (MqttCount what : MqttCount.values()) {
            counted(FunctionCounter.builder(
                            "phusong.mqtt.events", batcher, loop -> seen.get().of(what))
                    .tag("what", what.word())
                    .description("What the MQTT door did"));
        }
    }

    /** Adds what each broker we listen to is and does, by its name in the settings. */
    public void brokers(Supplier<List<BrokerStatus>> brokers) {
        BrokerMetrics.register(registry, batcher, new Glance<>(brokers, nanos));
    }

    /** Adds what decoding set aside, field by field; the names are a closed list of the decoders. */
    public void fields(Supplier<Map<String, Long>> dropped) {
        batcher.listen(durable -> {
            for (String field : dropped.get().keySet()) {
                if (fields.add(field)) {
                    counted(FunctionCounter.builder("phusong.fields.dropped", batcher, loop -> dropped.get()
                                    .getOrDefault(field, 0L))
                            .tag("field", field)
                            .description("Fields out of range or a sentinel; their readings stand without them"));
                }
            }
        });
    }

    private void count(String name, String description, ToDoubleFunction<IngestCounts> number) {
        counted(FunctionCounter.builder(name, batcher, loop -> number.applyAsDouble(counts.get()))
                .description(description));
    }

    private void counted(FunctionCounter.Builder<Batcher> builder) {
        FunctionCounter counter = builder.register(registry);
        assert counter != null;
    }

    private void gauge(String name, String description, Supplier<Number> number) {
        Gauge gauge = Gauge.builder(name, number).description(description).register(registry);
        assert gauge != null;
    }
}
