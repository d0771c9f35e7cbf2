package vn.phusong.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PromiseRules;
import vn.phusong.journal.JournalReader;

/**
 * What the hall gives the web to show.
 *
 * @param now the newest scene; asked every {@value SceneWatch#EVERY_MS} ms on the web's loop, so it must only hand over what is ready
 * @param journal a reading door of the web's own; used by one worker of the web, closed with the server
 * @param boundaries the registry's {@code boundaries.geojson} as text, null when it has none; must not block
 * @param clock the injected clock, epoch milliseconds
 * @param promises the versions of the rule text that periods are judged by
 * @param acts what people do about incidents
 * @param policy who is told what
 */
public record Sources(
        Supplier<Scene> now,
        JournalReader journal,
        Supplier<@Nullable String> boundaries,
        LongSupplier clock,
        PromiseRules promises,
        Operations operations,
        ActBook acts,
        PolicyBook policy) {
    /**
     * What is about the program rather than the province.
     *
     * @param live reasons, for people, why the process should be restarted; empty when it is well
     * @param ready reasons why it should not be sent readings now; empty when it may
     * @param notes what somebody should look at all the same
     * @param simulated whether simulated devices speak here; asked for every summary, since they may begin to while the program runs
     * @param metrics one scrape in the Prometheus text format
     * @param readings {@code POST /api/v1/readings}, whole: body, identity and answer are its own
     */
    public record Operations(
            Supplier<List<String>> live,
            Supplier<List<String>> ready,
            Supplier<List<String>> notes,
            BooleanSupplier simulated,
            Supplier<String> metrics,
            Handler<RoutingContext> readings) {}
}
