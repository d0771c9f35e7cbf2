package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Standing;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;

/** Revisions are durable with the event that caused them, and read by village, time and what was known when. */
class RevisionTest {
    private static final long T0 = Given.T0;
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private static Revision revision(String village, int knownAt, int from, int to) {
        return new Revision(
                "mobile",
                village,
                village + "-c",
                "viettel",
                T0 + knownAt * HOUR,
                T0 + from * HOUR,
                T0 + to * HOUR,
                List.of(
                        new Revision.At(T0 + from * HOUR, Standing.COVERED),
                        new Revision.At(T0 + from * HOUR + 60_000, Standing.RECOVERING)));
    }

    private static Commit.Step step(Revision... revisions) {
        return new Commit.Step(
                new Event.Tick(T0),
                new Effects(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(revisions)));
    }

    @Test
    void a_revision_is_read_again_as_it_was_by_followers_and_by_village() throws Exception {
        Revision one = revision("bk-1", 10, 0, 4);
        Revision two = revision("bk-1", 11, 2, 3);
        Revision other = revision("bk-2", 11, 2, 3);
        try (Journal journal = Journal.open(folder, Given.SETTINGS);
                JournalReader reader = journal.reader()) {
            assertEquals(2, journal.commit(Given.commit(step(one), step(two, other))));
            assertEquals(
                    List.of(two, other),
                    reader.after(1, 10).get(0).step().effects().revisions());
            assertEquals(List.of(one, two), of(reader, 0, 24, 99));
            assertEquals(List.of(one), of(reader, 3, 24, 99), "half open: what ended when we begin is not in it");
            assertEquals(List.of(one), of(reader, 0, 2, 99), "nor what begins when we end");
            assertEquals(List.of(one), of(reader, 0, 24, 10), "what was not known yet is not told");
            assertEquals(List.of(), of(reader, 0, 24, 9));
        }
    }

    @Test
    void a_journal_of_before_gets_the_table() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(1, journal.commit(Given.commit(step())));
        }
        try (Database database = Database.writer(folder.resolve("phusong.db"), "FULL", Disk.REAL)) {
            database.execute("DROP TABLE revision");
        }
        try (Journal journal = Journal.open(folder, Given.SETTINGS);
                JournalReader reader = journal.reader()) {
            assertEquals(2, journal.commit(Given.commit(step(revision("bk-1", 10, 0, 4)))));
            assertEquals(1, of(reader, 0, 24, 99).size());
        }
    }

    private static List<Revision> of(JournalReader reader, int from, int to, int asOf) throws Exception {
        return reader.revisions("bk-1", T0 + from * HOUR, T0 + to * HOUR, T0 + asOf * HOUR, 100);
    }
}
