package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first reading of a newcomer: the real {@code mosquitto_pub}, or any HTTP client, to a running server. Needs mosquitto-clients; without them this fails. */
class MosquittoIT {
    /** Every sample is judged at once: five good ones in a minute make a village covered. */
    private static final Map<String, String> RULES =
            Map.of("window.long", "2m", "window.short", "1m", "stale.min", "1m", "hold.up", "0s", "hold.down", "0s");

    private static final int ENOUGH = 6;

    @TempDir
    private Path folder;

    private ServerProcess server;
    private String secret;

    @BeforeEach
    void a_server_and_a_secret_made_while_it_runs() throws Exception {
        Path data = folder.resolve("data");
        server = ServerProcess.start(data, RULES);
        Path registry = SmallRegistry.write(folder.resolve("registry"), 1, 0, "5s");
        assertEquals(0, Jar.run(data, Map.of(), "import", registry.toString()).exit());
        Jar.Ran told = Jar.run(data, Map.of(), "device", "secret", "probe-0", "--json");
        assertEquals(0, told.exit(), told.err());
        secret = new JsonObject(told.out()).getString("secret");
    }

    @AfterEach
    void the_end() {
        server.close();
    }

    @ParameterizedTest(name = "mosquitto_pub -V {0}")
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void readings_of_mosquitto_pub_show_up_in_the_village(String version) throws Exception {
        assertEquals("UNKNOWN", village().getString("standing"));
        for (int i = 0; i < ENOUGH; i++) {
            assertEquals(
                    0, publish(version, secret, "probe-0", reading(Instant.now().toEpochMilli())), said());
        }
        assertEquals(
                "COVERED", awaitStanding("COVERED").getJsonObject("operators").getString("viettel"));
    }

    @Test
    void a_wrong_secret_is_refused_and_nothing_of_it_is_taken() throws Exception {
        double before = server.metric("phusong_readings_received_total");
        assertNotEquals(0, publish("mqttv311", "guess", "probe-0", reading(1)));
        assertTrue(said().contains("not authori") || said().contains("bad user name"), said());
        assertNotEquals(0, publish("mqttv5", "guess", "probe-0", reading(1)));
        assertEquals(before, server.metric("phusong_readings_received_total"));
    }

    @Test
    void a_topic_of_another_device_is_told_no_in_mqtt_5() throws Exception {
        int exit = publish("mqttv5", secret, "probe-1", reading(Instant.now().toEpochMilli()));
        assertTrue(exit != 0 || said().toLowerCase(Locale.ROOT).contains("not authorized"), exit + said());
    }

    @Test
    void the_http_door_takes_what_is_good_and_names_what_is_bad() throws Exception {
        long now = Instant.now().toEpochMilli();
        assertEquals(202, post(secret, reading(now)).statusCode());
        assertEquals(401, post("guess", reading(now + 1)).statusCode());
        HttpResponse<String> mixed = post(secret, "[" + reading(now + 2) + ",{\"t\":\"1970\"}]");
        assertEquals(400, mixed.statusCode(), mixed.body());
        assertEquals(
                "application/problem+json",
                mixed.headers().firstValue("Content-Type").orElse(""));
        JsonObject problem = new JsonObject(mixed.body());
        assertEquals(1, problem.getInteger("committed"), mixed.body());
        assertEquals(1, problem.getJsonArray("records").getJsonObject(0).getInteger("index"), mixed.body());
        assertEquals(400, post(secret, "not json").statusCode());
    }

    private HttpResponse<String> post(String password, String body) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString(("probe-0:" + password).getBytes(StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.page("/api/v1/readings"))
                                .header("Authorization", "Basic " + login)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String reading(long at) {
        return "{\"t\":%d,\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-90}]}"
                .formatted(at, SmallRegistry.PLMN);
    }

    private JsonObject village() throws IOException, InterruptedException {
        return new JsonObject(server.get("/api/v1/villages/v0"));
    }

    private JsonObject awaitStanding(String standing) throws IOException, InterruptedException {
        JsonObject village = village();
        for (int i = 0; i < 50 && !standing.equals(village.getString("standing")); i++) {
            assertFalse(server.endsWithin(100), server::said);
            village = village();
        }
        assertEquals(standing, village.getString("standing"), village::encodePrettily);
        return village;
    }

    private int publish(String version, String password, String topic, String reading)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-h", "127.0.0.1", "-p"));
        command.addAll(List.of(Integer.toString(server.mqttPort()), "-V", version, "-q", "1"));
        command.addAll(List.of("-i", "probe-0", "-u", "probe-0", "-P", password));
        command.addAll(List.of("-t", "phusong/v1/" + topic + "/telemetry", "-m", reading));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.txt").toFile())
                .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "mosquitto_pub ends");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("mosquitto.txt"));
    }
}
