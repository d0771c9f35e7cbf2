package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of one data folder, as a slip or a hasty standby starts them. */
class TwoServersIT {
    @TempDir
    private Path folder;

    private final Telephone telephone = new Telephone();

    @AfterEach
    void the_end() {
        telephone.close();
    }

    private Map<String, String> rules() {
        Map<String, String> rules = new HashMap<>();
        rules.putAll(Map.of("window.long", "2m", "window.short", "1m", "stale.min", "1h", "history.enabled", "no"));
        rules.putAll(Map.of("hold.down", "0s", "hold.up", "0s", "alert.warning", "0s", "startup.grace", "0s"));
        rules.put("webhook.url", telephone.address());
        return rules;
    }

    @Test
    void two_server_instances_are_one_and_tell_exactly_one_alert() throws Exception {
        Path data = folder.resolve("data");
        try (ServerProcess first = ServerProcess.start(data, rules())) {
            first.importFolder(SmallRegistry.writeAlone(folder.resolve("registry"), 1, "5s"));
            try (ServerProcess second = ServerProcess.launch(List.of(), data, rules())) {
                assertTrue(second.endsWithin(60_000), "the second one goes");
                assertTrue(second.said().contains("is in use by another running instance"), second::said);
            }
            fall(first);
            for (int i = 0; i < 450 && telephone.taken.isEmpty(); i++) {
                assertFalse(first.endsWithin(200), first::said);
            }
            assertEquals(1, telephone.taken.size(), first::said);
            for (int i = 0; i < 100 && first.metric("phusong_alerts_waiting") > 0; i++) {
                assertFalse(first.endsWithin(100), first::said);
            }
            first.kill();
        }
        try (ServerProcess second = ServerProcess.start(data, rules())) {
            assertFalse(second.endsWithin(2_000), second::said);
            assertEquals(1, second.metric("phusong_incidents_open"), "it takes over where the first one stood");
            second.stop();
        }
        assertEquals(1, telephone.taken.size(), "and tells nobody again");
    }

    /** Well for two minutes, then without signal for two, all said at once. */
    private static void fall(ServerProcess server) throws Exception {
        long now = System.currentTimeMillis();
        List<String> readings = new ArrayList<>();
        for (long ago = 240_000; ago >= 0; ago -= 10_000) {
            readings.add(Tides.reading(now - ago, ago > 130_000));
        }
        String login = SmallRegistry.probe(0) + ":" + server.secret(SmallRegistry.probe(0));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.page("/api/v1/readings"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", readings) + "]"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
    }
}
