package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.web.Browser;

/** Nobody acknowledges an outage, so the next is told: the whole server, and its page in a real browser. */
@Timeout(300)
class EscalationIT {
    private static final Path PICTURES = Path.of("target", "page");
    private static final String READY = "document.body.dataset.ready === 'true' && phusong.link === 'live'";

    @TempDir
    private Path folder;

    private final Telephone telephone = new Telephone();
    private final Vertx vertx = Vertx.vertx();
    private ServerProcess server;
    private Browser browser;

    @BeforeEach
    void a_server_with_two_receivers_one_after_the_other() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.putAll(Map.of("window.long", "2m", "window.short", "1m", "stale.min", "1h"));
        settings.putAll(Map.of("hold.down", "0s", "hold.up", "0s", "alert.warning", "0s", "startup.grace", "0s"));
        settings.put("webhook.url", telephone.address());
        settings.put("cap.dir", folder.resolve("cap").toString());
        settings.put("cap.sender", "phusong.example.vn");
        URI webhook = URI.create(telephone.address());
        Path policy = folder.resolve("policy.txt");
        Files.writeString(
                policy,
                """
                contact an name_vi="Trực ban An" name_en="An, on call" channels=webhook:%s
                contact truong name_vi="Trưởng ca" name_en="Head of the shift" channels=cap
                route tat_ca to=an escalate=5s:truong
                """
                        .formatted(webhook.getHost()));
        settings.put("alert.policy", policy.toString());
        server = ServerProcess.start(folder.resolve("data"), settings);
        server.importFolder(SmallRegistry.writeApart(folder.resolve("registry"), 1, 0, "5s"));
        browser = new Browser(vertx, Files.createDirectory(folder.resolve("browser")));
    }

    @AfterEach
    void the_end() throws Exception {
        browser.close();
        server.close();
        telephone.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void who_is_told_next_when_nobody_acknowledges_is_seen_on_the_page_and_could_be_asked_before() throws Exception {
        browser.open(server.page("/").toString(), 1366, 768);
        browser.until(READY);
        browser.act("document.getElementById('tab-silences').click()");
        browser.until("document.getElementById('who-told')");
        browser.act("document.getElementById('who-told').click()");
        browser.until("document.querySelectorAll('#would [data-told]').length === 2");
        String would = String.valueOf(browser.value("document.querySelector('dialog[open]').innerText"));
        assertTrue(would.contains("Trực ban An") && would.contains("dòng 3, tuyến tat_ca"), would);
        assertTrue(would.contains("Trưởng ca") && would.contains("nếu chưa ai tiếp nhận"), would);
        browser.photograph(PICTURES.resolve("who-told.png"));
        browser.act("document.querySelector('dialog[open] .go').click()");
        server.post(SmallRegistry.probe(0), SmallRegistry.fallsDark(System.currentTimeMillis()));
        for (int i = 0; i < 450 && !server.get("/api/v1/incidents").contains("v0-m1"); i++) {
            assertFalse(server.endsWithin(200), server::said);
        }
        browser.act("document.getElementById('tab-incidents').click()");
        browser.until("document.querySelector('#incidents [data-incident=\"v0-m1\"]')");
        browser.act("document.querySelector('#incidents [data-incident=\"v0-m1\"]').click()");
        seen("webhook:");
        assertFalse(server.endsWithin(6_000), server::said);
        browser.act("document.querySelector('#incident .close').click()");
        browser.act("document.querySelector('#incidents [data-incident=\"v0-m1\"]').click()");
        seen("cap: đã gửi");
        browser.photograph(PICTURES.resolve("incident-escalated.png"));
        assertEquals(List.of(), browser.errors);
        assertEquals(1, telephone.taken.size(), "who was told is not told again");
    }

    private void seen(String text) throws Exception {
        browser.until("document.getElementById('incident').innerText.includes('" + text + "')");
    }
}
