package vn.phusong.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * Rows arriving at a keyed table: the first of a key wins, within the batch and against what is there. A primary key would hold every key of ninety days
 * in memory; so the batch looks for its own keys instead, the new ones among the newest rows (zone maps leave the rest unread), late ones among all.
 * History's thread only.
 *
 * @param <R> a row in the making
 */
final class Arrivals<R> {
    /** What makes a row the same row: names by their numbers, {@code claimed} the device's own time. */
    record Key(int device, long claimed, int kind, int slot) {}

    private record Arrived<R>(Key key, R row, boolean isLate) {}

    /** Writes one row into the open row of a table. */
    interface Writer<R> {
        void write(R row, Stage into) throws SQLException;
    }

    private final DuckDBConnection connection;
    private final String table;
    private final Set<Key> keys = new HashSet<>();
    private final List<Arrived<R>> arrived = new ArrayList<>();
    private boolean hasLate;
    private long earliestNew = Long.MAX_VALUE;

    Arrivals(DuckDBConnection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    void add(Key key, boolean isLate, R row) {
        if (!keys.add(key)) {
            return;
        }
        arrived.add(new Arrived<>(key, row, isLate));
        hasLate |= isLate;
        if (!isLate) {
            earliestNew = Math.min(earliestNew, key.claimed());
        }
    }

    /** Writes the rows that are not there yet; returns how many. */
    int move(Writer<R> writer) throws SQLException {
        if (arrived.isEmpty()) {
            return 0;
        }
        BitSet known = known();
        try (Stage rows = Stage.into(connection, table)) {
            for (int n = known.nextClearBit(0); n < arrived.size(); n = known.nextClearBit(n + 1)) {
                Arrived<R> next = arrived.get(n);
                rows.begin();
                writer.write(next.row(), rows);
                rows.end();
            }
            rows.seal();
        }
        return arrived.size() - known.cardinality();
    }

    /** Which of them are there already. */
    private BitSet known() throws SQLException {
        BitSet known = new BitSet();
        try (Stage stage = Stage.beside(connection, "arrival");
                Statement statement = connection.createStatement()) {
            for (int n = 0; n < arrived.size(); n++) {
                Key key = arrived.get(n).key();
                stage.begin()
                        .whole(n)
                        .truth(arrived.get(n).isLate())
                        .whole(key.device())
                        .time(key.claimed())
                        .whole(key.kind())
                        .whole(key.slot())
                        .end();
            }
            stage.seal();
            if (earliestNew < Long.MAX_VALUE) {
                find(statement, "NOT s.late AND x.claimed >= " + earliestNew, known);
            }
            if (hasLate) {
                find(statement, "s.late", known);
            }
            stage.clear();
        }
        return known;
    }

    private void find(Statement statement, String where, BitSet known) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT s.n FROM " + table
                + " x JOIN stage_arrival s USING (claimed, device, kind, slot) WHERE " + where)) {
            while (row.next()) {
                known.set(row.getInt(1));
            }
        }
    }
}
