package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.ingest.Mosquitto;

/** Two real brokers before one server: each is heard for itself, and the death of one is nothing to the other. */
class TwoBrokersIT {
    @TempDir
    private Path folder;

    @Test
    void both_are_heard_one_dies_and_is_named_the_other_goes_on_and_the_dead_one_comes_back() throws Exception {
        try (Mosquitto a = Mosquitto.open(Files.createDirectory(folder.resolve("a")), List.of());
                Mosquitto b = Mosquitto.open(Files.createDirectory(folder.resolve("b")), List.of());
                ServerProcess server = ServerProcess.start(folder.resolve("data"), settings(a, b))) {
            server.importFolder(SmallRegistry.write(folder.resolve("registry"), 2, 0, "5s"));
            Broker.awaitHealth(server, 200, "");
            Broker.speak(a.port(), SmallRegistry.probe(0), 5);
            Broker.speak(b.port(), SmallRegistry.probe(1), 5);
            Broker.awaitCommitted(server, 10);

            a.kill();
            String health = Broker.awaitHealth(server, 503, "nothing is heard from broker a at ");
            assertFalse(health.contains("broker b"), health);
            awaitConnected(server, List.of(0.0, 1.0));
            Broker.speak(b.port(), SmallRegistry.probe(1), 5);
            Broker.awaitCommitted(server, 15);

            a.again();
            Broker.awaitHealth(server, 200, "");
            awaitConnected(server, List.of(1.0, 1.0));
            Broker.speak(a.port(), SmallRegistry.probe(0), 5);
            Broker.speak(b.port(), SmallRegistry.probe(1), 5);
            Broker.awaitCommitted(server, 25);
            assertTrue(server.said().contains("broker a: connected to mqtt://127.0.0.1:" + a.port()), server::said);
            server.stop();
        }
    }

    private static Map<String, String> settings(Mosquitto a, Mosquitto b) {
        return Map.of(
                "broker.a.url",
                "mqtt://127.0.0.1:" + a.port(),
                "broker.a.backoff.max",
                "1s",
                "broker.b.url",
                "mqtt://127.0.0.1:" + b.port(),
                "broker.b.backoff.max",
                "1s");
    }

    private static void awaitConnected(ServerProcess server, List<Double> expected) throws Exception {
        for (int i = 0; i < 100 && !connected(server).equals(expected); i++) {
            assertFalse(server.endsWithin(250), server::said);
        }
        assertEquals(expected, connected(server));
    }

    private static List<Double> connected(ServerProcess server) throws Exception {
        String metrics = server.get("/metrics");
        return List.of("a", "b").stream()
                .map(name -> "phusong_broker_connected{broker=\"" + name + "\"} ")
                .map(line -> metrics.substring(metrics.indexOf(line) + line.length())
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .map(Double::parseDouble)
                .toList();
    }
}
