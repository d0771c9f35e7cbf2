package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import java.util.List;

/** What a reader of the figures must know with them: what was not known, and what does not fit together. */
final class PromiseNotes {
    private static final int NAMED = 10;

    private PromiseNotes() {}

    static JsonArray of(PromiseReport report) {
        JsonArray notes = new JsonArray();
        if (report.question().rule().minLevelDbm() == null) {
            notes.add("the legal minimum level is not set: samples are good by the thresholds of the settings");
        }
        if (report.households().base() == null && !report.rows().isEmpty()) {
            notes.add("counts of households are missing or of different sources or dates: no figure in households");
        }
        List<String> contradicting = report.households().contradicting();
        if (!contradicting.isEmpty()) {
            notes.add("more households on fibre than households in " + contradicting.size()
                    + " villages, fibre is not published: "
                    + String.join(", ", contradicting.subList(0, Math.min(NAMED, contradicting.size()))));
        }
        if (report.households().fibre() == null) {
            notes.add("fibre is told for the running period as of now only");
        }
        return notes;
    }
}
