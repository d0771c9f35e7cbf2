package vn.phusong.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * The tables, format 1. Times are epoch milliseconds; what was not told is NULL. No index on the big ones: rows arrive in the order of time, which
 * DuckDB's zone maps use.
 */
final class Layout {
    static final int FORMAT = 1;

    /** Tables written through a stage; see {@link Stage}. The first three are keyed by (device, claimed, kind[, slot]). */
    static final List<String> KEYED = List.of("mobile_sample", "fibre_sample", "device_event");

    static final List<String> PLAIN = List.of("village_standing", "standing_now", "incident", "village_5m");

    private static final List<String> TABLES = List.of(
            "CREATE TABLE history (format INTEGER, position BIGINT, reached BIGINT, oldest BIGINT)",
            "INSERT INTO history VALUES (" + FORMAT + ", 0, 0, 0)",
            """
            CREATE TABLE mobile_sample (village VARCHAR, device VARCHAR, slot VARCHAR, operator VARCHAR, t BIGINT,
              claimed BIGINT, kind INTEGER, received BIGINT, rat VARCHAR, reg VARCHAR, serving VARCHAR, level FLOAT,
              rsrp FLOAT, rsrq FLOAT, sinr FLOAT, rssi FLOAT, rscp FLOAT, ecno FLOAT, nr_rsrp FLOAT, nr_rsrq FLOAT,
              nr_sinr FLOAT, cqi INTEGER, band INTEGER, cell VARCHAR, dl DOUBLE, ul DOUBLE, rtt DOUBLE, loss DOUBLE,
              power VARCHAR)""",
            """
            CREATE TABLE fibre_sample (village VARCHAR, device VARCHAR, t BIGINT, claimed BIGINT, kind INTEGER,
              received BIGINT, rx FLOAT, tx FLOAT, state VARCHAR, no_light BOOLEAN, up BOOLEAN)""",
            """
            CREATE TABLE device_event (village VARCHAR, device VARCHAR, t BIGINT, claimed BIGINT, kind INTEGER,
              received BIGINT, what VARCHAR, name VARCHAR)""",
            """
            CREATE TABLE village_standing (indicator VARCHAR, village VARCHAR, point VARCHAR, operator VARCHAR,
              standing VARCHAR, valid_from BIGINT, valid_to BIGINT, known_at BIGINT, revision INTEGER, reason VARCHAR,
              position BIGINT, n INTEGER)""",
            // The open standing of every place, so that its end can be written without searching years of rows.
            """
            CREATE TABLE standing_now (indicator VARCHAR, village VARCHAR, point VARCHAR, operator VARCHAR,
              standing VARCHAR, valid_from BIGINT, reason VARCHAR, PRIMARY KEY (indicator, village, point, operator))""",
            """
            CREATE TABLE incident (id VARCHAR, revision INTEGER, state VARCHAR, village VARCHAR, valid_from BIGINT,
              valid_to BIGINT, known_at BIGINT, severity VARCHAR, cause VARCHAR, body BLOB)""",
            """
            CREATE TABLE village_5m (village VARCHAR, operator VARCHAR, t BIGINT, good INTEGER, bad INTEGER,
              no_service INTEGER, level_sum DOUBLE, levels INTEGER, position BIGINT)""");

    private Layout() {}

    /** Lays out an empty file; of one that is laid out, checks that we can read it. Makes the stages either way. */
    static void prepare(DuckDBConnection connection) throws SQLException, HistoryTrouble {
        try (Statement statement = connection.createStatement()) {
            long tables =
                    number(statement, "SELECT count(*) FROM duckdb_tables() WHERE NOT internal AND NOT temporary");
            if (tables == 0) {
                create(connection, statement);
            } else if (number(statement, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'history'") == 0) {
                throw new HistoryTrouble(
                        "history.duckdb is a database, but not a history of Phủ Sóng. Moved away, it is filled again from the journal.");
            }
            long format = number(statement, "SELECT max(format) FROM history");
            if (format > FORMAT) {
                throw new HistoryTrouble("history.duckdb was written by a newer Phủ Sóng (format " + format
                        + ", this program knows up to " + FORMAT
                        + "): start that one. Moved away, it is filled again from the journal.");
            }
            for (String table : KEYED) {
                statement.execute("CREATE TEMP TABLE stage_" + table
                        + " AS SELECT 0::INTEGER AS n, false AS late, * FROM " + table + " LIMIT 0");
            }
            for (String table : PLAIN) {
                statement.execute("CREATE TEMP TABLE stage_" + table + " AS SELECT * FROM " + table + " LIMIT 0");
            }
        }
    }

    private static void create(DuckDBConnection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        for (String table : TABLES) {
            statement.execute(table);
        }
        connection.commit();
    }

    static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
