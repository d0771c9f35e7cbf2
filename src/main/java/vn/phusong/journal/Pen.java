package vn.phusong.journal;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The one connection that writes, and what is prepared on it. After trouble with the file it is opened anew at the next try. Disk worker only. */
final class Pen implements AutoCloseable {
    /** What happens inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Nib nib) throws SQLException;
    }

    /** What can be written with while the connection lasts. */
    record Nib(Database database, CommitRows rows, Retention retention) {}

    private final Path file;
    private final JournalSettings settings;
    private final Disk disk;
    private final Frame frame;
    private @Nullable Nib nib;

    Pen(Path file, JournalSettings settings, Disk disk, Frame frame) {
        this.file = file;
        this.settings = settings;
        this.disk = disk;
        this.frame = frame;
    }

    Database connect() throws SQLException {
        return Database.writer(file, settings.synchronous(), disk);
    }

    /** All of {@code work} or nothing, and durable when it returns. */
    <T> T transaction(Work<T> work) throws JournalTrouble {
        boolean isKept = false;
        try {
            Nib now = nib();
            now.database().begin();
            T result = work.run(now);
            now.database().commit();
            isKept = true;
            now.rows().keep();
            return result;
        } catch (SQLException e) {
            undo(Trouble.isOfTheFile(e));
            isKept = true;
            throw Trouble.of(file, e);
        } finally {
            if (!isKept) {
                undo(true);
            }
        }
    }

    /** Moves what the write-ahead log holds into the file; waits for nobody, and what readers still need stays. */
    void checkpoint() throws JournalTrouble {
        try {
            nib().database().checkpoint();
        } catch (SQLException e) {
            undo(Trouble.isOfTheFile(e));
            throw Trouble.of(file, e);
        }
    }

    Nib nib() throws SQLException {
        Nib now = nib;
        if (now == null) {
            Database database = connect();
            now = new Nib(database, new CommitRows(database, frame, settings), new Retention(database, settings));
            nib = now;
        }
        return now;
    }

    private void undo(boolean reopen) {
        Nib now = nib;
        if (now == null) {
            return;
        }
        boolean isUndone = now.database().rollback();
        now.rows().undo();
        if (reopen || !isUndone) {
            close();
        }
    }

    @Override
    public void close() {
        Nib now = nib;
        nib = null;
        if (now != null) {
            now.database().close();
        }
    }
}
