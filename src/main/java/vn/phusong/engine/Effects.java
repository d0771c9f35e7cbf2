package vn.phusong.engine;

import java.util.List;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;

/**
 * What one event caused. Durable together with it or not at all.
 *
 * @param outcomes one per reading of the event, in order; empty for other events
 * @param revisions what late data put right of standings said before; tells nobody
 */
public record Effects(
        List<StandingChange> standings,
        List<Incident> incidents,
        List<Owed> owed,
        List<Rollup> rollups,
        List<Outcome> outcomes,
        List<Revision> revisions) {
    public static final Effects NONE = new Effects(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Without revisions. */
    public Effects(
            List<StandingChange> standings,
            List<Incident> incidents,
            List<Owed> owed,
            List<Rollup> rollups,
            List<Outcome> outcomes) {
        this(standings, incidents, owed, rollups, outcomes, List.of());
    }
}
