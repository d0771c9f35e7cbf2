package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;

/** Reads what a start needs: the snapshot's rows, then every later event, one at a time. */
final class Replay {
    private final Database database;
    private final Frame frame;
    private final Texts texts = new Texts();

    Replay(Database database, Frame frame) {
        this.database = database;
        this.frame = frame;
    }

    List<SnapshotRow> rows() throws SQLException {
        List<SnapshotRow> rows = new ArrayList<>();
        try (ResultSet row =
                database.prepare("SELECT kind, key, value FROM snapshot").executeQuery()) {
            while (row.next()) {
                rows.add(new SnapshotRow(row.getString(1), row.getString(2), row.getBytes(3)));
            }
        }
        return rows;
    }

    /**
     * Gives every event after the snapshot to {@code fold}.
     *
     * @return how many
     * @throws Damaged when one cannot be read; the message names its position
     */
    <S> long replay(S state, BiConsumer<S, Event> fold) throws SQLException {
        PreparedStatement read = database.prepare(
                "SELECT position, kind, format, at, body FROM log WHERE position > ? ORDER BY position");
        read.setLong(1, Schema.meta(database, "snapshot_position"));
        long events = 0;
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                fold.accept(state, LogRows.event(row, frame, texts));
                events++;
            }
        }
        return events;
    }
}
