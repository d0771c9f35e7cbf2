package vn.phusong.simulate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Registry;

/** The verb {@code simulate}: devices only, against any address. The hall reads the registry it names and runs it. */
public final class SimulateCommand {
    private static final long PROGRESS_MS = 5_000;

    private final SimulateOptions options;

    private SimulateCommand(SimulateOptions options) {
        this.options = options;
    }

    /** @throws IllegalArgumentException in one sentence for the user, when the words are not understood */
    public static SimulateCommand parse(String... words) {
        return new SimulateCommand(SimulateOptions.parse(words));
    }

    public static String usage() {
        return SimulateOptions.USAGE;
    }

    public boolean wantsHelp() {
        return options.help();
    }

    /** The folder the hall is to read; never null unless help is wanted. */
    public @Nullable Path registryFolder() {
        return options.registry();
    }

    /**
     * Runs until {@code --for} is over, or for ever; prints a line every few seconds, and at the end one JSON line with {@code --json}. The future holds the exit code: 0,
     * or 1 when nothing was ever acknowledged.
     */
    public Future<Integer> run(Vertx vertx, Registry registry, PrintStream out) {
        Secrets secrets;
        try {
            secrets = Secrets.read(options.secrets());
        } catch (IOException e) {
            return Future.failedFuture(new IOException("cannot read the secrets: " + e, e));
        }
        Load load = options.load();
        return load == null
                ? runProvince(vertx, registry, secrets, out)
                : Future.succeededFuture().compose(start -> runLoad(vertx, registry, secrets, load, out));
    }

    private Future<Integer> runLoad(Vertx vertx, Registry registry, Secrets secrets, Load load, PrintStream out) {
        LoadGenerator generator =
                new LoadGenerator(vertx, options.address(), options.limits(), load, registry, secrets::of);
        return vertx.deployVerticle(generator)
                .compose(id -> watch(vertx, generator::counts, out).eventually(() -> vertx.undeploy(id)));
    }

    private Future<Integer> runProvince(Vertx vertx, Registry registry, Secrets secrets, PrintStream out) {
        SimulationPlan plan =
                new SimulationPlan(options.address(), options.seed(), options.mix(), options.truth(), options.limits());
        return Simulation.start(vertx, plan, registry, secrets::of, fasterBy(options.speed()))
                .compose(simulation -> watch(vertx, simulation::counts, out).eventually(() -> simulation.stop()));
    }

    private Future<Integer> watch(Vertx vertx, Supplier<SimulationCounts> counts, PrintStream out) {
        long begin = System.nanoTime();
        long[] before = {0};
        long progress = vertx.setPeriodic(PROGRESS_MS, id -> {
            SimulationCounts now = counts.get();
            (options.json() ? System.err : out).println(line(now, now.readings().acknowledged() - before[0]));
            before[0] = now.readings().acknowledged();
        });
        if (options.lastsMs() == 0) {
            return Future.future(forever -> {});
        }
        return vertx.timer(options.lastsMs(), TimeUnit.MILLISECONDS).map(done -> {
            boolean wasRunning = vertx.cancelTimer(progress);
            SimulationCounts last = counts.get();
            double seconds = (System.nanoTime() - begin) / 1e9;
            out.println(options.json() && wasRunning ? json(last, seconds) : line(last, 0));
            return last.readings().acknowledged() > 0 ? 0 : 1;
        });
    }

    private static String line(SimulationCounts now, long acknowledged) {
        return String.format(
                Locale.ROOT,
                "sent %,d  acked %,d (%,d/s)  waiting %,d  p50 %.1f ms  p99 %.1f ms  errors %,d  connected %,d/%,d",
                now.messages().sent(),
                now.readings().acknowledged(),
                acknowledged * 1000 / PROGRESS_MS,
                now.readings().waiting(),
                now.p50Ms(),
                now.p99Ms(),
                now.messages().troubles(),
                now.connected(),
                now.devices());
    }

    private static String json(SimulationCounts now, double seconds) {
        return String.format(
                Locale.ROOT,
                "{\"seconds\":%.1f,\"readings\":%d,\"acked\":%d,\"ackedPerSecond\":%.1f,\"dropped\":%d,\"messages\":%d,\"resent\":%d,"
                        + "\"errors\":%d,\"devices\":%d,\"connected\":%d,\"p50Ms\":%.2f,\"p99Ms\":%.2f}",
                seconds,
                now.readings().said(),
                now.readings().acknowledged(),
                now.readings().acknowledged() / seconds,
                now.readings().dropped(),
                now.messages().sent(),
                now.messages().resent(),
                now.messages().troubles(),
                now.devices(),
                now.connected(),
                now.p50Ms(),
                now.p99Ms());
    }

    private static InstantSource fasterBy(double speed) {
        long begin = System.currentTimeMillis();
        long nanos = System.nanoTime();
        return () -> Instant.ofEpochMilli(begin + (long) ((System.nanoTime() - nanos) / 1e6 * speed));
    }
}
