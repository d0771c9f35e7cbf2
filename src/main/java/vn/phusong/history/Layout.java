package vn.phusong.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * The tables, format 2. Times are epoch milliseconds; what was not told is NULL. No index on the big ones: rows arrive in the order of time, which
 * DuckDB's zone maps use. In the three tables of readings names are numbers of {@code word}, 0 for none; the views beside them say the names.
 */
final class Layout {
    static final int FORMAT = 2;

    /** The tables of readings, which are let go in time. */
    static final List<String> READINGS = List.of("mobile_row", "fibre_row", "event_row");

    /** Tables written through a stage; see {@link Stage}. */
    static final List<String> STAGED = List.of("village_standing", "standing_now", "incident", "village_5m");

    private static final List<String> TABLES = List.of(
            "CREATE TABLE history (format INTEGER, position BIGINT, reached BIGINT, oldest BIGINT)",
            "INSERT INTO history VALUES (" + FORMAT + ", 0, 0, 0)",
            "CREATE TABLE word (id INTEGER, text VARCHAR)",
            """
            CREATE TABLE mobile_row (village INTEGER, device INTEGER, slot INTEGER, operator INTEGER, t BIGINT,
              claimed BIGINT, received BIGINT, rat INTEGER, reg INTEGER, serving INTEGER, level FLOAT,
              rsrp FLOAT, rsrq FLOAT, sinr FLOAT, rssi FLOAT, rscp FLOAT, ecno FLOAT, nr_rsrp FLOAT, nr_rsrq FLOAT,
              nr_sinr FLOAT, cqi INTEGER, band INTEGER, cell VARCHAR, dl DOUBLE, ul DOUBLE, rtt DOUBLE, loss DOUBLE,
              power INTEGER)""",
            """
            CREATE TABLE fibre_row (village INTEGER, device INTEGER, t BIGINT, claimed BIGINT, received BIGINT, rx FLOAT, tx FLOAT, state INTEGER, no_light BOOLEAN, up BOOLEAN)""",
            """
            CREATE TABLE event_row (village INTEGER, device INTEGER, kind INTEGER, t BIGINT, claimed BIGINT,
              received BIGINT, what INTEGER, name VARCHAR)""",
            named("mobile_sample", "mobile_row", "village, device, slot, operator, rat, reg, serving, power"),
            named("fibre_sample", "fibre_row", "village, device, state"),
            named("device_event", "event_row", "village, device, what"),
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

    /** Lays out an empty file; of one that is laid out, checks that we can read it. Makes the stages either way, and reads the names. */
    static Words prepare(DuckDBConnection connection) throws SQLException, HistoryTrouble {
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
            if (format < FORMAT) {
                throw new HistoryTrouble("history.duckdb was written by an older Phủ Sóng (format " + format
                        + ", this program writes " + FORMAT
                        + "). Moved away, it is filled again from the journal.");
            }
            if (format > FORMAT) {
                throw new HistoryTrouble("history.duckdb was written by a newer Phủ Sóng (format " + format
                        + ", this program knows up to " + FORMAT
                        + "): start that one. Moved away, it is filled again from the journal.");
            }
            statement.execute("CREATE TEMP TABLE stage_arrival"
                    + " (n INTEGER, late BOOLEAN, device INTEGER, claimed BIGINT, part INTEGER)");
            for (String table : STAGED) {
                statement.execute("CREATE TEMP TABLE stage_" + table + " AS SELECT * FROM " + table + " LIMIT 0");
            }
            return Words.read(statement);
        }
    }

    private static void create(DuckDBConnection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        for (String table : TABLES) {
            statement.execute(table);
        }
        connection.commit();
    }

    /** A view that says the names behind the numbers, for people who look at the file. */
    private static String named(String view, String table, String columns) {
        String names = Stream.of(columns.split(", "))
                .map(column -> "(SELECT text FROM word WHERE id = " + column + ") AS " + column)
                .collect(Collectors.joining(", "));
        return "CREATE VIEW " + view + " AS SELECT * REPLACE (" + names + ") FROM " + table;
    }

    static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
