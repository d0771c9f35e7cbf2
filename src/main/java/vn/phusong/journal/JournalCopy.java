package vn.phusong.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A journal as one file without a write-ahead log: what a backup carries. Made beside the writer, which never waits for it; it is of one moment between
 * two commits. Blocks for as long as the whole file takes to read and write.
 */
public final class JournalCopy {
    private JournalCopy() {}

    /**
     * What a copy holds.
     *
     * @param position of its newest event, 0 when there is none
     * @param at that event's time, epoch milliseconds, 0 when there is none
     * @param format of its tables
     */
    public record Content(long position, long at, long format) {}

    /**
     * Copies the journal in {@code folder}, whether a program writes to it or not, and syncs the copy.
     *
     * @param target absent, or empty
     * @throws JournalTrouble when there is no journal, it is damaged, or the target takes no more
     */
    public static Content take(Path folder, Path target) throws JournalTrouble {
        Path file = folder.resolve(DataFolder.FILE);
        if (!Files.exists(file)) {
            throw new JournalTrouble("there is no journal in " + folder);
        }
        try (Database database = Database.reader(file)) {
            PreparedStatement copy = database.prepare("VACUUM INTO ?");
            copy.setString(1, target.toAbsolutePath().toString());
            int rows = copy.executeUpdate();
            assert rows == 0;
        } catch (SQLException e) {
            throw Trouble.of(Trouble.isDamage(e) ? file : target, e);
        }
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new JournalTrouble(target + " cannot be made durable: " + e.getMessage(), e);
        }
        return look(target);
    }

    /** What a copy says it holds, without changing it. */
    public static Content look(Path copy) throws JournalTrouble {
        try (Database database = Database.reader(copy)) {
            PreparedStatement newest = database.prepare("SELECT position, at FROM log ORDER BY position DESC LIMIT 1");
            try (ResultSet row = newest.executeQuery()) {
                boolean isEmpty = !row.next();
                long position = isEmpty ? 0 : row.getLong(1);
                return new Content(position, isEmpty ? 0 : row.getLong(2), Schema.meta(database, "format"));
            }
        } catch (SQLException e) {
            throw Trouble.of(copy, e);
        }
    }

    /** Whether this program can go on from a copy of that format. */
    public static boolean isReadable(long format) {
        return format >= 1 && format <= Schema.FORMAT;
    }

    /**
     * Has {@code follower} stand at the copy's newest event, as if it had noted so itself, and nobody logged in: who logged out since the copy was made must
     * not come back with it. Durable when it returns, and the copy is one file again.
     */
    public static Content note(Path copy, String follower) throws JournalTrouble {
        Content content = look(copy);
        if (content.position() > 0) {
            try (Database database = Database.writer(copy, "FULL", Disk.REAL)) {
                PreparedStatement note =
                        database.prepare("INSERT OR REPLACE INTO cursor (follower, position) VALUES (?, ?)");
                note.setString(1, follower);
                note.setLong(2, content.position());
                database.write("cursor", note);
                if (database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'login'") == 1) {
                    database.execute("DELETE FROM login");
                }
            } catch (SQLException e) {
                throw Trouble.of(copy, e);
            }
            if (Files.exists(copy.resolveSibling(copy.getFileName() + "-wal"))) {
                throw new JournalTrouble(copy + " could not be made one file again");
            }
        }
        return content;
    }
}
