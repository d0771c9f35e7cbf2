package vn.phusong.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Rows arriving at a keyed table: the first of a key wins, within the batch and against what is there. A primary key would hold every key of ninety days
 * in memory; so the batch looks for its own keys instead, the new ones among the newest rows (zone maps leave the rest unread), late ones among all.
 * History's thread only.
 */
final class Arrivals implements AutoCloseable {
    private final DuckDBConnection connection;
    private final String table;
    private final Stage stage;
    private final Set<Object> keys = new HashSet<>();
    private int late;
    private long earliestNew = Long.MAX_VALUE;

    Arrivals(DuckDBConnection connection, String table) throws SQLException {
        this.connection = connection;
        this.table = table;
        stage = new Stage(connection, table);
    }

    /** A row to fill, null when the batch has one of that key. */
    @Nullable
    Stage begin(Object key, long claimed, boolean isLate) throws SQLException {
        if (!keys.add(key)) {
            return null;
        }
        if (isLate) {
            late++;
        } else {
            earliestNew = Math.min(earliestNew, claimed);
        }
        return stage.begin().whole(stage.count()).truth(isLate);
    }

    /** Moves the rows that are not there yet; returns how many. */
    int move() throws SQLException {
        stage.seal();
        if (stage.count() == 0) {
            return 0;
        }
        int known = 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE known (n INTEGER)");
            if (late < stage.count()) {
                known = find(statement, "NOT s.late AND x.claimed >= " + earliestNew);
            }
            if (late > 0) {
                known = find(statement, "s.late");
            }
        }
        String fresh = known == 0 ? "" : " WHERE n NOT IN (SELECT n FROM known)";
        stage.moveBy("INSERT INTO " + table + " SELECT * EXCLUDE (n, late) FROM stage_" + table + fresh);
        return stage.count() - known;
    }

    /** Returns how many are known by now. */
    private int find(Statement statement, String where) throws SQLException {
        String slot = table.equals("mobile_sample") ? " AND x.slot = s.slot" : "";
        statement.execute("INSERT INTO known SELECT s.n FROM " + table + " x JOIN stage_" + table
                + " s ON x.claimed = s.claimed AND x.device = s.device AND x.kind = s.kind" + slot + " WHERE " + where);
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM known")) {
            return count.next() ? count.getInt(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        stage.close();
    }
}
