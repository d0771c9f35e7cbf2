package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Deed;

/** The audit log holds what people did, and shows when somebody changed it. */
class AuditTest {
    private static final int ROWS = 7;

    @TempDir
    private Path folder;

    private static Commit acts(Act... acts) {
        return new Commit(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(acts));
    }

    private void fill() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            for (int n = 1; n <= ROWS; n += 2) {
                assertEquals(0, journal.commit(n == ROWS ? acts(Given.act(n)) : acts(Given.act(n), Given.act(n + 1))));
            }
        }
    }

    private AuditCheck check() throws Exception {
        try (JournalReader reader = Journal.readerOf(folder)) {
            return AuditCheck.of(reader);
        }
    }

    /** As somebody would who owns the file and knows SQL. */
    private void tamper(String... sql) throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("phusong.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                assertTrue(statement.executeUpdate(each) >= 0);
            }
        }
    }

    private void tamperFreely(String sql) throws SQLException {
        tamper("DROP TRIGGER audit_unchanged", "DROP TRIGGER audit_undeleted", sql);
    }

    @Test
    void acts_are_read_again_as_they_were_and_the_log_holds() throws Exception {
        fill();
        try (JournalReader reader = Journal.readerOf(folder)) {
            List<Act> acts = reader.audit(2, 3).stream().map(AuditRow::act).toList();
            assertEquals(List.of(Given.act(3), Given.act(4), Given.act(5)), acts);
            assertEquals(List.of(7L, 6L), numbers(reader.auditBefore(null, Long.MAX_VALUE, 2)));
            assertEquals(List.of(4L), numbers(reader.auditBefore("bk-4-m1", Long.MAX_VALUE, 9)));
            assertEquals(List.of(), numbers(reader.auditBefore("bk-4-m1", 4, 9)));
        }
        AuditCheck check = check();
        assertTrue(check.holds());
        assertEquals(ROWS, check.rows());
        assertEquals(64, check.head().length());
    }

    private static List<Long> numbers(List<AuditRow> rows) {
        return rows.stream().map(AuditRow::n).toList();
    }

    /** The bytes are said here once more, apart from the program, so that a log of today can be checked by another program in ten years. */
    @Test
    void the_first_hash_is_what_the_description_says() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(0, journal.commit(acts(Act.of(1, "an", Deed.LOGOUT, "an"))));
        }
        byte[] bytes = new byte[32 + 8 + 8 + 4 + 2 + 4 + 6 + 4 + 2 + 4 + 2];
        bytes[39] = 1;
        bytes[47] = 1;
        int at = 48;
        for (String text : List.of("an", "logout", "an", "{}")) {
            bytes[at + 3] = (byte) text.length();
            System.arraycopy(Given.bytes(text), 0, bytes, at + 4, text.length());
            at += 4 + text.length();
        }
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        assertEquals(java.util.HexFormat.of().formatHex(hash), check().head());
    }

    @Test
    void one_byte_changed_anywhere_is_found_at_its_row() throws Exception {
        fill();
        List<String> columns = List.of(
                "at = at + 1",
                "who = 'Lan'",
                "what = 'close'",
                "subject = subject || ' '",
                "detail = replace(detail, 'g', 'q')",
                "hash = zeroblob(32)");
        List<Long> wrong = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (i == 0) {
                tamper("DROP TRIGGER audit_unchanged");
            }
            tamper(
                    "CREATE TABLE kept AS SELECT * FROM audit",
                    "UPDATE audit SET " + columns.get(i) + " WHERE n = " + (i + 1));
            wrong.add(check().wrong());
            tamper("INSERT OR REPLACE INTO audit SELECT * FROM kept", "DROP TABLE kept");
        }
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), wrong);
        assertTrue(check().holds());
    }

    @Test
    void a_row_that_was_taken_out_or_cut_off_the_end_is_missed() throws Exception {
        fill();
        tamperFreely("DELETE FROM audit WHERE n = 7");
        assertEquals(7, check().wrong());
        tamper("DELETE FROM audit WHERE n = 3");
        assertEquals(3, check().wrong());
        tamper("UPDATE audit SET n = n - 1 WHERE n > 3");
        assertEquals(3, check().wrong());
    }

    @Test
    void a_tail_that_was_cut_off_stays_missed_when_more_is_written() throws Exception {
        fill();
        tamperFreely("DELETE FROM audit WHERE n >= " + (ROWS - 1));
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(0, journal.commit(acts(Given.act(1), Given.act(2), Given.act(3))));
        }
        assertEquals(ROWS - 1, check().wrong());
    }

    @Test
    void no_ordinary_statement_changes_a_row() throws Exception {
        fill();
        assertThrows(SQLException.class, () -> tamper("UPDATE audit SET who = 'x'"));
        assertThrows(SQLException.class, () -> tamper("DELETE FROM audit"));
        assertTrue(check().holds());
    }

    @Test
    void a_row_of_a_newer_program_is_kept_and_makes_nothing() throws Exception {
        fill();
        tamperFreely("UPDATE audit SET what = 'teleport' WHERE n = 2");
        try (JournalReader reader = Journal.readerOf(folder)) {
            assertNull(reader.audit(1, 1).get(0).act());
        }
    }

    @Test
    void a_journal_from_before_there_was_an_audit_log_gets_one() throws Exception {
        fill();
        tamper("DROP TABLE audit", "DELETE FROM meta WHERE key = 'audit_rows'");
        fill();
        assertEquals(ROWS, check().rows());
        assertTrue(check().holds());
    }

    @Test
    void what_is_known_of_an_incident_is_the_fold_over_the_rows() throws Exception {
        fill();
        try (JournalReader reader = Journal.readerOf(folder)) {
            Acts acts = Acts.of(reader.audit(0, 99).stream().map(AuditRow::act).toList());
            assertEquals(
                    "đã gọi \"trạm\" 4", acts.care("bk-4-m1").comments().get(0).text());
        }
    }
}
