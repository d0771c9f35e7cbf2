package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what became of notices. */
final class ReceiptRows {
    private static final String COLUMNS = "SELECT owed, channel, at, result, detail FROM receipt WHERE ";

    private final Database database;

    ReceiptRows(Database database) {
        this.database = database;
    }

    List<FollowerNote.Receipt> of(String owed) throws SQLException {
        PreparedStatement read = database.prepare(COLUMNS + "owed = ? ORDER BY n");
        read.setString(1, owed);
        return all(read);
    }

    /** The newest messages a channel delivered, oldest first; of the last receipts only, which need no index. */
    List<FollowerNote.Receipt> delivered(String channel, int limit) throws SQLException {
        PreparedStatement read = database.prepare(COLUMNS
                + "n > (SELECT max(n) FROM receipt) - ? AND channel = ? AND result = 'delivered' ORDER BY n"
                + " DESC LIMIT ?");
        read.setInt(1, JournalReader.RECEIPTS_SEEN);
        read.setString(2, channel);
        read.setInt(3, limit);
        List<FollowerNote.Receipt> newest = all(read);
        Collections.reverse(newest);
        return newest;
    }

    private static List<FollowerNote.Receipt> all(PreparedStatement read) throws SQLException {
        List<FollowerNote.Receipt> receipts = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                receipts.add(new FollowerNote.Receipt(
                        row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5)));
            }
        }
        return receipts;
    }
}
