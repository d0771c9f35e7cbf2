package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Deed;
import vn.phusong.village.Area;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.web.PolicyBook;

/** Who would be told, as the console and the page say it. */
class PolicyDeskTest {
    private static final String AT = "2026-03-02T08:00:00+07:00";

    @TempDir
    private Path folder;

    private final List<Act> acts = new ArrayList<>();

    private static Registry registry() {
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(
                                        new Area("19", null, "province", "Tỉnh Thái Nguyên", null, Validity.OPEN),
                                        new Area("01864", "19", "commune", "Xã Bằng Thành", null, Validity.OPEN)),
                                List.of(),
                                List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private Settings settings() throws Exception {
        for (String name : List.of("alert-policy.example.txt", "alert-policy.example.ics")) {
            try (var in = PolicyDeskTest.class.getResourceAsStream("/" + name)) {
                assertNotNull(in);
                long bytes = Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                assertTrue(bytes > 0);
            }
        }
        Path file = Files.writeString(
                folder.resolve("own.properties"),
                "alert.policy=alert-policy.example.txt\nmail.host=mail.example.vn\nmail.from=phusong@example.vn\n");
        return Settings.load(folder, Optional.of(file), Map.of());
    }

    private PolicyDesk desk() throws Exception {
        Settings settings = settings();
        Registry registry = registry();
        return new PolicyDesk(
                PolicyFile.read(settings),
                Channels.names(settings),
                new Lying(() -> registry),
                () -> Acts.of(acts),
                () -> 0);
    }

    private static List<String> told(JsonObject answer) {
        JsonArray told = answer.getJsonArray("told");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            JsonObject row = told.getJsonObject(i);
            rows.add(row.getString("at").substring(11, 16) + " " + row.getString("contact") + " "
                    + row.getString("channel") + " " + row.getString("route"));
        }
        return rows;
    }

    @Test
    void round_ups_are_shown_with_their_next_hour() throws Exception {
        JsonArray roundups = desk().policy(false).getJsonArray("roundups");
        assertEquals("yeu", roundups.getJsonObject(0).getString("roundup"));
        assertEquals(new JsonArray(List.of("weak")), roundups.getJsonObject(0).getJsonArray("about"));
        assertEquals(
                "1970-01-01T07:30:00+07:00",
                roundups.getJsonObject(0).getString("next"),
                "half an hour from the clock of this desk, a Thursday");
    }

    @Test
    void a_dry_run_says_who_is_told_when_and_by_which_line() throws Exception {
        JsonObject answer =
                desk().dryRun(Map.of("area", "01864", "cause", "power_village", "severity", "major", "at", AT), true);
        assertEquals(
                List.of(
                        "08:00 an mail:an@example.vn lon",
                        "08:00 so mail:sokhcn@example.vn lon",
                        "08:10 an mail:an.rieng@example.vn lon",
                        "08:15 truong mail:truong.ca@example.vn lon"),
                told(answer));
        assertEquals(new JsonArray(List.of("01864", "19")), answer.getJsonArray("areas"));
        JsonObject last = answer.getJsonArray("told").getJsonObject(3);
        String line = Integer.toString(last.getInteger("line"));
        assertEquals(
                "line " + line + ", route lon; if nobody acknowledged",
                last.getJsonObject("why").getString("en"));
        assertEquals(
                "dòng " + line + ", tuyến lon; nếu chưa ai tiếp nhận",
                last.getJsonObject("why").getString("vi"));
    }

    @Test
    void a_hand_over_is_visible_before_it_happens() throws Exception {
        JsonObject call =
                desk().dryRun(Map.of("at", AT), true).getJsonArray("onCall").getJsonObject(0);
        assertEquals("an", call.getString("contact"));
        assertEquals("2026-03-09T07:00:00+07:00", call.getString("until"));
        assertEquals("binh", call.getString("then"));
    }

