package vn.phusong.journal;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the end of the journal when it is opened: only there can a stop leave something half done. Says what it found and mended; what it cannot mend
 * it refuses. Never touches an entry that a snapshot already stands on.
 */
final class Newest {
    /** So many of the newest entries are read back; older damage shows itself when the entry is used. */
    private static final int LOOKED_AT = 64;

    private static final int WAL_HEADER = 32;
    private static final int FRAME_HEADER = 24;

    private Newest() {}

    /** What a stop in the middle of a write left behind the last whole transaction, or null. SQLite drops it by itself; people should hear of it. */
    static @Nullable String tornTail(Path file) throws IOException {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        long size = Files.exists(wal) ? Files.size(wal) : 0;
        if (size <= WAL_HEADER) {
            return null;
        }
        long over = (size - WAL_HEADER) % (FRAME_HEADER + pageSize(wal));
        return over == 0
                ? null
                : "The last write before the stop was cut off (" + over
                        + " bytes); it had not been acknowledged and is dropped.";
    }

    /** Reads the newest entries back. Mends a damaged last one by dropping it, and says so. */
    static @Nullable String check(Database database, Frame frame) throws SQLException, JournalRefused {
        long newest = database.number("SELECT max(position) FROM log");
        PreparedStatement read =
                database.prepare("SELECT position, at, body FROM log ORDER BY position DESC LIMIT " + LOOKED_AT);
        String damage = null;
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                String found = damage(frame, row.getBytes(3));
                if (found != null && (row.getLong(1) != newest || newest <= snapshot(database))) {
                    throw new JournalRefused("phusong.db is damaged at entry " + row.getLong(1) + " of " + newest + " ("
                            + found + "): restore a copy of the data folder.");
                }
                damage = found == null ? damage : found;
            }
        }
        return damage == null ? null : drop(database, newest, damage);
    }

    private static long snapshot(Database database) throws SQLException {
        return Schema.meta(database, "snapshot_position");
    }

    private static @Nullable String damage(Frame frame, byte @Nullable [] body) {
        try {
            return body == null || frame.open(body).length > 0 ? null : "empty";
        } catch (Damaged e) {
            return e.getMessage();
        }
    }

    /** Empties the entry and takes back what it caused. Its number is not given again: a follower may have seen it. */
    private static String drop(Database database, long position, String damage) throws SQLException {
        database.begin();
        PreparedStatement empty =
                database.prepare("UPDATE log SET kind = " + EventForm.READINGS + ", body = NULL WHERE position = ?");
        empty.setLong(1, position);
        database.write("log", empty);
        for (String table : List.of("standing", "incident", "owed", "rollup")) {
            PreparedStatement delete = database.prepare("DELETE FROM " + table + " WHERE position = ?");
            delete.setLong(1, position);
            database.write(table, delete);
        }
        database.commit();
        return "The newest entry (" + position + ") is damaged (" + damage
                + "), as by a write that never finished: its content is dropped with all it caused, everything before it"
                + " is whole.";
    }

    private static int pageSize(Path wal) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(wal))) {
            in.skipNBytes(8);
            return Math.max(512, in.readInt());
        }
    }
}
