package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.alert.AlertmanagerProcess;
import vn.phusong.alert.Listener;
import vn.phusong.ingest.Mosquitto;

/** The whole server tells one outage on every channel it has: a real Alertmanager, a real Mosquitto, CAP, feeds and a webhook. */
@Timeout(300)
class ChannelsIT {
    private static final String VILLAGE = "phusong-out/v1/villages/v0";

    @TempDir
    private Path folder;

    private final Telephone telephone = new Telephone();
    private AlertmanagerProcess alertmanager;
    private Mosquitto mosquitto;
    private Listener listener;
    private ServerProcess server;

    @BeforeEach
    void a_server_with_every_channel() throws Exception {
        alertmanager = new AlertmanagerProcess(Files.createDirectory(folder.resolve("alertmanager")));
        mosquitto = Mosquitto.open(Files.createDirectory(folder.resolve("broker")), List.of());
        listener = new Listener(mosquitto.port(), "phusong-out/v1/#");
        Files.writeString(
                Files.createDirectory(folder.resolve("templates")).resolve("webhook-vi.txt"), "{{no such word}}");
        Map<String, String> settings = new HashMap<>();
        settings.putAll(Map.of("window.long", "2m", "window.short", "1m", "stale.min", "1m"));
        settings.putAll(Map.of("hold.down", "0s", "hold.up", "0s", "alert.warning", "0s", "startup.grace", "0s"));
        settings.putAll(Map.of("webhook.backoff.max", "1s", "webhook.url", telephone.address()));
        settings.put("alert.templates", folder.resolve("templates").toString());
        settings.put("alertmanager.url", alertmanager.url().toString());
        settings.put("alertmanager.again", "1s");
        settings.put("mqtt.out.url", "mqtt://127.0.0.1:" + mosquitto.port());
        settings.put("cap.dir", folder.resolve("cap").toString());
        settings.put("cap.sender", "phusong.example.vn");
        settings.put("feed.incidents", "yes");
        settings.put("web.link", "https://phusong.example");
        server = ServerProcess.start(folder.resolve("data"), settings);
        server.importFolder(SmallRegistry.writeApart(folder.resolve("registry"), 1, 0, "5s"));
    }

    @AfterEach
    void the_end() throws Exception {
        server.close();
        listener.close();
        mosquitto.close();
        alertmanager.close();
        telephone.close();
    }

    private interface Sight {
        boolean isSeen() throws Exception;
    }

    private void await(String what, Sight sight) throws Exception {
        for (int i = 0; i < 450 && !sight.isSeen(); i++) {
            assertFalse(server.endsWithin(200), server::said);
        }
        assertTrue(sight.isSeen(), () -> what + "\n" + server.said());
    }

    private List<String> files() throws Exception {
        if (!Files.isDirectory(folder.resolve("cap"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("cap"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void one_outage_is_told_everywhere_and_a_broken_template_keeps_it_from_nobody() throws Exception {
        server.post(SmallRegistry.probe(0), SmallRegistry.fallsDark(System.currentTimeMillis()));
        await("Alertmanager lists it", () -> !alertmanager.active().isEmpty());
        assertEquals(
                "v0-m1", alertmanager.active().get(0).getJsonObject("labels").getString("incident"));
        listener.await(last -> last.containsKey("phusong-out/v1/notices/v0-m1"));
        listener.await(last -> last.getOrDefault(VILLAGE, "").contains("\"standing\":\"UNCOVERED\""));
        assertEquals("online", listener.last.get("phusong-out/v1/state"));
        await("a file of CAP", () -> !files().isEmpty());
        String cap = files().get(0);
        assertTrue(server.get("/feeds/cap.atom").contains("https://phusong.example/feeds/cap/" + cap));
        assertTrue(server.get("/feeds/cap/" + cap).contains("<msgType>Alert</msgType>"));
        await("the feed of incidents", () -> server.get("/feeds/incidents.atom")
                .contains("urn:phusong:incident:v0-m1"));
        await("the webhook", () -> !telephone.taken.isEmpty());
        assertEquals(1, server.metric("phusong_alerts_templates_broken_total"));
        assertTrue(server.get("/health/ready").contains("webhook-vi.txt is broken"));
        server.stop();
        listener.await(last -> "offline".equals(last.get("phusong-out/v1/state")));
    }
}
