package vn.phusong.journal;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** A reading door over a connection of its own. Each answer is of one moment between two commits. */
final class SqliteReader implements JournalReader {
    /** Asks within one state of the file. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Path file;
    private final Database database;
    private final Frame frame = new Frame();
    private final Words words;
    private final StandingRows standings;
    private final IncidentRows incidents;
    private final EntryRows entries;
    private final ReceiptRows receipts;

    SqliteReader(Path file) throws SQLException {
        this.file = file;
        database = Database.reader(file);
        words = new Words(database);
        standings = new StandingRows(database, words);
        incidents = new IncidentRows(database);
        receipts = new ReceiptRows(database);
        entries = new EntryRows(database, standings, words, frame);
    }

    @Override
    public List<Entry> after(long position, int limit) throws JournalTrouble {
        return answer(() -> entries.after(position, limit));
    }

    @Override
    public long oldestReadings() throws JournalTrouble {
        return answer(() -> Schema.meta(database, Retention.DROPPED) + 1);
    }

    @Override
    public long cursor(String follower) throws JournalTrouble {
        return answer(() -> {
            List<Long> found = rows("SELECT position FROM cursor WHERE follower = ?", row -> row.getLong(1), follower);
            return found.isEmpty() ? 0 : found.get(0);
        });
    }

    @Override
    public List<Map.Entry<Long, Owed>> owedAfter(long position, int limit) throws JournalTrouble {
        return answer(() -> entries.owedAfter(position, limit));
    }

    @Override
    public List<Map.Entry<Long, Owed>> owedOf(String incident) throws JournalTrouble {
        return answer(() -> entries.owedOf(incident));
    }

    @Override
    public List<Frozen> frozen(String channel) throws JournalTrouble {
        return answer(() -> rows(
                "SELECT channel, lane, id, members, position, body FROM message WHERE channel = ? ORDER BY position",
                row -> new Frozen(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4).lines().toList(),
                        row.getLong(5),
                        row.getBytes(6)),
                channel));
    }

    @Override
    public List<FollowerNote.Receipt> receipts(String owed) throws JournalTrouble {
        return answer(() -> receipts.of(owed));
    }

    @Override
    public List<FollowerNote.Receipt> delivered(String channel, int limit) throws JournalTrouble {
        return answer(() -> receipts.delivered(channel, limit));
    }

    @Override
    public List<StandingChange> standings(String village, long from, long to, int limit) throws JournalTrouble {
        return answer(() -> standings.ofVillage(village, from, to, limit));
    }

    @Override
    public List<Revision> revisions(String village, long from, long to, long asOf, int limit) throws JournalTrouble {
        return answer(() -> new RevisionRows(database).ofVillage(village, from, to, asOf, limit));
    }

    @Override
    public List<StandingChange> standingsAt(String indicator, long at) throws JournalTrouble {
        return answer(() -> standings.lastOfEach(indicator, at));
    }

    @Override
    public List<Incident> incidents(IncidentQuery query) throws JournalTrouble {
        return answer(() -> incidents.matching(query));
    }

    @Override
    public List<Incident> incidentHistory(String id) throws JournalTrouble {
        return answer(() -> incidents.history(id));
    }

    @Override
    public List<Rollup> rollups(String village, long from, long to, int limit) throws JournalTrouble {
        return answer(() -> new RollupRows(database, words, frame).ofVillage(village, from, to, limit));
    }

    @Override
    public State state(String kind, String from, String to) throws JournalTrouble {
        return answer(() -> {
            // The entry itself may have been let go since; the one before it is of the same time or earlier.
            List<Long> at = rows(
                    "SELECT at FROM log WHERE position <= (SELECT value FROM meta WHERE key = 'snapshot_position')"
                            + " ORDER BY position DESC LIMIT 1",
                    row -> row.getLong(1));
            List<SnapshotRow> found = rows(
                    "SELECT key, value FROM snapshot WHERE kind = ? AND key >= ? AND key < ? ORDER BY key",
                    row -> new SnapshotRow(kind, row.getString(1), row.getBytes(2)),
                    kind,
                    from,
                    to);
            return new State(at.isEmpty() ? 0 : at.get(0), found);
        });
    }

    @Override
    public List<Quarantined> quarantine(@Nullable String device, long before, int limit) throws JournalTrouble {
        String columns = "SELECT id, at, device, topic, reason, detail, bytes FROM quarantine WHERE id < ?";
        return answer(() -> device == null
                ? rows(columns + " ORDER BY id DESC LIMIT ?", SqliteReader::quarantined, before, limit)
                : rows(
                        columns + " AND device = ? ORDER BY id DESC LIMIT ?",
                        SqliteReader::quarantined,
                        before,
                        device,
                        limit));
    }

    private static Quarantined quarantined(ResultSet row) throws SQLException {
        Refusal refusal = new Refusal(RefusalReason.valueOf(row.getString(5)), row.getString(6));
        return new Quarantined(
                row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), refusal, row.getBytes(7));
    }

    @Override
    public List<SecurityEvent> securityLog(int limit) throws JournalTrouble {
        return answer(() -> rows(
                "SELECT at, what, device, peer, detail FROM security_log ORDER BY id DESC LIMIT ?",
                row -> new SecurityEvent(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                limit));
    }

    @Override
    public List<AuditRow> audit(long n, int limit) throws JournalTrouble {
        return answer(() -> new AuditRows(database).after(n, limit));
    }

    @Override
    public List<AuditRow> auditBefore(@Nullable String subject, long n, int limit) throws JournalTrouble {
        return answer(() -> new AuditRows(database).before(subject, n, limit));
    }

    @Override
    public long auditCount() throws JournalTrouble {
        return answer(() -> new AuditRows(database).count());
    }

    @Override
    public byte @Nullable [] document(String name) throws JournalTrouble {
        List<byte[]> found = answer(
                () -> rows("SELECT body FROM document WHERE name = ?", row -> frame.open(row.getBytes(1)), name));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public byte @Nullable [] state(String kind, String key) throws JournalTrouble {
        List<byte[]> found = answer(
                () -> rows("SELECT value FROM snapshot WHERE kind = ? AND key = ?", row -> row.getBytes(1), kind, key));
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public List<DeviceSecret> secrets() throws JournalTrouble {
        return answer(() -> rows(
                "SELECT device, salt, sha256 FROM secret ORDER BY device",
                row -> new DeviceSecret(row.getString(1), row.getBytes(2), row.getBytes(3))));
    }

    @Override
    public void close() {
        database.close();
        frame.close();
    }

    private <T> List<T> rows(String sql, Row<T> one, Object... values) throws SQLException {
        PreparedStatement read = database.prepare(sql);
        for (int i = 0; i < values.length; i++) {
            read.setObject(i + 1, values[i]);
        }
        List<T> all = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                all.add(one.read(row));
            }
        }
        return all;
    }

    private <T> T answer(Question<T> question) throws JournalTrouble {
        try {
            database.beginRead();
            try {
                return question.ask();
            } finally {
                database.endRead();
            }
        } catch (SQLException e) {
            throw Trouble.of(file, e);
        } catch (Damaged e) {
            throw new JournalTrouble(file + " is damaged: " + e.getMessage(), e);
        }
    }
}
