package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Standing;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;

class RetentionTest {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final JournalSettings TEN_DAYS = new JournalSettings("FULL", 10 * DAY, Long.MAX_VALUE / 2, 100);

    @TempDir
    Path folder;

    @Test
    void old_readings_go_and_what_they_caused_stays() throws Exception {
        try (Journal journal = Journal.open(folder, TEN_DAYS);
                JournalReader reader = journal.reader()) {
            hourly(journal, 12 * 24);
            commit(journal, snapshot());
            assertEquals(1, reader.oldestReadings());
            int gone = trimAll(journal, Given.T0 + 12 * DAY);
            assertEquals(2 * 24, gone);
            assertEquals(2 * 24 + 1, reader.oldestReadings());
            List<JournalReader.Entry> left = reader.after(0, 1000);
            assertEquals(10 * 24 + 2, left.size(), "two entries of the first two days caused something");
            assertEquals(List.of(), readings(left.get(0)));
            assertEquals(1, left.get(0).step().effects().standings().size());
            assertEquals(3, readings(left.get(2)).size());
            assertEquals(12, reader.standings("bk-1", 0, Long.MAX_VALUE, 1000).size());
        }
    }

    @Test
    void too_many_bytes_go_oldest_first() throws Exception {
        try (Journal journal = Journal.open(folder, new JournalSettings("FULL", 100 * DAY, 2_000, 100));
                JournalReader reader = journal.reader()) {
            hourly(journal, 100);
            commit(journal, snapshot());
            assertTrue(trimAll(journal, Given.T0 + 100 * HOUR) > 50);
            long oldest = reader.oldestReadings();
            assertTrue(oldest > 60 && oldest < 100, "oldest " + oldest);
            assertEquals(100, journal.position());
        }
    }

    @Test
    void what_the_next_start_replays_never_goes() throws Exception {
        try (Journal journal = Journal.open(folder, TEN_DAYS);
                JournalReader reader = journal.reader()) {
            hourly(journal, 20);
            commit(journal, snapshot());
            hourly(journal, 20);
            assertEquals(20, trimAll(journal, Given.T0 + 100 * DAY));
            assertEquals(21, reader.oldestReadings());
            List<Event> replayed = new ArrayList<>();
            assertEquals(
                    20,
                    journal.restore(rows -> 0, (state, event) -> replayed.add(event))
                            .replayed());
            assertEquals(3, ((Event.Readings) replayed.get(0)).readings().size());
        }
    }

    @Test
    void what_a_follower_still_needs_stays_until_its_patience_ends() throws Exception {
        JournalSettings oneHour = new JournalSettings("FULL", HOUR, Long.MAX_VALUE / 2, 100);
        try (Journal journal = Journal.open(folder, oneHour);
                JournalReader reader = journal.reader()) {
            hourly(journal, 24);
            commit(journal, Given.commit(new FollowerNote("history", 10, List.of())));
            commit(journal, Given.commit(new FollowerNote("alert", 20, List.of())));
            commit(journal, snapshot());
            assertEquals(10, trimAll(journal, Given.T0 + 2 * DAY));
            assertEquals(11, reader.oldestReadings());
            commit(journal, Given.commit(new FollowerNote("history", 15, List.of())));
            assertEquals(5, trimAll(journal, Given.T0 + 2 * DAY));
            long tooLate = Given.T0 + 15 * HOUR + Retention.FOLLOWER_PATIENCE_MS + 1;
            assertEquals(5, trimAll(journal, tooLate), "history waited too long, alert did not");
            assertEquals(21, reader.oldestReadings());
        }
    }

    @Test
    void a_position_is_never_given_twice() throws Exception {
        try (Journal journal = Journal.open(folder, TEN_DAYS)) {
            hourly(journal, 5);
            commit(journal, snapshot());
            assertTrue(trimAll(journal, Given.T0 + 100 * DAY) > 0);
        }
        try (Journal journal = Journal.open(folder, TEN_DAYS)) {
            assertEquals(5, journal.position());
            assertEquals(6, journal.commit(Given.commit(Given.taken(Given.readings(Given.T0, 1)))));
        }
    }

    @Test
    void the_room_of_what_went_is_used_again() throws Exception {
        JournalSettings small = new JournalSettings("FULL", 100 * DAY, 200_000, 100);
        try (Journal journal = Journal.open(folder, small)) {
            long afterTheFirst = 0;
            for (int round = 0; round < 6; round++) {
                for (int i = 0; i < 40; i++) {
                    commit(journal, Given.commit(Given.taken(scattered(round * 40 + i))));
                }
                commit(journal, snapshot());
                assertTrue(trimAll(journal, Given.T0) >= 0);
                afterTheFirst = round == 1 ? Files.size(folder.resolve("phusong.db")) : afterTheFirst;
            }
            long size = Files.size(folder.resolve("phusong.db"));
            assertTrue(size < afterTheFirst * 5 / 4, size + " bytes after " + afterTheFirst);
        }
    }

    /** One batch of 500 an hour that does not compress well. */
    private static Event.Readings scattered(int n) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(n);
        List<vn.phusong.reading.Reading> readings = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            readings.add(Given.any(random));
        }
        return new Event.Readings(Given.T0 + n, readings);
    }

    /** One batch an hour; the first of each day changes a standing. */
    private static void hourly(Journal journal, int hours) throws Exception {
        for (int hour = 0; hour < hours; hour++) {
            long at = Given.T0 + hour * HOUR;
            Event.Readings batch = Given.readings(at, 3);
            Effects effects = hour % 24 == 0
                    ? new Effects(
                            List.of(Given.change("bk-1", Standing.COVERED, at)),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of())
                    : Effects.NONE;
            commit(journal, Given.commit(new Commit.Step(batch, Given.with(batch, effects))));
        }
    }

    private static Commit snapshot() {
        return Given.snapshot(new SnapshotRow("s", "all", new byte[] {1}));
    }

    private static int trimAll(Journal journal, long now) throws Exception {
        int gone = 0;
        int slice = journal.trim(now);
        while (slice > 0) {
            gone += slice;
            slice = journal.trim(now);
        }
        return gone;
    }

    private static List<?> readings(JournalReader.Entry entry) {
        return ((Event.Readings) entry.step().event()).readings();
    }

    private static void commit(Journal journal, Commit commit) throws Exception {
        assertTrue(journal.commit(commit) >= 0);
    }
}
