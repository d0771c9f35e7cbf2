package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;
import vn.phusong.journal.RememberedJournal;

/** The journal in memory and the real one fill the same history. */
class RealJournalTest {
    private static final JournalSettings SETTINGS =
            new JournalSettings("FULL", HistorySettings.DEFAULT.rawKeptMs(), Long.MAX_VALUE / 2, 100);

    @TempDir
    Path folder;

    @Test
    void a_history_filled_from_the_real_journal_has_the_same_rows() throws Exception {
        RememberedJournal remembered = SmallWorld.journal(23, 80);
        Path one = Files.createDirectory(folder.resolve("remembered"));
        Fill.fill(one, remembered);

        Path other = Files.createDirectory(folder.resolve("real"));
        try (Journal journal = Journal.open(other, SETTINGS)) {
            for (JournalReader.Entry entry : remembered.after(0, 1000)) {
                long position = journal.commit(
                        new Commit(List.of(entry.step()), List.of(), List.of(), List.of(), List.of(), List.of()));
                assertEquals(entry.position(), position);
            }
            try (JournalReader reader = journal.reader()) {
                Fill.fill(other, reader);
            }
        }
        assertEquals(Digest.of(one), Digest.of(other));
        assertTrue(Digest.of(one).contains("village_standing"));
    }
}
