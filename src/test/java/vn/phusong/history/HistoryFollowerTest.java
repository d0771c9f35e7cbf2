package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.RememberedJournal;

/** The follower on a thread that runs when the test says so, over a real file. */
class HistoryFollowerTest {
    private static final int ENTRIES = 60;
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.ofEpochMilli(SmallWorld.START + ENTRIES * SmallWorld.MINUTE));

    /** Tasks wait until the test runs them; waits are remembered, not waited. */
    private static final class SteppedThread implements FollowerThread {
        final Deque<Runnable> tasks = new ArrayDeque<>();
        final List<Long> waits = new ArrayList<>();

        @Override
        public void run(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void after(long delayMs, Runnable task) {
            waits.add(delayMs);
            tasks.add(task);
        }

        void runAll() {
            for (int i = 0; i < 1_000 && !tasks.isEmpty(); i++) {
                tasks.remove().run();
            }
        }

        void runSome(int count) {
            for (int i = 0; i < count && !tasks.isEmpty(); i++) {
                tasks.remove().run();
            }
        }

        @Override
        public void close() {}
    }

    @TempDir
    Path folder;

    private final SteppedThread thread = new SteppedThread();
    private RememberedJournal journal;
    private History history;

    @BeforeEach
    void open() {
        journal = SmallWorld.journal(3, ENTRIES);
        history = new DuckDbHistory(folder, HistorySettings.DEFAULT, new SmallWorld());
    }

    @AfterEach
    void close() {
        history.close();
    }

    private HistoryFollower follow() {
        return new HistoryFollower(history, journal, journal::note, thread, CLOCK);
    }

    @Test
    void it_fills_all_there_is_and_tells_the_journal_how_far_it_came() throws Exception {
        HistoryFollower follower = follow();
        follower.durable(journal.position());
        assertEquals(ENTRIES, follower.status().lagPositions());
        thread.runAll();
        HistoryStatus status = follower.status();
        assertEquals(ENTRIES, status.position());
        assertEquals(0, status.lagPositions());
        assertTrue(status.rows() > ENTRIES, "rows " + status.rows());
        assertTrue(status.reachesBackTo() > 0);
        assertNull(status.trouble());
        assertEquals(ENTRIES, history.cursor().position());
        assertEquals(ENTRIES, journal.cursor(HistoryFollower.NAME));
    }

    @Test
    void many_signals_are_one_round_and_none_is_lost() {
        HistoryFollower follower = follow();
        for (long position = 1; position <= ENTRIES; position++) {
            follower.durable(position);
        }
        assertEquals(1, thread.tasks.size());
        thread.runAll();
        journal.owe(SmallWorld.START + ENTRIES * SmallWorld.MINUTE);
        follower.durable(journal.position());
        thread.runAll();
        assertEquals(ENTRIES + 1, follower.status().position());
    }

    @Test
    void damage_is_told_and_tried_again_and_a_file_taken_away_is_filled_by_itself() throws Exception {
        Path file = folder.resolve(DuckDbHistory.FILE);
        Files.write(file, new byte[20_000]);
        HistoryFollower follower = follow();
        follower.durable(journal.position());
        thread.runSome(5);
        assertTrue(String.valueOf(follower.status().trouble()).contains("cannot be opened"));
        assertEquals(List.of(1_000L, 2_000L, 4_000L, 8_000L, 16_000L), thread.waits);
        Files.delete(file);
        thread.runAll();
        assertNull(follower.status().trouble());
        assertEquals(ENTRIES, history.cursor().position());
    }

    @Test
    void a_journal_in_trouble_is_told_and_tried_again() {
        journal.fail("disk gone");
        HistoryFollower follower = follow();
        follower.durable(ENTRIES);
        thread.runSome(2);
        assertEquals("disk gone", follower.status().trouble());
        journal.fail(null);
        thread.runAll();
        assertNull(follower.status().trouble());
        assertEquals(ENTRIES, follower.status().position());
    }

    @Test
    void a_history_of_another_journal_is_not_mixed_with_this_one() throws Exception {
        HistoryFollower follower = follow();
        follower.durable(journal.position());
        thread.runAll();
        thread.tasks.clear();
        journal = new RememberedJournal();
        journal.owe(SmallWorld.START);
        HistoryFollower other = follow();
        other.durable(journal.position());
        thread.runSome(1);
        assertTrue(String.valueOf(other.status().trouble()).contains("ahead of the journal"));
        assertEquals(ENTRIES, history.cursor().position());
    }

    /** As a killed server left it, with its log beside it; somebody takes one of them away, or both. */
    @ParameterizedTest
    @ValueSource(strings = {"history.duckdb", "history.duckdb history.duckdb.wal"})
    void a_history_of_another_journal_taken_away_is_filled_again_by_itself(String taken) throws Exception {
        HistoryFollower before = follow();
        before.durable(journal.position());
        thread.runAll();
        thread.tasks.clear();
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String name : List.of(DuckDbHistory.FILE, DuckDbHistory.FILE + ".wal")) {
            assertTrue(Files.exists(Files.copy(folder.resolve(name), copy.resolve(name))), name);
        }
        history.close();
        history = new DuckDbHistory(copy, HistorySettings.DEFAULT, new SmallWorld());
        journal = SmallWorld.journal(5, ENTRIES / 2);
        HistoryFollower restored = follow();
        restored.durable(journal.position());
        thread.waits.clear();
        thread.runSome(12);
        assertTrue(String.valueOf(restored.status().trouble()).contains("ahead of the journal"));
        assertTrue(thread.waits.stream().allMatch(wait -> wait == 5_000), "never a minute: " + thread.waits);
        for (String name : taken.split(" ", -1)) {
            Files.delete(copy.resolve(name));
        }
        thread.runSome(1);
        assertNull(restored.status().trouble());
        thread.runAll();
        assertTrue(Files.exists(copy.resolve(DuckDbHistory.FILE)), "there again");
        assertEquals(ENTRIES / 2, history.cursor().position());
        assertEquals(ENTRIES / 2, restored.status().position());
        assertEquals(0, restored.status().lagPositions());
    }

    @Test
    void a_disk_that_takes_no_more_is_told_and_nothing_is_half_written() throws Exception {
        HistoryFollower follower = follow();
        follower.durable(10);
        thread.runSome(1);
        long before = history.cursor().position();
        history.close();
        thread.runSome(3);
        assertTrue(String.valueOf(follower.status().trouble()).contains("history is closed"));
        history = new DuckDbHistory(folder, HistorySettings.DEFAULT, new SmallWorld());
        assertEquals(before, history.cursor().position());
    }
}