    @Test
    void the_department_is_called_by_the_name_of_the_time_and_not_told_of_ourselves() throws Exception {
        JsonObject then = desk().dryRun(Map.of("severity", "major", "at", "2025-02-03T08:00:00+07:00"), true);
        assertTrue(then.encode().contains("Sở Thông tin và Truyền thông"), then::encode);
        assertFalse(then.encode().contains("Sở Khoa học và Công nghệ"), then::encode);
        JsonObject own = desk().dryRun(Map.of("cause", "collection", "severity", "critical", "at", AT), true);
        assertFalse(own.encode().contains("sokhcn"), own::encode);
        assertFalse(told(own).isEmpty());
    }

    @Test
    void who_has_not_logged_in_sees_no_addresses() throws Exception {
        String seen = desk().dryRun(Map.of("at", AT), false).encode()
                + desk().policy(false).encode();
        assertFalse(seen.contains("an@example.vn\"") && seen.contains("mail:an@"), seen);
        assertFalse(seen.contains("truong.ca@"), seen);
        assertTrue(desk().policy(true).encode().contains("truong.ca@example.vn"));
    }

    @Test
    void a_silence_over_the_place_is_said() throws Exception {
        long at = java.time.OffsetDateTime.parse(AT).toInstant().toEpochMilli();
        acts.add(Act.of(
                at,
                "binh",
                Deed.SILENCE,
                "silence-1",
                Act.OVER,
                "village:gn-1",
                Act.START,
                Long.toString(at),
                Act.END,
                Long.toString(at + 60_000),
                Act.REASON,
                "diễn tập"));
        JsonObject answer = desk().dryRun(Map.of("village", "gn-1", "at", AT), true);
        assertEquals("silence-1 by binh (diễn tập)", answer.getString("heldBack"));
        assertNull(answer.getJsonObject("nobodyBy"));
        assertEquals("2026-03-02T08:01:00+07:00", answer.getString("heldBackUntil"));
    }

    @Test
    void a_word_that_cannot_be_understood_is_named_with_what_was_meant() throws Exception {
        PolicyDesk desk = desk();
        PolicyBook.Asking severity =
                assertThrows(PolicyBook.Asking.class, () -> desk.dryRun(Map.of("severity", "majr"), true));
        assertEquals("severity", severity.field());
        assertTrue(String.valueOf(severity.getMessage()).endsWith("did you mean major?"), severity::getMessage);
        for (String at : List.of("yesterday", "+999999999-12-31T00:00:00Z", "-999999999-01-01T00:00:00Z")) {
            PolicyBook.Asking time =
                    assertThrows(PolicyBook.Asking.class, () -> desk.dryRun(Map.of("at", at), true), at);
            assertEquals("at", time.field());
        }
    }

    @Test
    void a_policy_with_a_slip_stops_the_start_and_names_its_line() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.txt"), "contact an channels=*\nroute all to=am\n");
        Settings settings = Settings.load(folder, Optional.empty(), Map.of("PHUSONG_ALERT_POLICY", file.toString()));
        Failure failure = assertThrows(Failure.class, () -> PolicyFile.read(settings));
        assertTrue(
                String.valueOf(failure.getMessage())
                        .endsWith("line 2, to \"am\": no contact or calendar of this name; did you mean an?"),
                failure::getMessage);
    }

    @Test
    void the_settings_verb_checks_the_policy_too() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.txt"), "contact an channels=*\nroute all to=am\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = SettingsVerb.run(
                List.of(),
                folder,
                Map.of("PHUSONG_ALERT_POLICY", file.toString()),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertEquals(1, exit);
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("line 2, to \"am\""), said);
    }

    @Test
    void mailboxes_of_contacts_need_not_stand_in_the_settings_too() throws Exception {
        assertEquals(
                List.of(
                        "log",
                        "mail:an.rieng@example.vn",
                        "mail:an@example.vn",
                        "mail:binh@example.vn",
                        "mail:sokhcn@example.vn",
                        "mail:truong.ca@example.vn"),
                Channels.names(settings()).stream().sorted().toList());
    }
}
