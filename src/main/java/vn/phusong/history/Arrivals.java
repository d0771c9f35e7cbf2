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
    /**
     * What makes a row the same row.
     *
     * @param device by its number
     * @param claimed the device's own time
     * @param part which of the things a device may say of one instant: the slot, the kind of event
     */
    record Key(int device, long claimed, int part) {}

    private record Arrived<R>(Key key, R row, boolean isLate) {}

    /** Writes one row into the open row of a table. */
    interface Writer<R> {
        void write(R row, Stage into) throws SQLException;
    }

    private final DuckDBConnection connection;
    private final String table;
    private final String part;
    private final Set<Key> keys = new HashSet<>();
    private final List<Arrived<R>> arrived = new ArrayList<>();
    private boolean hasLate;
    private long earliestNew = Long.MAX_VALUE;

    /** @param part the column of {@link Key#part}, or a number where every row is the same part */
    Arrivals(DuckDBConnection connection, String table, String part) {
        this.connection = connection;
        this.table = table;
        this.part = part;
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
                        .whole(key.part())
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
                + " x JOIN stage_arrival s ON x.claimed = s.claimed AND x.device = s.device AND s.part = " + part
                + " WHERE " + where)) {
            while (row.next()) {
                known.set(row.getInt(1));
            }
        }
    }
}
