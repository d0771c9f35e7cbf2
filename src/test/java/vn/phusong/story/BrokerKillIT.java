package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.ingest.Mosquitto;

/** A real Mosquitto between devices and server: the server is killed, the broker is restarted, and nobody can tell from journal or verdicts. */
class BrokerKillIT {
    private static final int KILLS = Integer.getInteger("phusong.kills", 10);
    private static final int RESTARTS = 5;
    private static final long SEED = Long.getLong("phusong.seed", 20260301);
    private static final int PROBES = 9;
    private static final int LINES = 200;

    @TempDir
    private Path folder;

    private Mosquitto mosquitto;
    private Path data;
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "window.long", "2m",
            "window.short", "1m",
            "stale.min", "1m",
            "live.min", "10s",
            "hold.down", "0s",
            "hold.up", "0s",
            "alert.warning", "0s",
            "startup.grace", "0s",
            "snapshot.every", "1s"));
    private final Random random = new Random(SEED);

    @BeforeEach
    void a_broker() throws Exception {
        mosquitto = Mosquitto.open(folder, List.of());
        data = folder.resolve("data");
        settings.put("broker.main.url", "mqtt://127.0.0.1:" + mosquitto.port());
        settings.put("broker.main.backoff.max", "1s");
    }

    @AfterEach
    void no_broker() {
        mosquitto.close();
    }

    @Test
    void ten_kills_of_the_server_lose_nothing_the_broker_acknowledged_and_double_nothing() throws Exception {
        Ledger ledger = new Ledger();
        try (ServerProcess first = ServerProcess.start(data, settings)) {
            first.importFolder(SmallRegistry.write(folder.resolve("registry"), PROBES, LINES, "5s"));
            awaitReady(first);
            first.stop();
        }
        List<Publisher> publishers = publishers(ledger);
        List<Thread> threads = publishers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        for (int i = 0; i < KILLS; i++) {
            try (ServerProcess server = ServerProcess.launch(List.of(), data, settings)) {
                server.awaitReady();
                assertFalse(server.endsWithin(500 + random.nextInt(2000)), server::said);
                server.kill();
            }
        }
        try (ServerProcess last = ServerProcess.start(data, settings)) {
            publishers.forEach(Publisher::finish);
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
                assertFalse(thread.isAlive(), () -> "still in hand\n" + last.said());
            }
            awaitQuiet(last);
            last.stop();
        }
        assertEquals(ledger.said(), ledger.promised(), "in the end the broker acknowledged all");
        System.out.printf(
                "broker kill test: seed %d, %d kills, %d readings acknowledged by the broker%n",
                SEED, KILLS, ledger.promised().size());
        Aftermath aftermath = Aftermath.of(data);
        aftermath.check(ledger);
        ledger.promised(List.of(new Ledger.Said(SmallRegistry.probe(0), 1, -85)));
        assertThrows(AssertionError.class, () -> aftermath.check(ledger), "one that is missing would be seen");
    }

    /** Until nothing more comes for a while, and history has all of it. */
    private static void awaitQuiet(ServerProcess server) throws Exception {
        double before = -1;
        for (int quiet = 0; quiet < 4; ) {
            assertFalse(server.endsWithin(700), server::said);
            double now = server.metric("phusong_readings_received_total");
            boolean isQuiet = now == before && server.metric("phusong_history_lag_seconds") == 0;
            quiet = isQuiet ? quiet + 1 : 0;
            before = now;
        }
    }

    private List<Publisher> publishers(Ledger ledger) {
        Map<String, String> secrets = new HashMap<>();
        secrets.put(SmallRegistry.COLLECTOR, "any");
        for (int i = 0; i < PROBES; i++) {
            secrets.put(SmallRegistry.probe(i), "any");
        }
        List<Publisher> publishers = new ArrayList<>();
        publishers.add(new Publisher(List.of(SmallRegistry.COLLECTOR), 50, secrets, mosquitto::port, ledger, SEED));
        for (int i = 0; i < 3; i++) {
            List<String> probes =
                    List.of(SmallRegistry.probe(3 * i), SmallRegistry.probe(3 * i + 1), SmallRegistry.probe(3 * i + 2));
            publishers.add(new Publisher(probes, 0, secrets, mosquitto::port, ledger, SEED + 1 + i));
        }
        return publishers;
    }

    @Test
    void five_restarts_of_the_broker_bring_everybody_back_and_no_village_is_blamed() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, settings)) {
            server.importFolder(SmallRegistry.write(folder.resolve("registry"), 3, 0, "5s"));
            awaitReady(server);
            int said = 0;
            for (int i = 0; i < RESTARTS; i++) {
                said += everyProbeSpeaks(6);
                mosquitto.stop();
                awaitStatus(server, 503);
                mosquitto.again();
                awaitReady(server);
            }
            said += everyProbeSpeaks(6);
            for (int i = 0; i < 100 && server.metric("phusong_readings_committed_total") < said; i++) {
                assertFalse(server.endsWithin(100), server::said);
            }
            assertEquals(said, server.metric("phusong_readings_committed_total"));
            assertTrue(server.get("/metrics")
                    .contains("phusong_broker_events_total{broker=\"main\",what=\"sessions_forgotten\"} 0.0"));
            assertEquals("COVERED", new JsonObject(server.get("/api/v1/villages/v0")).getString("standing"));
            assertTrue(
                    new JsonObject(server.get("/api/v1/incidents"))
                            .getJsonArray("incidents")
                            .isEmpty(),
                    server.get("/api/v1/incidents"));
            server.stop();
        }
    }

    private int everyProbeSpeaks(int times) throws Exception {
        for (int probe = 0; probe < 3; probe++) {
            MqttAsyncClient client = new MqttAsyncClient(
                    "tcp://127.0.0.1:" + mosquitto.port(), SmallRegistry.probe(probe), new MemoryPersistence());
            client.connect().waitForCompletion(10_000);
            for (int i = 0; i < times; i++) {
                String payload =
                        "{\"t\":%d,\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-85}]}"
                                .formatted(System.currentTimeMillis() - times + i, SmallRegistry.PLMN);
                client.publish(
                                "phusong/v1/" + SmallRegistry.probe(probe) + "/telemetry",
                                payload.getBytes(StandardCharsets.UTF_8),
                                1,
                                false)
                        .waitForCompletion(10_000);
            }
            client.disconnect().waitForCompletion(10_000);
            client.close();
        }
        return 3 * times;
    }

    private static void awaitReady(ServerProcess server) throws Exception {
        awaitStatus(server, 200);
    }

    private static void awaitStatus(ServerProcess server, int status) throws Exception {
        String said = "";
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.page("/health/ready")).build(),
                            HttpResponse.BodyHandlers.ofString());
            said = answer.body();
            if (answer.statusCode() == status) {
                assertEquals(status == 503, said.contains("nothing is heard from broker main"), said);
                return;
            }
            assertFalse(server.endsWithin(100), server::said);
        }
        throw new AssertionError("not " + status + ": " + said + "\n" + server.said());
    }
}
