package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.Revision;

/** Reads what late data put right, in the order in which we came to know. */
final class RevisionRows {
    private final Database database;

    RevisionRows(Database database) {
        this.database = database;
    }

    /** Those of a village that touch [from, to) and were known at {@code asOf}; of more than {@code limit} the newest. */
    List<Revision> ofVillage(String village, long from, long to, long asOf, int limit) throws SQLException {
        PreparedStatement read = database.prepare("SELECT body FROM (SELECT position, n, body FROM revision"
                + " WHERE village = ? AND last > ? AND first < ? AND known <= ? ORDER BY position DESC, n DESC LIMIT ?)"
                + " ORDER BY position, n");
        read.setString(1, village);
        read.setLong(2, from);
        read.setLong(3, to);
        read.setLong(4, asOf);
        read.setInt(5, limit);
        List<Revision> found = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                found.add(RevisionForm.read(row.getBytes(1)));
            }
        }
        return found;
    }
}
