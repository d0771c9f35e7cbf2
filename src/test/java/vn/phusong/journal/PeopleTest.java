package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;

/** Accounts and sessions in the journal's file. */
class PeopleTest {
    private static final Account HA = new Account("ha", "operator", "$argon2id$…", true, 5, 0);
    private static final Login LOGIN = new Login("aa", "ha", 10, 10);

    @TempDir
    private Path folder;

    private static PeopleChange change(
            List<Account> accounts, List<Login> begun, List<Login> seen, List<String> ended) {
        return new PeopleChange(accounts, begun, seen, ended, List.of());
    }

    @Test
    void what_is_kept_is_there_after_a_restart() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            journal.keep(change(List.of(HA), List.of(LOGIN), List.of(), List.of()));
            journal.keep(change(List.of(HA.as("viewer").lockedUntil(99)), List.of(), List.of(), List.of()));
        }
        People people = People.of(folder);
        assertEquals(List.of(HA.as("viewer").lockedUntil(99)), people.accounts());
        assertEquals(List.of(LOGIN), people.logins());
        assertFalse(people.toString().contains("argon2"), "a hash is in no log");
    }

    @Test
    void a_session_that_ended_does_not_come_back_by_being_seen() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            journal.keep(change(List.of(HA), List.of(LOGIN), List.of(), List.of()));
            journal.keep(change(List.of(), List.of(), List.of(LOGIN.seenAt(20)), List.of()));
            assertEquals(List.of(LOGIN.seenAt(20)), People.of(folder).logins());
            journal.keep(change(List.of(), List.of(), List.of(), List.of("aa")));
            journal.keep(change(List.of(), List.of(), List.of(LOGIN.seenAt(30)), List.of()));
            assertEquals(List.of(), People.of(folder).logins());
        }
    }

    @Test
    void an_account_and_the_act_that_made_it_are_kept_together_or_not_at_all() throws Exception {
        Disk broken = what -> {
            if (what.equals("account")) {
                throw new java.io.IOException("no more");
            }
        };
        Act added = Act.of(1, "boss", Deed.ACCOUNT_ADDED, "ha");
        PeopleChange whole = new PeopleChange(List.of(HA), List.of(), List.of(), List.of(), List.of(added));
        try (Journal journal = Journal.open(folder, Given.SETTINGS, broken)) {
            assertThrows(JournalTrouble.class, () -> journal.keep(whole));
            try (JournalReader reader = journal.reader()) {
                assertEquals(List.of(), reader.audit(0, 10));
            }
        }
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            journal.keep(whole);
            try (JournalReader reader = journal.reader()) {
                assertEquals(added, reader.audit(0, 10).get(0).act());
                assertTrue(AuditCheck.of(reader).holds());
            }
        }
        assertEquals(List.of(HA), People.of(folder).accounts());
    }

    @Test
    void a_restored_copy_keeps_the_accounts_and_lets_nobody_be_logged_in() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            long position = journal.commit(new Commit(
                    List.of(new Commit.Step(
                            new Event.Tick(60_000),
                            new Effects(List.of(), List.of(), List.of(), List.of(), List.of()))),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
            assertEquals(1, position);
            journal.keep(change(List.of(HA), List.of(LOGIN), List.of(), List.of()));
        }
        Path restored = java.nio.file.Files.createDirectory(folder.resolve("restored"));
        Path copy = restored.resolve("phusong.db");
        assertEquals(1, JournalCopy.take(folder, copy).position());
        assertEquals(1, JournalCopy.note(copy, "held").position());
        assertEquals(new People(List.of(HA), List.of()), People.of(restored));
    }

    @Test
    void a_journal_of_a_program_without_accounts_is_taken_over() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(0, journal.position());
        }
        try (Database database = Database.writer(folder.resolve("phusong.db"), "FULL", Disk.REAL)) {
            database.execute("DROP TABLE account");
            database.execute("DROP TABLE login");
        }
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(new People(List.of(), List.of()), People.of(folder));
            journal.keep(change(List.of(HA), List.of(LOGIN), List.of(), List.of()));
        }
        assertEquals(new People(List.of(HA), List.of(LOGIN)), People.of(folder));
    }
}
