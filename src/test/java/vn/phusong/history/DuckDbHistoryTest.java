package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The contract on DuckDB, and what only a file can suffer. */
class DuckDbHistoryTest extends HistoryContract {
    @Override
    History open(Path folder, HistorySettings settings, Roster roster) {
        return new DuckDbHistory(folder, settings, roster);
    }

    @Override
    int leastSlicesOfADay() {
        return 3;
    }

    @Override
    String digest(Path folder) throws Exception {
        return Digest.of(folder);
    }

    @Test
    void a_file_deleted_under_a_running_history_is_filled_again() throws Exception {
        journal = SmallWorld.journal(17, 40);
        fill();
        String before = digest();
        assertEquals(40, history.cursor().position());
        Files.delete(folder.resolve(DuckDbHistory.FILE));
        assertEquals(0, history.cursor().position());
        fill();
        assertEquals(before, digest());
    }

    @Test
    void a_file_deleted_without_its_log_is_filled_again() throws Exception {
        journal = SmallWorld.journal(17, 40);
        fill();
        history.close();
        Files.delete(folder.resolve(DuckDbHistory.FILE));
        Files.writeString(folder.resolve(DuckDbHistory.FILE + ".wal"), "left over");
        history = open(folder, HistorySettings.DEFAULT, new SmallWorld());
        fill();
        assertEquals(40, history.cursor().position());
    }

    @Test
    void a_file_whose_making_was_cut_short_is_made_anew() throws Exception {
        Files.write(folder.resolve(DuckDbHistory.FILE), new byte[100]);
        assertEquals(0, history.cursor().position());
    }

    @Test
    void a_damaged_file_is_told_and_left_alone() throws Exception {
        Path file = folder.resolve(DuckDbHistory.FILE);
        Files.write(file, new byte[20_000]);
        HistoryTrouble trouble = assertThrows(HistoryTrouble.class, () -> history.cursor());
        assertTrue(trouble.getMessage().contains("cannot be opened"), trouble.getMessage());
        assertTrue(trouble.getMessage().contains("filled again from the journal"), trouble.getMessage());
        assertEquals(20_000, Files.size(file));
        Files.delete(file);
        assertEquals(0, history.cursor().position());
    }

    @Test
    void a_file_of_a_newer_program_is_told_and_left_alone() throws Exception {
        assertEquals(0, history.cursor().position());
        history.close();
        String file = "jdbc:duckdb:" + folder.resolve(DuckDbHistory.FILE);
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE history SET format = 99");
        }
        history = open(folder, HistorySettings.DEFAULT, new SmallWorld());
        HistoryTrouble trouble = assertThrows(HistoryTrouble.class, () -> history.cursor());
        assertTrue(trouble.getMessage().contains("newer Phủ Sóng (format 99"), trouble.getMessage());
    }
}
