package vn.phusong;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import vn.phusong.alert.OwnTrouble;

/** What we know of ourselves, for Prometheus. */
final class OwnMetrics {
    private OwnMetrics() {}

    static void register(MeterRegistry meters, Ourselves ourselves) {
        for (OwnTrouble.Kind kind : OwnTrouble.Kind.values()) {
            Gauge open = Gauge.builder("phusong.operations.open", ourselves, it -> it.status().open().stream()
                            .filter(trouble -> trouble.kind() == kind)
                            .count())
                    .description("troubles of our own that last, as the operators were told")
                    .tag("condition", kind.word())
                    .register(meters);
            assert open != null;
        }
        Gauge waiting = Gauge.builder("phusong.operations.waiting", ourselves, it -> it.status()
                        .waiting())
                .description("letters to the operators that are not taken yet")
                .register(meters);
        assert waiting != null;
        count(meters, ourselves, "phusong.heartbeat.sent", "pings the watcher outside took", it -> it.heartbeat()
                .sent());
        count(
                meters,
                ourselves,
                "phusong.heartbeat.withheld",
                "pings not sent because we were not well",
                it -> it.heartbeat().withheld());
        count(
                meters,
                ourselves,
                "phusong.heartbeat.failed",
                "pings the watcher outside did not take",
                it -> it.heartbeat().failed());
    }

    private static void count(
            MeterRegistry meters, Ourselves ourselves, String name, String words, ToDoubleFunction<Ourselves> number) {
        FunctionCounter counter = FunctionCounter.builder(name, ourselves, number)
                .description(words)
                .register(meters);
        assert counter != null;
    }
}
