package vn.phusong.history;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** Lets go of what is older than the settings keep, six hours of it in one transaction, oldest first. Never of standings or incidents. */
final class Retention {
    private static final long SLICE_MS = 6 * 3600 * 1000L;

    private Retention() {}

    /** True when there is more to let go. */
    static boolean trim(DuckDBConnection connection, HistorySettings settings, long now) throws SQLException {
        boolean more = false;
        try (Statement statement = connection.createStatement()) {
            long before = now - settings.rawKeptMs();
            for (String table : Layout.READINGS) {
                more |= trim(statement, table, before);
            }
            more |= trim(statement, "village_5m", now - settings.rollupsKeptMs());
            statement.execute("UPDATE history SET oldest = " + before + " WHERE oldest > 0 AND oldest < " + before);
        }
        return more;
    }

    private static boolean trim(Statement statement, String table, long before) throws SQLException {
        long oldest = Layout.number(statement, "SELECT coalesce(min(t), " + Long.MAX_VALUE + ") FROM " + table);
        if (oldest >= before) {
            return false;
        }
        long through = Math.min(before, oldest + SLICE_MS);
        statement.execute("DELETE FROM " + table + " WHERE t < " + through);
        return through < before;
    }
}
