package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.engine.Spurned;

class JournalCommitTest {
    @TempDir
    Path folder;

    @Test
    void what_was_committed_is_there_after_reopening() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(2, journal.commit(Given.everything(1)));
            assertEquals(4, journal.commit(Given.everything(2)));
        }
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(4, journal.position());
            assertEquals(List.of(), journal.notices());
            assertEquals(Whole.of(Given.everything(1), Given.everything(2)), Whole.of(journal));
        }
    }

    @Test
    void only_readings_that_were_taken_are_written_and_of_the_others_that_they_came() throws Exception {
        Event.Readings batch = Given.readings(Given.T0, 4);
        Effects effects = new Effects(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(Outcome.COMMITTED, Outcome.DUPLICATE, Outcome.CONFLICT, Outcome.COMMITTED));
        try (Journal journal = Journal.open(folder, Given.SETTINGS);
                JournalReader reader = journal.reader()) {
            assertEquals(1, journal.commit(Given.commit(new Commit.Step(batch, effects))));
            Event.Readings kept = new Event.Readings(
                    batch.at(),
                    List.of(batch.readings().get(0), batch.readings().get(3)),
                    List.of(
                            Objects.requireNonNull(Spurned.of(batch.readings().get(1), Outcome.DUPLICATE)),
                            Objects.requireNonNull(Spurned.of(batch.readings().get(2), Outcome.CONFLICT))));
            assertEquals(kept, reader.after(0, 10).get(0).step().event());
        }
    }

    @Test
    void a_crash_before_any_write_leaves_all_or_nothing() throws Exception {
        int writes = 0;
        boolean isOver = false;
        while (!isOver) {
            Path home = folder.resolve("crash-" + writes);
            Path left = folder.resolve("left-" + writes);
            isOver = !crashes(home, left, writes);
            try (Journal after = Journal.open(left, Given.SETTINGS)) {
                Whole expected =
                        isOver ? Whole.of(Given.everything(1), Given.everything(2)) : Whole.of(Given.everything(1));
                assertEquals(expected, Whole.of(after), "crash before write " + writes);
            }
            writes++;
        }
        assertTrue(writes > 20, "every write was a place to crash, were " + writes);
    }

    @Test
    void a_write_that_fails_leaves_nothing_and_the_same_commit_can_be_tried_again() throws Exception {
        int[] writes = {0};
        int[] failing = {0};
        Disk disk = what -> {
            if (writes[0]++ == failing[0]) {
                throw new IOException("no such luck");
            }
        };
        boolean hasFailed = true;
        for (int k = 0; hasFailed; k++) {
            failing[0] = -1;
            try (Journal journal = Journal.open(folder.resolve("fail-" + k), Given.SETTINGS, disk)) {
                assertEquals(2, journal.commit(Given.everything(1)));
                writes[0] = 0;
                failing[0] = k;
                hasFailed = fails(journal);
                if (hasFailed) {
                    assertEquals(Whole.of(Given.everything(1)), Whole.of(journal), "after failing at " + k);
                    assertEquals(2, journal.position());
                    assertEquals(4, journal.commit(Given.everything(2)));
                }
                assertEquals(Whole.of(Given.everything(1), Given.everything(2)), Whole.of(journal));
            }
        }
    }

    @Test
    void a_full_disk_takes_nothing_says_so_and_takes_it_when_there_is_room() throws Exception {
        try (Journal journal =
                Journal.open(folder, new JournalSettings("FULL", Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 1000))) {
            assertEquals(2, journal.commit(Given.everything(1)));
            journal.limitPages(60);
            List<Commit> done = new ArrayList<>(List.of(Given.everything(1)));
            Commit next = Given.everything(2);
            JournalTrouble trouble = null;
            for (int n = 2; trouble == null && n < 1000; n++) {
                next = Given.everything(n);
                try {
                    assertEquals(2L * n, journal.commit(next));
                    done.add(next);
                } catch (JournalTrouble e) {
                    trouble = e;
                }
            }
            assertTrue(trouble != null && trouble.getMessage().startsWith("disk full: "), "" + trouble);
            Commit waiting = next;
            assertThrows(JournalTrouble.class, () -> assertEquals(0, journal.commit(waiting)));
            assertEquals(Whole.of(done.toArray(new Commit[0])), Whole.of(journal));
            journal.limitPages(1_000_000);
            done.add(waiting);
            assertEquals(2L * done.size(), journal.commit(waiting));
            assertEquals(Whole.of(done.toArray(new Commit[0])), Whole.of(journal));
        }
    }

    private static boolean fails(Journal journal) {
        try {
            return journal.commit(Given.everything(2)) < 0;
        } catch (JournalTrouble e) {
            return true;
        }
    }

    /** Commits once whole, then crashes before write {@code k} of the second; what a kill would leave is copied to {@code left}. False when it got through. */
    private static boolean crashes(Path home, Path left, int k) throws Exception {
        int[] until = {Integer.MAX_VALUE};
        Disk disk = what -> {
            if (until[0]-- == 0) {
                copy(home, left);
                throw new IllegalStateException("crash before " + what);
            }
        };
        try (Journal journal = Journal.open(home, Given.SETTINGS, disk)) {
            assertEquals(2, journal.commit(Given.everything(1)));
            until[0] = k;
            assertEquals(4, journal.commit(Given.everything(2)));
            copy(home, left);
            return false;
        } catch (IllegalStateException crash) {
            return true;
        }
    }

    private static void copy(Path home, Path left) throws IOException {
        Files.createDirectories(left);
        for (String file : List.of("phusong.db", "phusong.db-wal")) {
            assertTrue(Files.copy(home.resolve(file), left.resolve(file)).isAbsolute());
        }
    }
}
