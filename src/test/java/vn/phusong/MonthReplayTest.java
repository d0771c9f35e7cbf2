package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;

/** A month of the simulation with all its faults, kept by a server that was stopped again and again. */
class MonthReplayTest {
    private static final int VILLAGES = 4;
    private static final int MONTH_H = 30 * 24;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_months_journal_read_again_gives_what_was_said_and_the_state_byte_for_byte() throws Exception {
        int[] counts = new int[3];
        try (KeptWorld world = KeptWorld.interrupted(folder, VILLAGES, MONTH_H, 11);
                JournalReader reader = Journal.readerOf(folder)) {
            Engine again = new Engine(Objects.requireNonNull(Journal.firstRules(reader)));
            List<JournalReader.Entry> entries = reader.after(0, 500);
            while (!entries.isEmpty()) {
                for (JournalReader.Entry entry : entries) {
                    said(entry.step().effects(), again.step(entry.step().event()), counts);
                }
                entries = reader.after(entries.get(entries.size() - 1).position(), 500);
            }
            assertSame(world.state(), again.allRows());
            assertTrue(world.restarts() >= 5, "begun again " + world.restarts() + " times");
        }
        assertTrue(
                counts[0] > 1_000 && counts[1] > 30 && counts[2] > 100,
                () -> List.of(counts[0], counts[1], counts[2]).toString());
    }

    private static void said(Effects then, Effects now, int[] counts) {
        assertEquals(then.standings(), now.standings());
        assertEquals(then.incidents(), now.incidents());
        assertEquals(then.owed(), now.owed());
        assertEquals(then.revisions(), now.revisions());
        assertEquals(then.rollups(), now.rollups());
        counts[0] += now.standings().size();
        counts[1] += now.incidents().size();
        counts[2] += now.revisions().size();
    }

    private static void assertSame(List<SnapshotRow> expected, List<SnapshotRow> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            String name = expected.get(i).kind() + " " + expected.get(i).key();
            assertEquals(name, actual.get(i).kind() + " " + actual.get(i).key());
            assertArrayEquals(expected.get(i).value(), actual.get(i).value(), name);
        }
    }
}
