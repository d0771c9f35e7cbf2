package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Lets go of raw readings that are too old or too many, a little at a time. Never of what the next start or a follower still needs, and never of
 * standings, incidents, roll-ups, ticks, registry or rules. Freed pages are written again, so the file keeps the size it once needed.
 */
final class Retention {
    /** A follower that is further behind than this no longer holds readings back: its refill will say how far back it reaches. */
    static final long FOLLOWER_PATIENCE_MS = 7L * 24 * 3600 * 1000;

    /** At most so many entries and so many bytes are let go in one transaction. */
    static final int ENTRIES_AT_ONCE = 500;

    static final long BYTES_AT_ONCE = 4L << 20;

    static final String DROPPED = "dropped_through";

    private static final String UNCAUSING = "NOT EXISTS (SELECT 1 FROM standing s WHERE s.position = log.position)"
            + " AND NOT EXISTS (SELECT 1 FROM incident i WHERE i.position = log.position)"
            + " AND NOT EXISTS (SELECT 1 FROM owed o WHERE o.position = log.position)"
            + " AND NOT EXISTS (SELECT 1 FROM rollup r WHERE r.position = log.position)";

    private final Database database;
    private final JournalSettings settings;

    Retention(Database database, JournalSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** One slice, inside a transaction. Returns how many entries lost their readings. */
    int trim(long now, LogRows.Tail tail) throws SQLException {
        long through = next(now, tail);
        return through > Schema.meta(database, DROPPED) ? drop(through) : 0;
    }

    /** How far the next slice reaches: a position, or the one dropped through already when nothing may go. */
    private long next(long now, LogRows.Tail tail) throws SQLException {
        long dropped = Schema.meta(database, DROPPED);
        long floor = floor(now, tail);
        long tooMany = tail.rawEnd() - settings.rawKeptBytes();
        PreparedStatement read = database.prepare("SELECT position, at, raw_end FROM log"
                + " WHERE position > ? AND position <= ? ORDER BY position LIMIT " + ENTRIES_AT_ONCE);
        read.setLong(1, dropped);
        read.setLong(2, floor);
        long firstEnd = -1;
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                long end = row.getLong(3);
                firstEnd = firstEnd < 0 ? end : firstEnd;
                boolean isKept = row.getLong(2) >= now - settings.rawKeptMs() && end > tooMany;
                if (isKept || end - firstEnd > BYTES_AT_ONCE) {
                    break;
                }
                dropped = row.getLong(1);
            }
        }
        return dropped;
    }

    /** Lets go of the readings up to {@code through}. An entry that caused something stays, without its readings. */
    private int drop(long through) throws SQLException {
        long from = Schema.meta(database, DROPPED);
        PreparedStatement delete = database.prepare("DELETE FROM log WHERE position > ? AND position <= ? AND kind = "
                + EventForm.READINGS + " AND " + UNCAUSING);
        PreparedStatement empty = database.prepare("UPDATE log SET body = NULL WHERE position > ? AND position <= ?"
                + " AND kind = " + EventForm.READINGS);
        delete.setLong(1, from);
        delete.setLong(2, through);
        empty.setLong(1, from);
        empty.setLong(2, through);
        int gone = database.write("log", delete) + database.write("log", empty);
        Schema.meta(database, DROPPED, through);
        return gone;
    }

    /** Nothing above it may go: the newest entry (its number must not be given twice), what a start replays, what followers still read. */
    private long floor(long now, LogRows.Tail tail) throws SQLException {
        long floor = Math.min(tail.position() - 1, Schema.meta(database, "snapshot_position"));
        PreparedStatement waiting = database.prepare("SELECT c.position FROM cursor c WHERE c.position < ? AND"
                + " (SELECT l.at FROM log l WHERE l.position > c.position ORDER BY l.position LIMIT 1) >= ?"
                + " ORDER BY c.position LIMIT 1");
        waiting.setLong(1, floor);
        waiting.setLong(2, now - FOLLOWER_PATIENCE_MS);
        try (ResultSet row = waiting.executeQuery()) {
            return row.next() ? row.getLong(1) : floor;
        }
    }
}
