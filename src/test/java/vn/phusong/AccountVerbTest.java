package vn.phusong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.journal.AuditCheck;
import vn.phusong.journal.AuditRow;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;

/** Accounts at the console and at the first start, over a real program. */
class AccountVerbTest {
    private static final String MINE = "một câu chỉ tôi biết";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PHUSONG_DATA_DIR", folder.resolve("data").toString());
        environment.put("PHUSONG_MQTT_PORT", "0");
        environment.put("PHUSONG_MQTT_HOST", "127.0.0.1");
        environment.put("PHUSONG_WEB_PORT", "0");
        environment.put("PHUSONG_HISTORY_ENABLED", "no");
        environment.put("PHUSONG_PASSWORD_MEMORY", "8MB");
        return environment;
    }

    private App start() throws Exception {
        return App.start(Settings.load(folder, Optional.empty(), environment()), Clocks::real, false);
    }

    private int run(String typed, String... words) throws Exception {
        out.reset();
        PrintStream both = new PrintStream(out, true, UTF_8);
        Verb.Ground ground = new Verb.Ground(folder, environment(), both, both);
        Verb verb = new AccountVerb(new ByteArrayInputStream(typed.getBytes(UTF_8)));
        try {
            return verb.run(List.of(words), ground);
        } catch (Failure failure) {
            both.println(failure.getMessage());
            return 1;
        } catch (CommandLine.Misused misused) {
            both.println(misused.getMessage());
            return 2;
        }
    }

    private String said() {
        return out.toString(UTF_8);
    }

    private String once() {
        return said().lines()
                .filter(line -> line.startsWith("one-time password: "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said()))
                .substring("one-time password: ".length());
    }

    private HttpResponse<String> logIn(App app, String name, String password) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.webPort() + "/api/v1/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                                .put("name", name)
                                .put("password", password)
                                .encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_first_start_makes_an_administrator_and_tells_the_password_once() throws Exception {
        Path file = folder.resolve("data").resolve(AccountDesk.FIRST);
        App app = start();
        String once = Files.readString(file).strip();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(app.places().contains("log in as quantri with the one-time password " + once), app.places());
        HttpResponse<String> entered = logIn(app, "quantri", once);
        assertTrue(new JsonObject(entered.body()).getBoolean("mustChange"));
        app.stop();
        app = start();
        assertFalse(app.places().contains("one-time"), "once");
        assertTrue(Files.exists(file), "not changed yet");
        HttpResponse<String> changed = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.webPort() + "/api/v1/session/password"))
                        .header("Content-Type", "application/json")
                        .header(
                                "Cookie",
                                entered.headers()
                                        .firstValue("Set-Cookie")
                                        .orElseThrow()
                                        .split(";", 2)[0])
                        .header("X-CSRF-Token", new JsonObject(entered.body()).getString("csrf"))
                        .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                                .put("old", once)
                                .put("new", MINE)
                                .encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, changed.statusCode(), changed.body());
        assertFalse(Files.exists(file), "used up");
        assertEquals(401, logIn(app, "quantri", once).statusCode());
        assertEquals(200, logIn(app, "quantri", MINE).statusCode());
        app.stop();
        assertAudited("settings_changed", "contacts_changed", "account_added", "login", "password_changed", "login");
    }

    /** In the file, in order, and the chain of hashes holds. */
    private void assertAudited(String... words) throws Exception {
        try (JournalReader reader = Journal.readerOf(folder.resolve("data"))) {
            AuditCheck check = AuditCheck.of(reader);
            assertTrue(check.holds(), check::toString);
            List<String> kept = reader.audit(0, 100).stream()
                    .filter(row -> !row.what().equals("login_failed"))
                    .map(AuditRow::what)
                    .toList();
            assertEquals(List.of(words), kept);
        }
    }

    @Test
    void the_console_rules_without_a_running_program_and_beside_one() throws Exception {
        assertEquals(0, run("", "add", "boss", "--role", "administrator"), said());
        String once = once();
        assertEquals(0, run(MINE + "\n", "add", "ha", "--role", "operator", "--stdin"), said());
        assertFalse(said().contains(MINE));
        App app = start();
        assertFalse(app.places().contains("one-time"), "there are accounts already");
        assertEquals(200, logIn(app, "boss", once).statusCode());
        HttpResponse<String> ha = logIn(app, "ha", MINE);
        assertFalse(new JsonObject(ha.body()).getBoolean("mustChange"), "chosen by its owner");
        assertEquals(0, run("", "role", "ha", "--role", "viewer"), said());
        assertEquals("viewer", new JsonObject(logIn(app, "ha", MINE).body()).getString("role"));
        assertEquals(0, run("", "disable", "ha"), said());
        assertEquals(401, logIn(app, "ha", MINE).statusCode());
        assertEquals(0, run("", "list"), said());
        assertTrue(said().contains("ha\tviewer\tdisabled\n") && said().contains("2 accounts"), said());
        assertEquals(0, run("", "enable", "ha"), said());
        assertEquals(0, run("", "password", "ha"), said());
        assertEquals(401, logIn(app, "ha", MINE).statusCode());
        assertEquals(200, logIn(app, "ha", once()).statusCode());
        assertEquals(1, run("", "disable", "boss"), "the last administrator: " + said());
        assertEquals(1, run("", "disable", "nobody"), said());
        app.stop();
        try (JournalReader reader = Journal.readerOf(folder.resolve("data"))) {
            assertTrue(reader.audit(0, 1).get(0).who().startsWith("console:"));
        }
    }

    @Test
    void a_wrong_command_line_says_what_is_missing() throws Exception {
        assertEquals(2, run("", "ad"));
        assertTrue(said().contains("add"), said());
        assertEquals(2, run("", "add", "ha"));
        assertTrue(said().contains("--role"), said());
        assertEquals(2, run("secret\n", "list", "--stdin"));
        assertEquals(1, run("", "add", "ha", "--role", "king"));
        assertEquals(1, run("", "add", "ha", "--role", "viewer", "--stdin"), "no password there");
        assertEquals(1, run("short\n", "add", "ha", "--role", "viewer", "--stdin"));
        assertTrue(said().contains("12 characters"), said());
    }

    /** Who is at our own address is on this machine, but not when it is a proxy that speaks for the whole world. */
    @Test
    void figures_need_a_login_behind_a_proxy_that_publishes_our_own_address() throws Exception {
        for (Map<String, String> published : List.of(
                Map.of("PHUSONG_WEB_PROXIES", "127.0.0.1"),
                Map.of("PHUSONG_WEB_HOSTS", "phusong.example"),
                Map.of("PHUSONG_WEB_HOSTS", "phusong.example", "PHUSONG_WEB_PROXIES", "127.0.0.1"))) {
            Settings settings = Settings.load(folder, Optional.empty(), published);
            assertTrue(PeopleReader.of(settings).readsNeedLogin(), published.toString());
        }
    }

    @Test
    void figures_need_a_login_where_others_can_reach_the_page() throws Exception {
        for (String[] one : new String[][] {
            {"127.0.0.1", "auto", "false"},
            {"localhost", "auto", "false"},
            {"::1", "auto", "false"},
            {"0.0.0.0", "auto", "true"},
            {"10.1.2.3", "auto", "true"},
            {"127.example", "auto", "true"},
            {"0.0.0.0", "open", "false"},
            {"127.0.0.1", "login", "true"}
        }) {
            Settings settings = Settings.load(
                    folder, Optional.empty(), Map.of("PHUSONG_WEB_HOST", one[0], "PHUSONG_WEB_READ", one[1]));
            assertEquals(one[2], String.valueOf(PeopleReader.of(settings).readsNeedLogin()), String.join(" ", one));
        }
    }
}
