package vn.phusong;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import vn.phusong.alert.AlertStatus;
import vn.phusong.alert.OwnTrouble;
import vn.phusong.coverage.FlagKind;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.history.HistoryStatus;
import vn.phusong.incident.Cause;
import vn.phusong.ingest.DiskTrouble;
import vn.phusong.ingest.Entrance;
import vn.phusong.ingest.IngestMetrics;

/** What Prometheus and the health doors see. Names by the Prometheus conventions; never a device or village as a label. */
final class Gauges {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MachineMetrics machine = MachineMetrics.of(meters);
    private final Watch watch;
    private final Followers followers;
    private final Entrance entrance;
    private final Ourselves ourselves;

    Gauges(Watch watch, Followers followers, Entrance entrance, Ourselves ourselves) {
        this.watch = watch;
        this.ourselves = ourselves;
        this.followers = followers;
        this.entrance = entrance;
        readings(entrance);
        following();
        held();
        province();
        OwnMetrics.register(meters, ourselves);
    }

    private void readings(Entrance entrance) {
        IngestMetrics metrics = IngestMetrics.of(meters, watch.batcher(), System::nanoTime);
        metrics.door(entrance::mqttCounts);
        metrics.fields(entrance::droppedFields);
        metrics.brokers(entrance::brokers);
        gauge("phusong.journal.position", "position of the newest event", () -> watch.journal()
                .position());
        gauge("phusong.journal.bytes", "what the journal takes on the disk", () -> watch.journal()
                .bytes());
        gauge(
                "phusong.journal.raw.bytes.max",
                "how much of raw readings may wait in it for a history that is away",
                () -> watch.journal().rawKeptBytes());
    }

    private void following() {
        gauge("phusong.history.lag.positions", "durable entries that are not in history yet", () -> {
            HistoryStatus status = followers.historyStatus();
            return status == null ? 0 : status.lagPositions();
        });
        gauge("phusong.history.lag.seconds", "how far history is behind", () -> {
            HistoryStatus status = followers.historyStatus();
            return status == null ? 0 : status.lagMs() / 1000.0;
        });
        gauge("phusong.history.trouble", "1 while history cannot be filled", () -> {
            HistoryStatus status = followers.historyStatus();
            return status == null || status.trouble() == null ? 0 : 1;
        });
        count("phusong.history.set.aside", "points the history store refused for good since the start", () -> {
            HistoryStatus status = followers.historyStatus();
            return status == null ? 0 : status.setAside();
        });
        gauge("phusong.alerts.waiting", "notices neither delivered nor set aside", () -> followers
                .alertStatus()
                .waiting());
        gauge(
                "phusong.alerts.oldest.seconds",
                "age of the oldest notice that waits",
                () -> followers.alertStatus().oldestWaitingMs() / 1000.0);
        for (AlertStatus.Line line : followers.alertStatus().lines()) {
            channel(line.channel());
        }
        count("phusong.alerts.delivered", "notices delivered", () -> followers
                .alertStatus()
                .delivered());
        gauge(
                "phusong.mqtt.out.trouble",
                "1 while a broker that should be is not told how villages stand",
                () -> followers.villagesTrouble().isEmpty() ? 0 : 1);
        count(
                "phusong.alerts.templates.broken",
                "texts that a template could not make; the built-in ones went out",
                () -> followers.templates().broken());
        count("phusong.alerts.set.aside", "notices the receiver refused for good", () -> followers
                .alertStatus()
                .setAside());
    }

    private void channel(String name) {
        Gauge.builder("phusong.alerts.channel.waiting", followers, all -> line(all, name)
                        .mapToInt(AlertStatus.Line::waiting)
                        .sum())
                .description("notices that wait for a channel")
                .tag("channel", name)
                .register(meters);
        Gauge.builder("phusong.alerts.channel.trouble", followers, all -> line(all, name)
                        .filter(line -> line.trouble() != null)
                        .count())
                .description("1 while a channel takes nothing")
                .tag("channel", name)
                .register(meters);
    }

    private static Stream<AlertStatus.Line> line(Followers followers, String channel) {
        return followers.alertStatus().lines().stream()
                .filter(line -> line.channel().equals(channel));
    }

    private void held() {
        gauge("phusong.alerts.held", "notices owed by a restored journal that wait for a person", () -> followers
                .alertStatus()
                .held());
    }

    private void province() {
        standing("covered", IndicatorCount::covered);
        standing("degraded", IndicatorCount::degraded);
        standing("uncovered", IndicatorCount::uncovered);
        standing("unknown", IndicatorCount::unknown);
        for (FlagKind kind : FlagKind.values()) {
            flagged(kind);
        }
        gauge("phusong.incidents.open", "open incidents", () -> watch.scene()
                .open()
                .size());
        gauge(
                "phusong.blind",
                "1 while most villages that spoke are silent at once: our own outage",
                () -> watch.scene().open().stream()
                        .filter(incident -> incident.cause() == Cause.COLLECTION)
                        .count());
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

    /** A device may be flagged for several reasons. */
    private void flagged(FlagKind kind) {
        Gauge.builder("phusong.devices.flagged", watch, heart -> heart.scene().map().flagged().stream()
                        .filter(device -> device.flags().stream().anyMatch(flag -> flag.kind() == kind))
                        .count())
                .description("devices that somebody should look at, by what may be wrong")
                .tag("flag", kind.word())
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

    private void count(String name, String words, Value number) {
        FunctionCounter counter = FunctionCounter.builder(name, followers, kept -> number.get())
                .description(words)
                .register(meters);
        assert counter != null;
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
        entrance.brokers().stream()
                .filter(broker -> !broker.isConnected())
                .forEach(broker -> reasons.add("nothing is heard from " + broker.trouble()));
        return reasons;
    }

    /** What somebody should look at, though readings may be sent to us. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        followers
                .templates()
                .troubles()
                .forEach((file, why) -> notes.add("template " + file + " is broken, built-in texts go out: " + why));
        if (!followers.villagesTrouble().isEmpty()) {
            notes.add(followers.villagesTrouble());
        }
        int held = followers.alertStatus().held();
        if (held > 0) {
            notes.add(held + " notices owed by the restored journal are held: bin/phusong alerts release, or discard");
        }
        entrance.brokers().stream()
                .map(broker -> broker.own().alert())
                .filter(alert -> !alert.isEmpty())
                .forEach(notes::add);
        HistoryStatus status = followers.historyStatus();
        if (status != null && status.trouble() != null) {
            notes.add("history is not filled: " + status.trouble());
        }
        if (status != null && status.setAside() > 0) {
            notes.add("the history store refused " + status.setAside()
                    + " points for good since the start; they are listed in the data folder");
        }
        // What brokers gave up stands above already, in the same words.
        ourselves.status().open().stream()
                .filter(trouble -> trouble.kind() != OwnTrouble.Kind.BROKER)
                .forEach(trouble -> notes.add(trouble.en()));
        return notes;
    }

    /** Why the process should be restarted: never for trouble outside of it. */
    List<String> notLive() {
        return List.of();
    }

    void close() {
        machine.close();
        meters.close();
    }
}
