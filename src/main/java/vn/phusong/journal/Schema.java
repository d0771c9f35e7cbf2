package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The tables of the file, format 1. Numbers instead of names where a name would come again in every row ({@code word}). */
final class Schema {
    static final long FORMAT = 1;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
            "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
            // raw_end: bytes of readings ever written up to and with this row, so that "how much is kept" is one
            // subtraction.
            "CREATE TABLE log (position INTEGER PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL,"
                    + " format INTEGER NOT NULL, rules INTEGER NOT NULL, raw_end INTEGER NOT NULL, body BLOB)",
            "CREATE TABLE standing (position INTEGER, n INTEGER, indicator INTEGER NOT NULL, village INTEGER NOT NULL,"
                    + " point INTEGER, operator INTEGER, was INTEGER NOT NULL, now INTEGER NOT NULL, at INTEGER NOT NULL,"
                    + " reason INTEGER NOT NULL, PRIMARY KEY (position, n)) WITHOUT ROWID",
            "CREATE INDEX standing_of_village ON standing (village, at)",
            "CREATE INDEX standing_whole ON standing (indicator, village, at) WHERE point IS NULL AND operator IS NULL",
            "CREATE TABLE incident (position INTEGER, n INTEGER, id TEXT NOT NULL, revision INTEGER NOT NULL,"
                    + " at INTEGER NOT NULL, start INTEGER NOT NULL, open INTEGER NOT NULL, village TEXT,"
                    + " body BLOB NOT NULL, PRIMARY KEY (position, n)) WITHOUT ROWID",
            "CREATE INDEX incident_id ON incident (id, revision, at)",
            "CREATE INDEX incident_start ON incident (start DESC, id)",
            "CREATE INDEX incident_village ON incident (village, start DESC, id)",
            "CREATE TABLE owed (position INTEGER, n INTEGER, id TEXT NOT NULL, step TEXT NOT NULL, body BLOB NOT NULL,"
                    + " PRIMARY KEY (position, n)) WITHOUT ROWID",
            "CREATE TABLE receipt (n INTEGER PRIMARY KEY, owed TEXT NOT NULL, channel TEXT NOT NULL,"
                    + " at INTEGER NOT NULL, result TEXT NOT NULL, detail TEXT NOT NULL)",
            "CREATE INDEX receipt_of ON receipt (owed)",
            "CREATE TABLE cursor (follower TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID",
            // All roll-ups of one event in one body; first and last bucket find it again.
            "CREATE TABLE rollup (position INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,"
                    + " body BLOB NOT NULL)",
            "CREATE INDEX rollup_time ON rollup (last, first)",
            "CREATE TABLE snapshot (kind TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID",
            "CREATE TABLE quarantine (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, device TEXT NOT NULL,"
                    + " topic TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, bytes BLOB NOT NULL)",
            "CREATE INDEX quarantine_device ON quarantine (device, id)",
            "CREATE TABLE security_log (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL,"
                    + " device TEXT NOT NULL, peer TEXT NOT NULL, detail TEXT NOT NULL)",
            "CREATE TABLE secret (device TEXT PRIMARY KEY, salt BLOB NOT NULL, sha256 BLOB NOT NULL) WITHOUT ROWID",
            "CREATE TABLE document (name TEXT PRIMARY KEY, body BLOB NOT NULL)");

    /** Came after the first journals were made; a program that does not know them can still read such a file. */
    private static final List<String> LATER = List.of(
            "CREATE INDEX IF NOT EXISTS owed_id ON owed (id)",
            "CREATE TABLE IF NOT EXISTS message (channel TEXT, lane TEXT, id TEXT NOT NULL, members TEXT NOT NULL,"
                    + " position INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (channel, lane)) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS revision (position INTEGER, n INTEGER, village TEXT NOT NULL,"
                    + " first INTEGER NOT NULL, last INTEGER NOT NULL, known INTEGER NOT NULL, body BLOB NOT NULL,"
                    + " PRIMARY KEY (position, n)) WITHOUT ROWID",
            "CREATE INDEX IF NOT EXISTS revision_of_village ON revision (village, last)",
            "CREATE TABLE IF NOT EXISTS account (name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL,"
                    + " enabled INTEGER NOT NULL, password_at INTEGER NOT NULL, locked_until INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS login (token TEXT PRIMARY KEY, account TEXT NOT NULL, begun INTEGER NOT NULL,"
                    + " seen INTEGER NOT NULL) WITHOUT ROWID",
            // Each hash is over the one before and its own row; see AuditRow.
            "CREATE TABLE IF NOT EXISTS audit (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,"
                    + " what TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL)",
            "CREATE INDEX IF NOT EXISTS audit_subject ON audit (subject, n)",
            "CREATE TRIGGER IF NOT EXISTS audit_unchanged BEFORE UPDATE ON audit"
                    + " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
            "CREATE TRIGGER IF NOT EXISTS audit_undeleted BEFORE DELETE ON audit"
                    + " BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END");

    private Schema() {}

    /** Lays out an empty file; of one that is laid out, checks that we can read it. */
    static void prepare(Database database) throws SQLException, JournalRefused {
        if (database.number("SELECT count(*) FROM sqlite_schema") == 0) {
            create(database);
            return;
        }
        if (database.number("SELECT count(*) FROM sqlite_schema WHERE name IN ('meta', 'log')") != 2) {
            throw new JournalRefused("phusong.db is a database, but not a journal of Phủ Sóng.");
        }
        long format = meta(database, "format");
        if (format > FORMAT) {
            throw new JournalRefused("phusong.db was written by a newer Phủ Sóng (journal format " + format
                    + ", this program knows up to " + FORMAT + "): start that one, or restore an older copy.");
        }
        later(database);
    }

    static long meta(Database database, String key) throws SQLException {
        PreparedStatement read = database.prepare("SELECT value FROM meta WHERE key = ?");
        read.setString(1, key);
        try (ResultSet row = read.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    static void meta(Database database, String key, long value) throws SQLException {
        PreparedStatement write = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
        write.setString(1, key);
        write.setLong(2, value);
        database.write("meta", write);
    }

    private static void create(Database database) throws SQLException {
        database.begin();
        for (String table : TABLES) {
            database.execute(table);
        }
        meta(database, "format", FORMAT);
        for (String table : LATER) {
            database.execute(table);
        }
        database.commit();
    }

    private static void later(Database database) throws SQLException {
        if (database.number("SELECT count(*) FROM sqlite_schema WHERE name IN"
                        + " ('owed_id', 'message', 'revision', 'revision_of_village', 'account', 'login', 'audit',"
                        + " 'audit_subject', 'audit_unchanged', 'audit_undeleted')")
                == LATER.size()) {
            return;
        }
        database.begin();
        for (String table : LATER) {
            database.execute(table);
        }
        database.commit();
    }
}
