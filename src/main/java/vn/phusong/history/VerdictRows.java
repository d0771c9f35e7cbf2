package vn.phusong.history;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentCodec;

/** What an event caused, as rows: standings, revisions of incidents, roll-ups. Added, never changed. History's thread only. */
final class VerdictRows implements AutoCloseable {
    private final StandingRows standings;
    private final Stage incidents;
    private final Stage rollups;

    VerdictRows(DuckDBConnection connection) throws SQLException {
        standings = new StandingRows(connection);
        incidents = Stage.beside(connection, "incident");
        rollups = Stage.beside(connection, "village_5m");
    }

    void add(Effects effects, long knownAt, long position) throws SQLException {
        int n = 0;
        for (StandingChange change : effects.standings()) {
            standings.add(change, knownAt, position, n++);
        }
        for (Incident incident : effects.incidents()) {
            add(incident, knownAt);
        }
        for (Rollup rollup : effects.rollups()) {
            add(rollup, position);
        }
    }

    private void add(Incident incident, long knownAt) throws SQLException {
        incidents
                .begin()
                .text(incident.id())
                .whole(incident.revision())
                .word(incident.state())
                .text(incident.scope().village())
                .time(incident.span().start())
                .time(incident.span().end())
                .time(knownAt)
                .word(incident.severity())
                .word(incident.cause())
                .bytes(bytes(incident))
                .end();
    }

    private void add(Rollup rollup, long position) throws SQLException {
        rollups.begin()
                .text(rollup.village())
                .text(rollup.operator())
                .time(rollup.from())
                .whole(rollup.good())
                .whole(rollup.bad())
                .whole(rollup.noService())
                .amount(rollup.rsrpSumDbm())
                .whole(rollup.levels())
                .time(position)
                .end();
    }

    private static byte[] bytes(Incident incident) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            IncidentCodec.write(new DataOutputStream(bytes), incident);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    int move() throws SQLException {
        int rows = standings.move() + incidents.count() + rollups.count();
        incidents.move();
        rollups.move();
        return rows;
    }

    @Override
    public void close() throws SQLException {
        incidents.close();
        rollups.close();
    }
}
