package vn.phusong.journal;

import java.sql.SQLException;
import vn.phusong.journal.LogRows.Tail;

/** Writes a commit's rows over one connection, inside a transaction that somebody else opens and ends. */
final class CommitRows {
    private final Words words;
    private final LogRows log;
    private final EffectRows effects;
    private final SideRows side;
    private final AuditRows audit;

    CommitRows(Database database, Frame frame, JournalSettings settings) throws SQLException {
        words = new Words(database);
        log = new LogRows(database, frame, new EventForm());
        effects = new EffectRows(database, words, frame);
        side = new SideRows(database, settings.quarantineRows());
        audit = new AuditRows(database);
    }

    /** Where the log ends once this is kept. */
    Tail write(Tail before, Commit commit) throws SQLException {
        Tail tail = before;
        for (Commit.Step step : commit.steps()) {
            tail = log.write(tail, step);
            effects.write(tail.position(), step.effects());
        }
        if (!commit.rows().isEmpty()) {
            side.snapshot(tail.position(), commit.rows());
        }
        if (!commit.refused().isEmpty()) {
            side.quarantine(commit.refused());
        }
        if (!commit.security().isEmpty()) {
            side.security(commit.security());
        }
        side.notes(commit.notes());
        side.secrets(commit.secrets());
        if (!commit.acts().isEmpty()) {
            audit.append(commit.acts());
        }
        return tail;
    }

    int document(String name, byte[] framed) throws SQLException {
        return side.document(name, framed);
    }

    void keep() {
        words.keep();
    }

    void undo() {
        words.undo();
    }
}
