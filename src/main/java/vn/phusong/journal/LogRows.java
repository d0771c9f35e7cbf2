package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import vn.phusong.engine.Event;

/** Writes events into the log. */
final class LogRows {
    /**
     * Where the log ends.
     *
     * @param position of the newest event, 0 when there is none
     * @param rawEnd bytes of readings ever written up to there
     * @param rulesVersion of the rules in force after it
     */
    record Tail(long position, long rawEnd, int rulesVersion) {}

    private final Database database;
    private final PreparedStatement insert;
    private final Frame frame;
    private final EventForm form;

    LogRows(Database database, Frame frame, EventForm form) throws SQLException {
        this.database = database;
        this.frame = frame;
        this.form = form;
        insert = database.prepare(
                "INSERT INTO log (position, kind, at, format, rules, raw_end, body) VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    static Tail tail(Database database) throws SQLException {
        PreparedStatement newest =
                database.prepare("SELECT position, raw_end, rules FROM log ORDER BY position DESC LIMIT 1");
        try (ResultSet row = newest.executeQuery()) {
            return row.next() ? new Tail(row.getLong(1), row.getLong(2), row.getInt(3)) : new Tail(0, 0, 1);
        }
    }

    /**
     * The event of a row that begins with position, kind, format, at, body.
     *
     * @throws Damaged when it cannot be read; the message names its position
     */
    static Event event(ResultSet row, Frame frame, Texts known) throws SQLException {
        byte[] body = row.getBytes(5);
        try {
            return EventForm.read(
                    row.getInt(2), row.getInt(3), row.getLong(4), body == null ? null : frame.open(body), known);
        } catch (IllegalArgumentException | Damaged e) {
            throw new Damaged("entry " + row.getLong(1) + ": " + e.getMessage(), e);
        }
    }

    Tail write(Tail before, Commit.Step step) throws SQLException {
        Event event = step.event();
        int kind = form.kind(event);
        byte[] body = form.body(step);
        byte[] framed = body.length == 0 ? body : frame.seal(body);
        Tail tail = new Tail(
                before.position() + 1,
                before.rawEnd() + (kind == EventForm.READINGS ? framed.length : 0),
                event.match(
                        r -> before.rulesVersion(),
                        t -> before.rulesVersion(),
                        c -> before.rulesVersion(),
                        r -> r.rules().version(),
                        a -> before.rulesVersion()));
        insert.setLong(1, tail.position());
        insert.setInt(2, kind);
        insert.setLong(3, event.at());
        insert.setInt(4, EventForm.FORMAT);
        insert.setInt(5, tail.rulesVersion());
        insert.setLong(6, tail.rawEnd());
        insert.setBytes(7, body.length == 0 ? null : framed);
        database.write("log", insert);
        return tail;
    }
}
