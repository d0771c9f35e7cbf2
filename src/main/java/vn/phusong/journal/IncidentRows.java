package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalReader.IncidentQuery;

/** Reads incidents as they were known at some time. */
final class IncidentRows {
    /** The revision that was the newest one at ?1. */
    private static final String KNOWN =
            "i.at <= ?1 AND NOT EXISTS (SELECT 1 FROM incident l WHERE l.id = i.id AND l.revision > i.revision AND l.at <= ?1)";

    private static final String ALL = "SELECT i.body FROM incident i WHERE " + KNOWN
            + " AND (?2 < 0 OR i.open = ?2) AND (i.start < ?3 OR (i.start = ?3 AND i.id > ?4))";
    private static final String ORDER = " ORDER BY i.start DESC, i.id LIMIT ?5";

    private final Database database;

    IncidentRows(Database database) {
        this.database = database;
    }

    List<Incident> matching(IncidentQuery query) throws SQLException {
        Boolean open = query.open();
        String village = query.village();
        String after = query.after();
        // An incident of the network has no one village: those few are looked into.
        PreparedStatement read = database.prepare(
                village == null ? ALL + ORDER : ALL + " AND (i.village = ?6 OR i.village IS NULL)" + ORDER);
        read.setLong(1, query.asOf());
        read.setInt(2, open == null ? -1 : open ? 1 : 0);
        read.setLong(3, after == null ? Long.MAX_VALUE : start(after, query.asOf()));
        read.setString(4, after == null ? "" : after);
        read.setInt(5, village == null ? query.limit() : -1);
        if (village == null) {
            return all(read);
        }
        read.setString(6, village);
        return touching(read, village, query.limit());
    }

    private static List<Incident> touching(PreparedStatement read, String village, int limit) throws SQLException {
        List<Incident> incidents = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (incidents.size() < limit && row.next()) {
                Incident incident = IncidentForm.read(row.getBytes(1));
                if (incident.scope().touches(village)) {
                    incidents.add(incident);
                }
            }
        }
        return incidents;
    }

    List<Incident> history(String id) throws SQLException {
        PreparedStatement read = database.prepare("SELECT body FROM incident WHERE id = ? ORDER BY revision");
        read.setString(1, id);
        return all(read);
    }

    /** Start of an incident as it was known then: where the next page goes on. Of an unknown one, the beginning. */
    private long start(String id, long asOf) throws SQLException {
        PreparedStatement read =
                database.prepare("SELECT start FROM incident WHERE id = ? AND at <= ? ORDER BY revision DESC LIMIT 1");
        read.setString(1, id);
        read.setLong(2, asOf);
        try (ResultSet row = read.executeQuery()) {
            return row.next() ? row.getLong(1) : Long.MAX_VALUE;
        }
    }

    private static List<Incident> all(PreparedStatement read) throws SQLException {
        List<Incident> incidents = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                incidents.add(IncidentForm.read(row.getBytes(1)));
            }
        }
        return incidents;
    }
}
