package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.alert.Held;
import vn.phusong.journal.AuditCheck;
import vn.phusong.journal.AuditRow;
import vn.phusong.journal.Commit;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;

/** What was changed while the program did not run is in the audit log from the next start on, once. */
class StartLogTest {
    private static final String POLICY = "contact an channels=mail:an@example.vn\nroute all to=an\n";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "PHUSONG_MQTT_PORT",
            "0",
            "PHUSONG_MQTT_HOST",
            "127.0.0.1",
            "PHUSONG_WEB_PORT",
            "0",
            "PHUSONG_HISTORY_ENABLED",
            "no",
            "PHUSONG_PASSWORD_MEMORY",
            "8MB"));

    private Path data() {
        return folder.resolve("data");
    }

    private void runOnce() throws Exception {
        environment.put("PHUSONG_DATA_DIR", data().toString());
        App.start(Settings.load(folder, Optional.empty(), environment), Clocks::real, false)
                .stop();
    }

    private List<String> log() throws Exception {
        try (JournalReader reader = Journal.readerOf(data())) {
            assertTrue(AuditCheck.of(reader).holds());
            return reader.audit(0, 100).stream()
                    .map(AuditRow::what)
                    .filter(what -> !what.equals("account_added"))
                    .toList();
        }
    }

    @Test
    void what_was_changed_while_nobody_watched_is_written_down_once() throws Exception {
        runOnce();
        assertEquals(List.of("settings_changed", "contacts_changed"), log(), "from where on they are known");
        runOnce();
        assertEquals(2, log().size(), "nothing was changed");
        environment.put("PHUSONG_LTE_RSRP_GOOD", "-104");
        runOnce();
        assertEquals(List.of("settings_changed", "contacts_changed", "settings_changed"), log());
        Path policy = Files.writeString(folder.resolve("policy.txt"), POLICY);
        environment.put("PHUSONG_ALERT_POLICY", policy.toString());
        environment.put("PHUSONG_MAIL_HOST", "127.0.0.1");
        environment.put("PHUSONG_MAIL_FROM", "phusong@example.vn");
        runOnce();
        assertEquals("contacts_changed", log().get(3));
        try (JournalReader reader = Journal.readerOf(data())) {
            assertFalse(reader.audit(0, 100).toString().contains("an@example.vn"), "no addresses for ever");
        }
    }

    @Test
    void a_journal_that_came_out_of_a_backup_says_so_at_its_first_start() throws Exception {
        runOnce();
        try (Journal journal = Journal.open(data(), new JournalSettings("FULL", Long.MAX_VALUE / 4, 1L << 40, 1000))) {
            FollowerNote restored = new FollowerNote(Held.NAME, journal.position(), List.of());
            assertTrue(
                    journal.commit(new Commit(List.of(), List.of(), List.of(), List.of(), List.of(restored), List.of()))
                            > 0);
        }
        runOnce();
        runOnce();
        assertEquals(List.of("settings_changed", "contacts_changed", "restored"), log());
    }
}
