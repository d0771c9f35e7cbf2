package vn.phusong.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The DuckDB file: opened when first needed, opened anew after any trouble and when somebody deleted it. One writer at a time; readers have connections
 * of their own.
 */
final class HistoryFile implements AutoCloseable {
    /** Three header blocks; a shorter file is one whose making was cut short, and holds nothing. */
    private static final long SMALLEST = 3 * 4096L;

    /** Something to read on a connection. */
    interface Reading<T> {
        T on(DuckDBConnection connection) throws SQLException;
    }

    /** Something to write on the one connection that writes, with the names it knows. */
    interface Writing<T> {
        T on(DuckDBConnection connection, Words words) throws SQLException;
    }

    private record Open(DuckDBConnection connection, Words words) {}

    private final Path file;
    private final int memoryMb;
    // Guarded by this.
    private @Nullable Open open;
    private boolean closed;

    HistoryFile(Path file, int memoryMb) {
        this.file = file;
        this.memoryMb = memoryMb;
    }

    /** In a transaction of its own: all of {@code work} or nothing of it. */
    synchronized <T> T write(Writing<T> work) throws HistoryTrouble {
        Open file = open();
        DuckDBConnection connection = file.connection();
        try {
            connection.setAutoCommit(false);
            T result = work.on(connection, file.words());
            connection.commit();
            return result;
        } catch (SQLException e) {
            abandon();
            throw new HistoryTrouble("history cannot be written: " + firstLine(e), e);
        } catch (RuntimeException bug) {
            abandon();
            throw bug;
        }
    }

    /** Sees whole transactions only. Any thread. */
    <T> T read(Reading<T> work) throws HistoryTrouble {
        try (DuckDBConnection own = duplicate()) {
            return work.on(own);
        } catch (SQLException e) {
            throw new HistoryTrouble("history cannot be read: " + firstLine(e), e);
        }
    }

    private synchronized DuckDBConnection duplicate() throws HistoryTrouble, SQLException {
        return open().connection().duplicate().unwrap(DuckDBConnection.class);
    }

    private Open open() throws HistoryTrouble {
        if (closed) {
            throw new HistoryTrouble("history is closed");
        }
        if (open != null && Files.notExists(file)) {
            abandon();
        }
        Open opened = open == null ? connect() : open;
        open = opened;
        return opened;
    }

    private Open connect() throws HistoryTrouble {
        Properties settings = new Properties();
        settings.put("memory_limit", memoryMb + "MB");
        settings.put("threads", "1");
        // Each checkpoint writes its last, half full row group anew: rarer ones cost a fifth less, and a start after a
        // kill still reads its log back within a second or two.
        settings.put("checkpoint_threshold", "64MB");
        settings.put("autoinstall_known_extensions", "false");
        settings.put("autoload_known_extensions", "false");
        Connection connection = null;
        try {
            clearStillbirth();
            connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings);
            DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
            return new Open(duck, Layout.prepare(duck));
        } catch (SQLException | IOException e) {
            close(connection);
            throw new HistoryTrouble(
                    file.getFileName() + " cannot be opened (" + firstLine(e)
                            + "). Moved away, it is filled again from the journal.",
                    e);
        } catch (HistoryTrouble e) {
            close(connection);
            throw e;
        }
    }

    // A write-ahead log without its file belongs to a file somebody deleted: replayed into a new one it would be
    // damage.
    private void clearStillbirth() throws IOException {
        if (Files.exists(file) && Files.size(file) < SMALLEST) {
            Files.delete(file);
        }
        if (Files.notExists(file)) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
        }
    }

    private void abandon() {
        close(open == null ? null : open.connection());
        open = null;
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // A connection that cannot even be closed is of no further use; the trouble that led here is told already.
        }
    }

    static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    @Override
    public synchronized void close() {
        closed = true;
        abandon();
    }
}
