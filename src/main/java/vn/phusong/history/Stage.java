package vn.phusong.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into one table, straight into it or into a temporary table beside it. The appender is DuckDB's fastest way in, but without a
 * transaction a kill may leave half of what it wrote: so it is only used within one. History's thread only.
 */
final class Stage implements AutoCloseable {
    private final DuckDBConnection connection;
    private final String table;
    private final DuckDBAppender rows;
    private int count;
    private boolean isOpen = true;

    private Stage(DuckDBConnection connection, String table, DuckDBAppender rows) {
        this.connection = connection;
        this.table = table;
        this.rows = rows;
    }

    /** Rows that wait in the table's stage until they are moved. */
    static Stage beside(DuckDBConnection connection, String table) throws SQLException {
        return new Stage(connection, table, connection.createAppender("temp", "main", "stage_" + table));
    }

    /** Rows that go straight into the table, all of them new. */
    static Stage into(DuckDBConnection connection, String table) throws SQLException {
        return new Stage(connection, table, connection.createAppender("main", table));
    }

    int count() {
        return count;
    }

    @CanIgnoreReturnValue
    Stage begin() throws SQLException {
        rows.beginRow();
        return this;
    }

    void end() throws SQLException {
        rows.endRow();
        count++;
    }

    @CanIgnoreReturnValue
    Stage text(@Nullable String value) throws SQLException {
        if (value == null) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
        return this;
    }

    /** An enum constant as the word of the wire. */
    @CanIgnoreReturnValue
    Stage word(@Nullable Enum<?> value) throws SQLException {
        return text(value == null ? null : value.name().toLowerCase(Locale.ROOT));
    }

    @CanIgnoreReturnValue
    Stage time(long value) throws SQLException {
        rows.append(value);
        return this;
    }

    @CanIgnoreReturnValue
    Stage whole(int value) throws SQLException {
        rows.append(value);
        return this;
    }

    /** −1 stands for "not told". */
    @CanIgnoreReturnValue
    Stage toldOrNull(int value) throws SQLException {
        if (value < 0) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
        return this;
    }

    @CanIgnoreReturnValue
    Stage level(float value) throws SQLException {
        if (Float.isNaN(value)) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
        return this;
    }

    @CanIgnoreReturnValue
    Stage amount(double value) throws SQLException {
        if (Double.isNaN(value)) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
        return this;
    }

    @CanIgnoreReturnValue
    Stage truth(boolean value) throws SQLException {
        rows.append(value);
        return this;
    }

    @CanIgnoreReturnValue
    Stage bytes(byte[] value) throws SQLException {
        rows.append(value);
        return this;
    }

    /** No more rows: what was appended can be read. */
    void seal() throws SQLException {
        if (isOpen) {
            isOpen = false;
            rows.close();
        }
    }

    /** Moves every row into the table. */
    void move() throws SQLException {
        moveBy("INSERT INTO " + table + " SELECT * FROM stage_" + table);
    }

    /** Runs {@code insert}, which moves the rows, and clears the stage. */
    void moveBy(String insert) throws SQLException {
        seal();
        if (count > 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(insert);
            }
            clear();
        }
    }

    /** Empties the stage. */
    void clear() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM stage_" + table);
        }
    }

    @Override
    public void close() throws SQLException {
        seal();
    }
}
