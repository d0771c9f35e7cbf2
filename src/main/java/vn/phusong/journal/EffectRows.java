package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;

/** Writes what an event caused, under its position. */
final class EffectRows {
    private final Database database;
    private final Words words;
    private final Frame frame;
    private final PreparedStatement standing;
    private final PreparedStatement incident;
    private final PreparedStatement owed;
    private final PreparedStatement rollup;
    private final PreparedStatement revision;

    EffectRows(Database database, Words words, Frame frame) throws SQLException {
        this.database = database;
        this.words = words;
        this.frame = frame;
        standing = database.prepare("INSERT INTO standing (position, n, indicator, village, point, operator, was, now,"
                + " at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        incident = database.prepare("INSERT INTO incident (position, n, id, revision, at, start, open, village, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        owed = database.prepare("INSERT INTO owed (position, n, id, step, body) VALUES (?, ?, ?, ?, ?)");
        rollup = database.prepare("INSERT INTO rollup (position, first, last, body) VALUES (?, ?, ?, ?)");
        revision = database.prepare(
                "INSERT INTO revision (position, n, village, first, last, known, body) VALUES (?, ?, ?, ?, ?, ?, ?)");
    }

    void write(long position, Effects effects) throws SQLException {
        int n = 0;
        for (StandingChange change : effects.standings()) {
            write(position, n++, change);
        }
        n = 0;
        for (Incident one : effects.incidents()) {
            write(position, n++, one);
        }
        n = 0;
        for (Owed one : effects.owed()) {
            write(position, n++, one);
        }
        if (!effects.rollups().isEmpty()) {
            write(position, effects.rollups());
        }
        n = 0;
        for (Revision one : effects.revisions()) {
            write(position, n++, one);
        }
    }

    private void write(long position, int n, Revision one) throws SQLException {
        revision.setLong(1, position);
        revision.setInt(2, n);
        revision.setString(3, one.village());
        revision.setLong(4, one.from());
        revision.setLong(5, one.to());
        revision.setLong(6, one.knownAt());
        revision.setBytes(7, RevisionForm.write(one));
        database.write("revision", revision);
    }

    private void write(long position, int n, StandingChange change) throws SQLException {
        standing.setLong(1, position);
        standing.setInt(2, n);
        standing.setInt(3, words.number(change.indicator()));
        standing.setInt(4, words.number(change.village()));
        number(5, change.point());
        number(6, change.operator());
        standing.setInt(7, words.number(change.from().name()));
        standing.setInt(8, words.number(change.to().name()));
        standing.setLong(9, change.at());
        standing.setInt(10, words.number(change.reason()));
        database.write("standing", standing);
    }

    private void number(int parameter, @Nullable String text) throws SQLException {
        if (text == null) {
            standing.setNull(parameter, Types.INTEGER);
        } else {
            standing.setInt(parameter, words.number(text));
        }
    }

    private void write(long position, int n, Incident one) throws SQLException {
        incident.setLong(1, position);
        incident.setInt(2, n);
        incident.setString(3, one.id());
        incident.setInt(4, one.revision());
        incident.setLong(5, one.at());
        incident.setLong(6, one.span().start());
        incident.setInt(7, one.isOpen() ? 1 : 0);
        incident.setString(8, one.scope().village());
        incident.setBytes(9, IncidentForm.write(one));
        database.write("incident", incident);
    }

    private void write(long position, int n, Owed one) throws SQLException {
        owed.setLong(1, position);
        owed.setInt(2, n);
        owed.setString(3, one.id());
        owed.setString(4, one.step().name());
        owed.setBytes(5, IncidentForm.write(one.incident()));
        database.write("owed", owed);
    }

    private void write(long position, List<Rollup> rollups) throws SQLException {
        byte[] body = frame.seal(RollupForm.write(rollups, words));
        rollup.setLong(1, position);
        rollup.setLong(2, rollups.stream().mapToLong(Rollup::from).min().orElse(0));
        rollup.setLong(3, rollups.stream().mapToLong(Rollup::from).max().orElse(0));
        rollup.setBytes(4, body);
        database.write("rollup", rollup);
    }
}
