package vn.phusong.history;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentCodec;

/** What was judged, as it was known at a time. Any thread. */
final class VerdictQuery {
    private VerdictQuery() {}

    static List<StandingSpan> standings(
            DuckDBConnection connection, String village, long from, long to, long knownAt, int limit)
            throws SQLException {
        // One span is told by the position and number of the change that began it; its end has the later change's, so
        // the place and start name it.
        String query = "SELECT indicator, point, operator, standing, valid_from, valid_to, known_at, revision, reason"
                + " FROM village_standing WHERE village = ? AND known_at <= ? AND valid_from < ?"
                + " QUALIFY row_number() OVER (PARTITION BY indicator, point, operator, standing, valid_from"
                + " ORDER BY position DESC, revision DESC) = 1 AND (valid_to = -1 OR valid_to > ?)"
                + " ORDER BY valid_from DESC, position DESC, n DESC, revision LIMIT ?";
        List<StandingSpan> spans = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(query)) {
            ask.setString(1, village);
            ask.setLong(2, knownAt);
            ask.setLong(3, to);
            ask.setLong(4, from);
            ask.setInt(5, limit);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    spans.add(span(row));
                }
            }
        }
        Collections.reverse(spans);
        return spans;
    }

    private static StandingSpan span(ResultSet row) throws SQLException {
        return new StandingSpan(
                row.getString(1),
                orNull(row.getString(2)),
                orNull(row.getString(3)),
                Standing.valueOf(row.getString(4)),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getInt(8),
                row.getString(9));
    }

    static List<Incident> incidents(
            DuckDBConnection connection, @Nullable String village, long from, long to, long knownAt, int limit)
            throws SQLException {
        String query = "SELECT body FROM incident WHERE known_at <= ?" + (village == null ? "" : " AND village = ?")
                + " QUALIFY row_number() OVER (PARTITION BY id ORDER BY revision DESC) = 1"
                + " AND valid_from < ? AND (valid_to = -1 OR valid_to > ?) ORDER BY valid_from DESC, id LIMIT ?";
        List<Incident> incidents = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(query)) {
            int i = 1;
            ask.setLong(i++, knownAt);
            if (village != null) {
                ask.setString(i++, village);
            }
            ask.setLong(i++, to);
            ask.setLong(i++, from);
            ask.setInt(i, limit);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    incidents.add(incident(row.getBytes(1)));
                }
            }
        }
        return incidents;
    }

    private static Incident incident(byte[] body) throws SQLException {
        try {
            return IncidentCodec.read(new DataInputStream(new ByteArrayInputStream(body)));
        } catch (IOException e) {
            throw new SQLException("an incident is not readable", e);
        }
    }

    static List<Rollup> rollups(DuckDBConnection connection, String village, long from, long to, int limit)
            throws SQLException {
        // A bucket told twice is told anew: the newest counts.
        String query = "SELECT village, operator, t, good, bad, no_service, level_sum, levels FROM village_5m"
                + " WHERE village = ? AND t >= ? AND t < ?"
                + " QUALIFY row_number() OVER (PARTITION BY operator, t ORDER BY position DESC) = 1"
                + " ORDER BY t, operator LIMIT ?";
        List<Rollup> rollups = new ArrayList<>();
        try (PreparedStatement ask = connection.prepareStatement(query)) {
            ask.setString(1, village);
            ask.setLong(2, from);
            ask.setLong(3, to);
            ask.setInt(4, limit);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    rollups.add(new Rollup(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getInt(4),
                            row.getInt(5),
                            row.getInt(6),
                            row.getDouble(7),
                            row.getInt(8)));
                }
            }
        }
        return rollups;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
