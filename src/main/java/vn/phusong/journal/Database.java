package vn.phusong.journal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One connection to the file, with its statements prepared once. Speaks SQL and nothing of what the rows mean. One thread at a time. */
final class Database implements AutoCloseable {
    private final Connection connection;
    private final Disk disk;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Database(Connection connection, Disk disk) {
        this.connection = connection;
        this.disk = disk;
    }

    /** The one that writes. */
    static Database writer(Path file, String synchronous, Disk disk) throws SQLException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.valueOf(synchronous));
        config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-16000");
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, "67108864");
        Database database = new Database(config.createConnection("jdbc:sqlite:" + file), disk);
        // A checkpoint copies at most so many pages (16 MB) and waits for nobody.
        database.execute("PRAGMA wal_autocheckpoint = 4000");
        return database;
    }

    /** One that reads whole commits beside the writer. */
    static Database reader(Path file) throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return new Database(config.createConnection("jdbc:sqlite:" + file), Disk.REAL);
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(1000);
        config.setGetGeneratedKeys(false);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        return config;
    }

    /** The statement for {@code sql}, the same one every time. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    /** Writes, telling the disk first. Returns the number of rows changed. */
    @CanIgnoreReturnValue
    int write(String what, PreparedStatement statement) throws SQLException {
        tell(what);
        return statement.executeUpdate();
    }

    /** Writes with a statement that gives a row back; the row is the current one. */
    ResultSet returning(String what, PreparedStatement statement) throws SQLException {
        tell(what);
        ResultSet row = statement.executeQuery();
        if (!row.next()) {
            throw new SQLException("no row back from a write to " + what);
        }
        return row;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            assert rows || !rows;
        }
    }

    void begin() throws SQLException {
        run("begin", "BEGIN IMMEDIATE");
    }

    void commit() throws SQLException {
        run("commit", "COMMIT");
    }

    /** Sees one state of the file until {@link #endRead()}. */
    void beginRead() throws SQLException {
        run("read", "BEGIN");
    }

    void endRead() throws SQLException {
        run("read", "COMMIT");
    }

    void checkpoint() throws SQLException {
        tell("checkpoint");
        execute("PRAGMA wal_checkpoint(PASSIVE)");
    }

    /** Undoes what is open. False when the connection is beyond that and must be opened anew. */
    boolean rollback() {
        try {
            execute("ROLLBACK");
            return true;
        } catch (SQLException e) {
            // "No transaction is active": SQLite undid it by itself.
            return e instanceof SQLiteException known && known.getResultCode() == SQLiteErrorCode.SQLITE_ERROR;
        }
    }

    long number(String sql) throws SQLException {
        try (ResultSet row = prepare(sql).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing is lost: what was committed is synced, what was not is undone by the next one to open the file.
            prepared.clear();
        }
    }

    private void run(String what, String sql) throws SQLException {
        tell(what);
        boolean rows = prepare(sql).execute();
        assert !rows;
    }

    private void tell(String what) throws SQLException {
        try {
            disk.before(what);
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }
}
