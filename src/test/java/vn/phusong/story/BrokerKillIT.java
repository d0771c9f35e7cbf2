package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.history.Influxd;
import vn.phusong.ingest.Mosquitto;

/** A real Mosquitto between devices and server: the server is killed, the broker is restarted, and nobody can tell from journal or verdicts. */
class BrokerKillIT {
    private static final int KILLS = Integer.getInteger("phusong.kills", 10);
    private static final int RESTARTS = 5;
    private static final int PATIENCE = 200;
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
        Ledger ledger = killed();
        Aftermath aftermath = Aftermath.of(data);
        List<Ledger.Said> told = InDuckDb.told(data);
        aftermath.check(ledger, told);
        ledger.promised(List.of(new Ledger.Said(SmallRegistry.probe(0), 1, -85)));
        assertThrows(AssertionError.class, () -> aftermath.check(ledger, told), "one that is missing would be seen");
    }

    /** InfluxDB has no transactions: a kill between points and mark writes the same points again, onto themselves. */
    @Test
    void ten_kills_of_the_server_lose_and_double_nothing_in_influxdb_either() throws Exception {
        try (Influxd influxd = Influxd.start(folder.resolve("influxd"))) {
            settings.put("history.store", "influx");
            settings.put("influx.url", influxd.url().toString());
            settings.put("influx.org", Influxd.ORG);
            settings.put("influx.token", influxd.tokenForBuckets());
            Ledger ledger = killed();
            Aftermath aftermath = Aftermath.of(data);
            List<Ledger.Said> told = InInflux.told(influxd);
            aftermath.check(ledger, told);
            List<Ledger.Said> less = told.subList(1, told.size());
            assertThrows(
                    AssertionError.class, () -> aftermath.check(ledger, less), "one that is missing would be seen");
        }
    }

    /** @return what the broker acknowledged while the server was killed ten times, and all of it is in journal and history if it ever will be */
    private Ledger killed() throws Exception {
        Ledger ledger = new Ledger();
        try (ServerProcess first = ServerProcess.start(data, settings)) {
            first.importFolder(SmallRegistry.write(folder.resolve("registry"), PROBES, LINES, "5s"));
            Broker.awaitHealth(first, 200, "");
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
        return ledger;
    }

    /** Until nothing more comes for a while, and history has all of it. */
    private static void awaitQuiet(ServerProcess server) throws Exception {
        double before = -1;
        int quiet = 0;
        for (int i = 0; i < PATIENCE && quiet < 4; i++) {
            assertFalse(server.endsWithin(700), server::said);
            double now = server.metric("phusong_readings_received_total");
            boolean isQuiet = now == before && server.metric("phusong_history_lag_positions") == 0;
            quiet = isQuiet ? quiet + 1 : 0;
            before = now;
        }
        assertEquals(4, quiet, server::said);
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
            Broker.awaitHealth(server, 200, "");
            int said = 0;
            for (int i = 0; i < RESTARTS; i++) {
                said += everyProbeSpeaks(6);
                mosquitto.stop();
                assertTrue(Broker.awaitHealth(server, 503, "").contains("broker main"));
                mosquitto.again();
                Broker.awaitHealth(server, 200, "");
            }
            said += everyProbeSpeaks(6);
            Broker.awaitCommitted(server, said);
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
            Broker.speak(mosquitto.port(), SmallRegistry.probe(probe), times);
        }
        return 3 * times;
    }
}
