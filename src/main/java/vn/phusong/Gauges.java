package vn.phusong;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.history.HistoryStatus;
import vn.phusong.ingest.DiskTrouble;
import vn.phusong.ingest.Entrance;
import vn.phusong.ingest.IngestCounts;
import vn.phusong.ingest.MqttCount;
import vn.phusong.reading.RefusalReason;

/** What Prometheus and the health doors see. Names by the Prometheus conventions; never a device or village as a label. */
final class Gauges {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Watch watch;
    private final Followers followers;

    Gauges(Watch watch, Followers followers, Entrance entrance) {
        this.watch = watch;
        this.followers = followers;
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        readings();
        doors(entrance);
        following();
        province();
    }

    private void readings() {
        count("phusong.readings.received", "readings that came in, whatever became of them", IngestCounts::received);
        count("phusong.readings.committed", "readings durable and judged", IngestCounts::committed);
        count("phusong.readings.duplicate", "readings said before, word for word", IngestCounts::duplicate);
        for (RefusalReason reason : RefusalReason.values()) {
            FunctionCounter.builder("phusong.readings.refused", watch.batcher(), batcher -> batcher.counts()
                            .refusedBy()
                            .getOrDefault(reason, 0L))
                    .description("readings refused for good, by reason")
                    .tag("reason", reason.word())
                    .register(meters);
        }
        count("phusong.heartbeats", "empty arrays of collectors", counts -> counts.work()
                .heartbeats());
        count("phusong.commits", "transactions made durable", counts -> counts.work()
                .commits());
        count(
                "phusong.commit.seconds",
                "time from batch to durable",
                counts -> counts.work().commitNanos() / 1e9);
        gauge("phusong.readings.in.flight", "readings taken and not yet settled", () -> counts().inFlight());
        gauge("phusong.queue.readings", "readings waiting for a commit", () -> watch.batcher()
                .waiting());
        gauge("phusong.queue.readings.max", "its bound", () -> watch.batcher().waitingMax());
        gauge(
                "phusong.disk.trouble",
                "1 while nothing can be made durable",
                () -> watch.batcher().trouble() == null ? 0 : 1);
        gauge("phusong.journal.position", "position of the newest event", () -> watch.journal()
                .position());
    }

    private IngestCounts counts() {
        return watch.batcher().counts();
    }

    private void doors(Entrance entrance) {
        gauge("phusong.mqtt.connections", "open MQTT sessions", () -> entrance.mqttCounts()
                .open());
        for (MqttCount what : MqttCount.values()) {
            FunctionCounter.builder("phusong.mqtt.events", entrance, door -> door.mqttCounts()
                            .of(what))
                    .description("what happened at the MQTT door")
                    .tag("what", what.word())
                    .register(meters);
        }
        gauge(
                "phusong.fields.dropped",
                "fields set aside as out of range or a sentinel",
                () -> entrance.droppedFields().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    private void following() {
        gauge("phusong.history.lag.seconds", "how far history is behind", () -> {
            HistoryStatus status = followers.historyStatus();
            return status == null ? 0 : status.lagMs() / 1000.0;
        });
        gauge("phusong.alerts.waiting", "notices neither delivered nor set aside", () -> followers
                .alertStatus()
                .waiting());
        gauge("phusong.alerts.delivered", "notices delivered since the start", () -> followers
                .alertStatus()
                .delivered());
        gauge("phusong.alerts.set.aside", "notices the receiver refused for good", () -> followers
                .alertStatus()
                .setAside());
    }

    private void province() {
        standing("covered", IndicatorCount::covered);
        standing("degraded", IndicatorCount::degraded);
        standing("uncovered", IndicatorCount::uncovered);
        standing("unknown", IndicatorCount::unknown);
        gauge("phusong.incidents.open", "open incidents", () -> watch.scene()
                .open()
                .size());
    }

    private void standing(String standing, ToDoubleFunction<IndicatorCount> count) {
        Gauge.builder("phusong.villages", watch, heart -> {
                    IndicatorCount mobile = heart.scene().map().indicator("mobile");
                    return mobile == null ? 0 : count.applyAsDouble(mobile);
                })
                .description("villages by mobile standing")
                .tag("standing", standing)
                .register(meters);
    }

    private void count(String name, String words, ToDoubleFunction<IngestCounts> count) {
        FunctionCounter.builder(name, watch.batcher(), batcher -> count.applyAsDouble(batcher.counts()))
                .description(words)
                .register(meters);
    }

    private interface Value {
        double get();
    }

    private void gauge(String name, String words, Value number) {
        Gauge.builder(name, number, Value::get)
                .description(words)
                .strongReference(true)
                .register(meters);
    }

    String scrape() {
        return meters.scrape();
    }

    /** Why readings should not be sent to us now; empty when they may. */
    List<String> notReady() {
        List<String> reasons = new ArrayList<>();
        DiskTrouble trouble = watch.batcher().trouble();
        if (trouble != null) {
            reasons.add("nothing is acknowledged: " + trouble.sentence() + " (tried " + trouble.tries() + " times)");
        } else if (!watch.batcher().isOpen()) {
            reasons.add("the queue of readings is full");
        }
        return reasons;
    }

    /** Why the process should be restarted: never for trouble outside of it. */
    List<String> notLive() {
        return List.of();
    }

    void close() {
        meters.close();
    }
}
