package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand villages are out, and everybody was told. The server is stopped, and killed: nobody is told again. */
class ManyOpenIT {
    private static final int OUT = 1_000;
    private static final int AT_ONCE = 50;
    /** What is told is told within the same second; this is long enough for a tick at the start and one on the minute. */
    private static final long QUIET_MS = 65_000;

    @TempDir
    private Path folder;

    private final Telephone telephone = new Telephone();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> secrets = new HashMap<>();

    @AfterEach
    void the_end() {
        telephone.close();
    }

    /** No storm rule: everybody is told of everything, each by itself. */
    private Map<String, String> rules() throws IOException {
        Map<String, String> rules = new HashMap<>();
        Path policy = folder.resolve("policy.txt");
        rules.put("alert.policy", policy.toString());
        Files.writeString(
                policy,
                """
                contact everyone name_vi="Mọi nơi nhận" name_en="Every receiver" channels=*
                route everything to=everyone
                """);
        rules.putAll(Map.of("window.long", "2m", "window.short", "1m", "stale.min", "1h", "history.enabled", "no"));
        rules.putAll(Map.of("hold.down", "0s", "hold.up", "0s", "alert.warning", "0s", "startup.grace", "0s"));
        rules.putAll(Map.of("webhook.url", telephone.address(), "webhook.backoff.max", "1s"));
        return rules;
    }

    @Test
    void of_a_thousand_open_incidents_nobody_is_told_again_after_a_restart_or_a_kill() throws Exception {
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.start(data, rules())) {
            server.importFolder(SmallRegistry.writeAlone(folder.resolve("registry"), OUT + 1, "5s"));
            server.office(new JsonObject().put("do", "secrets"))
                    .getJsonObject("secrets")
                    .forEach(each -> secrets.put(each.getKey(), (String) each.getValue()));
            fall(server, 0, OUT);
            awaitTold(server, OUT);
            assertEquals(OUT, server.metric("phusong_incidents_open"), server::said);
            server.stop();
        }
        try (ServerProcess stopped = ServerProcess.start(data, rules())) {
            assertNobodyToldAgain(stopped, 2_000);
            stopped.kill();
        }
        try (ServerProcess killed = ServerProcess.start(data, rules())) {
            assertNobodyToldAgain(killed, QUIET_MS);
            fall(killed, OUT, OUT + 1);
            awaitTold(killed, OUT + 1);
            assertTrue(telephone.taken.get(OUT).startsWith(SmallRegistry.village(OUT) + "-"), "who falls now is told");
            killed.stop();
        }
        assertEquals(OUT + 1, new HashSet<>(telephone.taken).size(), "each under an id of its own");
        assertEquals(OUT + 1, telephone.taken.size(), "each once");
    }

    private void assertNobodyToldAgain(ServerProcess server, long ms) throws Exception {
        assertFalse(server.endsWithin(ms), server::said);
        assertEquals(OUT, server.metric("phusong_incidents_open"));
        assertEquals(0, server.metric("phusong_alerts_waiting"));
        assertEquals(OUT, telephone.taken.size(), "nobody is told again");
    }

    private void awaitTold(ServerProcess server, int told) throws Exception {
        for (int i = 0; i < 450 && telephone.taken.size() < told; i++) {
            assertFalse(server.endsWithin(200), server::said);
        }
        assertEquals(told, telephone.taken.size(), server::said);
        for (int i = 0; i < 100 && server.metric("phusong_alerts_waiting") > 0; i++) {
            assertFalse(server.endsWithin(100), server::said);
        }
    }

    /** Well for two minutes, then without signal for two, all said at once. */
    private void fall(ServerProcess server, int from, int to) throws Exception {
        long now = System.currentTimeMillis();
        List<String> readings = new ArrayList<>();
        for (long ago = 240_000; ago >= 0; ago -= 10_000) {
            readings.add(Tides.reading(now - ago, ago > 130_000));
        }
        String body = "[" + String.join(",", readings) + "]";
        for (int i = from; i < to; i += AT_ONCE) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int j = i; j < Math.min(to, i + AT_ONCE); j++) {
                answers.add(http.sendAsync(
                        post(server, SmallRegistry.probe(j), body), HttpResponse.BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertEquals(202, answer.get(30, TimeUnit.SECONDS).statusCode());
            }
        }
    }

    private HttpRequest post(ServerProcess server, String probe, String body) {
        String login = probe + ":" + secrets.get(probe);
        return HttpRequest.newBuilder(server.page("/api/v1/readings"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
