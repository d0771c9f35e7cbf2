package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.history.Influxd;

/** The server as it is shipped, its history in a real InfluxDB that comes and goes. */
class InfluxStoryIT {
    private static final int DEVICES = 5;
    private static final int PATIENCE = 600;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Influxd influxd;
    private Path data;
    private Map<String, String> settings;
    private ServerProcess server;
    private String[] secrets;
    private long sent = InstantSource.system().millis() - 60_000;

    @BeforeEach
    void a_server_with_its_history_in_influx() throws Exception {
        influxd = Influxd.start(folder.resolve("influxd"));
        data = folder.resolve("data");
        settings = Map.of(
                "history.store",
                "influx",
                "influx.url",
                influxd.url().toString(),
                "influx.org",
                Influxd.ORG,
                "influx.token",
                influxd.tokenForBuckets(),
                "influx.timeout",
                "2s");
        server = ServerProcess.start(data, settings);
        server.importFolder(SmallRegistry.write(folder.resolve("registry"), DEVICES, 0, "60s"));
        secrets = new String[DEVICES];
        for (int i = 0; i < DEVICES; i++) {
            secrets[i] = server.secret(SmallRegistry.probe(i));
        }
    }

    @AfterEach
    void the_end() {
        server.close();
        influxd.close();
    }

    @Test
    void the_store_away_and_back_the_server_killed_and_filled_again_every_reading_is_there_once() throws Exception {
        send(10);
        awaitPoints(10 * DEVICES);
        assertEquals(0, server.metric("phusong_history_trouble"));

        influxd.kill();
        send(10);
        awaitMetric("phusong_history_trouble", 1);
        assertTrue(server.metric("phusong_history_lag_positions") > 0);
        assertTrue(server.said().contains("InfluxDB at " + influxd.url() + " does not answer"), server::said);
        assertTrue(server.get("/health/ready").contains("history is not filled: InfluxDB at"), "told, and still ready");
        // Ingest does not wait for it.
        awaitMetric("phusong_readings_committed_total", 20 * DEVICES);

        server.kill();
        server = ServerProcess.start(data, settings);
        influxd.start();
        awaitPoints(20 * DEVICES);
        awaitMetric("phusong_history_trouble", 0);

        Jar.Ran beside = Jar.run(data, settings, "history", "refill");
        assertEquals(0, beside.exit(), beside.err());
        assertTrue(beside.out().contains("begins again; the running server fills it"), beside.out());
        send(1);
        awaitPoints(21 * DEVICES);

        server.stop();
        Jar.Ran alone = Jar.run(data, settings, "history", "refill", "--json");
        assertEquals(0, alone.exit(), alone.err());
        JsonObject filled = new JsonObject(alone.out());
        assertTrue(filled.getBoolean("filled"), alone.out());
        assertTrue(filled.getLong("rows") >= 21 * DEVICES, alone.out());
        assertTrue(filled.getString("rawFrom").endsWith("+07:00"), alone.out());
        assertEquals(21 * DEVICES, points());
    }

    /** Stopped in order, hanging, refusing our token: each is told with its reason, holds up no reading and no health, and ends by itself. */
    @Test
    void stopped_hanging_or_refusing_the_store_holds_up_nothing_and_misses_nothing_afterwards() throws Exception {
        send(2);
        awaitPoints(2 * DEVICES);
        influxd.stop();
        goesOnWithout("does not answer", 4);
        influxd.start();
        isWellWith(4);

        influxd.signal("STOP");
        goesOnWithout("does not answer", 6);
        influxd.signal("CONT");
        isWellWith(6);

        influxd.allow(settings.get("influx.token"), false);
        goesOnWithout("the token", 8);
        influxd.allow(settings.get("influx.token"), true);
        isWellWith(8);
        assertEquals(0, server.metric("phusong_history_set_aside_total"));
    }

    private void goesOnWithout(String reason, int each) throws Exception {
        send(2);
        awaitMetric("phusong_history_trouble", 1);
        awaitMetric("phusong_readings_committed_total", each * DEVICES);
        String health = server.get("/health/ready");
        assertTrue(health.contains("history is not filled: InfluxDB at") && health.contains(reason), health);
    }

    private void isWellWith(int each) throws Exception {
        awaitPoints(each * DEVICES);
        awaitMetric("phusong_history_trouble", 0);
        assertFalse(server.get("/health/ready").contains("history is not filled"));
    }

    @Test
    void a_wrong_usage_of_history_is_told() throws Exception {
        Jar.Ran none = Jar.run(data, settings, "history", "refil");
        assertEquals(2, none.exit());
        assertTrue(none.sentence().contains("there is no history refil"), none.sentence());
        assertTrue(none.sentence().contains("refill"), none.sentence());
    }

    /** So many readings of every probe, a second apart, each acknowledged. */
    private void send(int each) throws Exception {
        for (int i = 0; i < DEVICES; i++) {
            JsonArray readings = new JsonArray();
            for (int n = 1; n <= each; n++) {
                readings.add(new JsonObject()
                        .put("t", sent + n * 1_000L)
                        .put(
                                "radio",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("plmn", SmallRegistry.PLMN)
                                                .put("rat", "LTE")
                                                .put("reg", "home")
                                                .put("rsrp", -90))));
            }
            String login = SmallRegistry.probe(i) + ":" + secrets[i];
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(server.page("/api/v1/readings"))
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(readings.encode()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(202, answer.statusCode(), answer.body());
        }
        sent += each * 1_000L;
    }

    private int points() throws Exception {
        String query = "SELECT count(received_at) FROM \"phusong\".\"raw\".\"mobile_sample\"";
        String body = influxd.get("/query?db=phusong&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        JsonArray series =
                new JsonObject(body).getJsonArray("results").getJsonObject(0).getJsonArray("series");
        return series == null
                ? 0
                : series.getJsonObject(0).getJsonArray("values").getJsonArray(0).getInteger(1);
    }

    private void awaitPoints(int points) throws Exception {
        for (int i = 0; i < PATIENCE && points() != points; i++) {
            assertFalse(server.endsWithin(100), server::said);
        }
        assertEquals(points, points(), server::said);
    }

    private void awaitMetric(String name, double value) throws Exception {
        for (int i = 0; i < PATIENCE && server.metric(name) != value; i++) {
            assertFalse(server.endsWithin(100), server::said);
        }
        assertEquals(value, server.metric(name), name);
    }
}
