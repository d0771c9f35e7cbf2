package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import vn.phusong.engine.SnapshotRow;

/** Writes what stands beside the events: snapshot, quarantine, security log, followers' notes, secrets, documents. */
final class SideRows {
    /** So many lines of the security log are kept, oldest dropped first. */
    static final int SECURITY_ROWS = 10_000;

    /** Longest name or line anybody may leave in our tables. */
    private static final int LONGEST = 1000;

    private final Database database;
    private final int quarantineRows;

    SideRows(Database database, int quarantineRows) {
        this.database = database;
        this.quarantineRows = quarantineRows;
    }

    void snapshot(long position, List<SnapshotRow> rows) throws SQLException {
        PreparedStatement put = database.prepare("INSERT OR REPLACE INTO snapshot (kind, key, value) VALUES (?, ?, ?)");
        PreparedStatement drop = database.prepare("DELETE FROM snapshot WHERE kind = ? AND key = ?");
        for (SnapshotRow row : rows) {
            PreparedStatement write = row.value().length == 0 ? drop : put;
            write.setString(1, row.kind());
            write.setString(2, row.key());
            if (write == put) {
                write.setBytes(3, row.value());
            }
            database.write("snapshot", write);
        }
        Schema.meta(database, "snapshot_position", position);
    }

    void quarantine(List<Quarantined> refused) throws SQLException {
        PreparedStatement insert = database.prepare(
                "INSERT INTO quarantine (at, device, topic, reason, detail, bytes) VALUES (?, ?, ?, ?, ?, ?)");
        // Of more than fit only the newest would stay: the others are not written at all.
        for (Quarantined one : refused.subList(Math.max(0, refused.size() - quarantineRows), refused.size())) {
            insert.setLong(1, one.at());
            insert.setString(2, clip(one.device()));
            insert.setString(3, clip(one.topic()));
            insert.setString(4, one.refusal().reason().name());
            insert.setString(5, one.refusal().detail());
            insert.setBytes(6, Arrays.copyOf(one.bytes(), Math.min(one.bytes().length, Quarantined.BYTES_KEPT)));
            database.write("quarantine", insert);
        }
        keepNewest("quarantine", quarantineRows);
    }

    void security(List<SecurityEvent> events) throws SQLException {
        PreparedStatement insert =
                database.prepare("INSERT INTO security_log (at, what, device, peer, detail) VALUES (?, ?, ?, ?, ?)");
        for (SecurityEvent event : events) {
            insert.setLong(1, event.at());
            insert.setString(2, clip(event.what()));
            insert.setString(3, clip(event.device()));
            insert.setString(4, clip(event.from()));
            insert.setString(5, clip(event.detail()));
            database.write("security_log", insert);
        }
        keepNewest("security_log", SECURITY_ROWS);
    }

    void notes(List<FollowerNote> notes) throws SQLException {
        PreparedStatement cursor = database.prepare("INSERT OR REPLACE INTO cursor (follower, position) VALUES (?, ?)");
        PreparedStatement receipt =
                database.prepare("INSERT INTO receipt (owed, channel, at, result, detail) VALUES (?, ?, ?, ?, ?)");
        PreparedStatement ended =
                database.prepare("DELETE FROM message WHERE channel = ? AND (id = ? OR substr(id, 1, length(?)) = ?)");
        for (FollowerNote note : notes) {
            if (note.position() >= 0) {
                cursor.setString(1, note.follower());
                cursor.setLong(2, note.position());
                database.write("cursor", cursor);
            }
            frozen(note.frozen());
            for (FollowerNote.Receipt one : note.receipts()) {
                receipt.setString(1, one.owed());
                receipt.setString(2, one.channel());
                receipt.setLong(3, one.at());
                receipt.setString(4, one.result());
                receipt.setString(5, clip(one.detail()));
                database.write("receipt", receipt);
                ended.setString(1, one.channel());
                ended.setString(2, one.owed());
                ended.setString(3, one.owed() + Frozen.PART);
                ended.setString(4, one.owed() + Frozen.PART);
                database.write("message", ended);
            }
        }
    }

    private void frozen(List<Frozen> messages) throws SQLException {
        PreparedStatement put = database.prepare(
                "INSERT OR REPLACE INTO message (channel, lane, id, members, position, body) VALUES (?, ?, ?, ?, ?, ?)");
        for (Frozen one : messages) {
            put.setString(1, one.channel());
            put.setString(2, one.lane());
            put.setString(3, one.id());
            put.setString(4, String.join("\n", one.members()));
            put.setLong(5, one.position());
            put.setBytes(6, one.body());
            database.write("message", put);
        }
    }

    void secrets(List<DeviceSecret> secrets) throws SQLException {
        PreparedStatement put =
                database.prepare("INSERT OR REPLACE INTO secret (device, salt, sha256) VALUES (?, ?, ?)");
        for (DeviceSecret secret : secrets) {
            put.setString(1, secret.device());
            put.setBytes(2, secret.salt());
            put.setBytes(3, secret.sha256());
            database.write("secret", put);
        }
    }

    int document(String name, byte[] framed) throws SQLException {
        PreparedStatement put = database.prepare("INSERT OR REPLACE INTO document (name, body) VALUES (?, ?)");
        put.setString(1, name);
        put.setBytes(2, framed);
        return database.write("document", put);
    }

    private void keepNewest(String table, int rows) throws SQLException {
        PreparedStatement trim =
                database.prepare("DELETE FROM " + table + " WHERE id <= (SELECT max(id) FROM " + table + ") - ?");
        trim.setInt(1, rows);
        database.write(table, trim);
    }

    private static String clip(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
