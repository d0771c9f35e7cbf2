package vn.phusong.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole fleet of the sample province, really connected. */
final class SimulationTest {
    private static final long START = Instant.parse("2026-03-01T01:00:00Z").toEpochMilli();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        KindServer.await(vertx.close());
    }

    @Test
    void the_sample_province_connects_talks_and_writes_its_truth(@TempDir Path folder) throws Exception {
        KindServer server = new KindServer(vertx, 6_000);
        Path truth = folder.resolve("truth.ndjson");
        SimulationPlan plan = new SimulationPlan(server.listen(), 42, truth, Limits.USUAL);
        Simulation simulation =
                KindServer.await(Simulation.start(vertx, plan, SampleRegistry.read(), device -> "secret", fast(60)));
        assertTrue(server.enough.await(60, TimeUnit.SECONDS), "only " + simulation.counts());
        SimulationCounts counts = simulation.counts();
        KindServer.await(simulation.stop());
        assertEquals(1012 + 105 + 24, counts.devices(), "probes, collectors and ONTs on their own");
        assertEquals(List.of(), List.copyOf(server.duplicates));
        assertEquals(0, counts.readings().dropped());
        assertTrue(server.messages.keySet().stream().anyMatch(t -> t.startsWith("phusong/v1/olt-")));
        assertTrue(server.messages.containsKey("phusong/v1/olt-01864/state"));
        List<String> lines = Files.readAllLines(truth);
        assertTrue(lines.stream().anyMatch(l -> l.contains("\"kind\":\"mast\"")), lines.toString());
    }

    @Test
    void a_province_nobody_may_log_in_to_is_refused_with_a_sentence() {
        SimulationPlan plan = new SimulationPlan(new Address("127.0.0.1", 1), 1, null, Limits.USUAL);
        ExecutionException refused = assertThrows(
                ExecutionException.class,
                () -> KindServer.await(Simulation.start(vertx, plan, SampleRegistry.read(), device -> "", fast(1))));
        assertTrue(String.valueOf(refused.getMessage()).contains("no device of the registry has a secret"));
    }

    @Test
    void a_clock_that_steps_back_is_waited_for() throws Exception {
        World world = new World(SampleRegistry.read(), 1, START);
        Heard heard = new Heard();
        world.advance(START + 120_000, heard);
        int said = heard.said.size();
        world.advance(START + 60_000, heard);
        world.advance(START + 120_000, heard);
        assertEquals(said, heard.said.size());
    }

    private static InstantSource fast(int speed) {
        long begin = System.nanoTime();
        return () -> Instant.ofEpochMilli(START + (System.nanoTime() - begin) / 1_000_000 * speed);
    }
}
