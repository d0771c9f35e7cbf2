package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;

/** The audit log in the file. Only ever appended to. */
final class AuditRows {
    /** How many rows there are, kept apart, so that a tail that is cut off is missed. */
    private static final String COUNT = "audit_rows";

    private static final String COLUMNS = "SELECT n, at, who, what, subject, detail, hash FROM audit";

    private final Database database;

    AuditRows(Database database) {
        this.database = database;
    }

    void append(List<Act> acts) throws SQLException {
        List<AuditRow> last = rows(COLUMNS + " ORDER BY n DESC LIMIT 1");
        // After those there were, not those that are left: a tail that was cut off leaves a gap for good.
        long n = Math.max(count(), last.isEmpty() ? 0 : last.get(0).n());
        byte[] hash =
                last.isEmpty() ? new byte[AuditRow.HASH_BYTES] : last.get(0).hash();
        PreparedStatement insert = database.prepare(
                "INSERT INTO audit (n, at, who, what, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (Act act : acts) {
            AuditRow row = AuditRow.after(++n, hash, act);
            hash = row.hash();
            insert.setLong(1, row.n());
            insert.setLong(2, row.at());
            insert.setString(3, row.who());
            insert.setString(4, row.what());
            insert.setString(5, row.subject());
            insert.setString(6, row.detail());
            insert.setBytes(7, row.hash());
            database.write("audit", insert);
        }
        Schema.meta(database, COUNT, n);
    }

    long count() throws SQLException {
        return Schema.meta(database, COUNT);
    }

    List<AuditRow> after(long n, int limit) throws SQLException {
        return rows(COLUMNS + " WHERE n > ? ORDER BY n LIMIT ?", n, limit);
    }

    List<AuditRow> before(@Nullable String subject, long n, int limit) throws SQLException {
        return subject == null
                ? rows(COLUMNS + " WHERE n < ? ORDER BY n DESC LIMIT ?", n, limit)
                : rows(COLUMNS + " WHERE subject = ? AND n < ? ORDER BY n DESC LIMIT ?", subject, n, limit);
    }

    private List<AuditRow> rows(String sql, Object... values) throws SQLException {
        PreparedStatement read = database.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            read.setObject(i + 1, values[i]);
        }
        List<AuditRow> found = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                found.add(new AuditRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getBytes(7)));
            }
        }
        return found;
    }
}
