package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalSettings;

/** The one thread that writes. */
class DiskThreadTest {
    @Test
    void who_waits_for_a_write_that_breaks_is_told_and_the_next_one_is_done(@TempDir Path folder) throws Exception {
        try (Journal journal = Journal.open(folder, new JournalSettings("FULL", 86_400_000, 1L << 40, 1000))) {
            DiskThread disk = new DiskThread(journal);
            ExecutionException broken = assertThrows(ExecutionException.class, () -> disk.write(to -> {
                        throw new IllegalStateException("a mistake of ours");
                    })
                    .get(10, TimeUnit.SECONDS));
            assertEquals("a mistake of ours", broken.getCause().getMessage());
            assertTrue(disk.write(to -> {}).get(10, TimeUnit.SECONDS));
            disk.end();
        }
    }
}
