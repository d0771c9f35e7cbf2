package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.StandingChange;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/** What late data put right of a village's standings, as the doors write it: the revisions, and the intervals as reported and as now known. */
final class StandingsJson {
    private static final int CHANGES = 100_000;
    private static final int REVISIONS = 1_000;

    private StandingsJson() {}

    /** Blocks; on the desk's worker. */
    static JsonObject json(View view, JournalReader journal, String village, KnownStandings.Of of)
            throws JournalTrouble {
        List<Revision> revisions = journal.revisions(village, of.from(), of.to(), view.asOf(), REVISIONS).stream()
                .filter(revision -> revision.indicator().equals(of.indicator()))
                .toList();
        List<StandingChange> changes = journal.standings(village, 0, of.to(), CHANGES);
        KnownStandings stood = new KnownStandings(view.scene().registry(), changes, revisions, of);
        JsonArray put = new JsonArray();
        revisions.forEach(revision -> put.add(revision(revision)));
        return new JsonObject()
                .put("indicator", of.indicator())
                .put("revisions", put)
                .put("reported", intervals(stood.reported(), false))
                .put("known", intervals(stood.known(), true));
    }

    private static JsonObject revision(Revision revision) {
        JsonArray standings = new JsonArray();
        revision.standings()
                .forEach(at -> standings.add(new JsonObject()
                        .put("t", Times.text(at.at()))
                        .put("standing", at.standing().name())));
        return new JsonObject()
                .put("knownAt", Times.text(revision.knownAt()))
                .put("indicator", revision.indicator())
                .put("point", revision.point())
                .put("operator", revision.operator())
                .put("from", Times.text(revision.from()))
                .put("to", Times.text(revision.to()))
                .put("standings", standings);
    }

    private static JsonArray intervals(List<KnownStandings.Interval> intervals, boolean known) {
        JsonArray all = new JsonArray();
        for (KnownStandings.Interval interval : intervals) {
            boolean isVillage = interval.place().equals(KnownStandings.Place.VILLAGE);
            JsonObject json = new JsonObject()
                    .put("point", isVillage ? null : interval.place().point())
                    .put("operator", isVillage ? null : interval.place().operator())
                    .put("from", Times.text(interval.from()))
                    .put("to", Times.text(interval.to()))
                    .put("standing", interval.standing().name());
            all.add(known ? json.put("revised", interval.revised()) : json);
        }
        return all;
    }
}
