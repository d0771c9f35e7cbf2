package vn.phusong.alert;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Moment;

/**
 * The words a template may use: texts, truths and one list. Nothing else of the program can be reached from there. A list in docs/operations.md says what
 * each means; {@code TemplatesTest} holds the two together.
 */
final class TemplateWords {
    private TemplateWords() {}

    static Map<String, Object> of(Notice notice) {
        Map<String, Object> words = one(notice);
        words.put("several", !notice.isOfOne());
        words.put("incidents", notice.each().stream().map(TemplateWords::item).toList());
        words.put("count", Integer.toString(notice.parts().size()));
        return words;
    }

    /** Has no list of its own: lists within lists could go on for hours. */
    private static Map<String, Object> item(Notice one) {
        Map<String, Object> words = one(one);
        words.put("several", false);
        words.put("incidents", List.of());
        words.put("count", "1");
        return words;
    }

    private static Map<String, Object> one(Notice notice) {
        Incident incident = notice.newest().incident();
        IncidentText text = notice.text();
        Map<String, Object> words = new TreeMap<>();
        words.put("notice", notice.id());
        words.put("step", notice.newest().step().word());
        words.put("vi", text.vi());
        words.put("en", text.en());
        words.put("subject", notice.brief().vi());
        words.put("link", notice.page());
        words.put("placeVi", notice.names().place());
        words.put("placeEn", notice.names().placeEn());
        words.put("map", "");
        scope(words, notice, incident);
        words.put("severity", incident.severity().word());
        words.put("severityVi", incident.severity().vi());
        words.put("cause", incident.cause().word());
        words.put("causeVi", incident.cause().vi());
        words.put("causeEn", incident.cause().en());
        words.put("start", Moment.text(incident.span().start()));
        words.put("detected", Moment.text(incident.span().detected()));
        words.put(
                "end", incident.span().hasEnded() ? Moment.text(incident.span().end()) : "");
        words.put("asOf", Moment.text(incident.at()));
        words.put("open", incident.isOpen());
        words.put("flapping", incident.marks().flapping());
        words.put("unobserved", incident.marks().unobserved());
        words.put("left", incident.marks().left());
        return words;
    }

    private static void scope(Map<String, Object> words, Notice notice, Incident incident) {
        Incident.Scope scope = incident.scope();
        words.put("incident", incident.id());
        words.put("kind", AlertmanagerJson.kind(incident.id()));
        words.put(
                "operators",
                String.join(
                        ", ",
                        scope.operators().stream()
                                .map(notice.names().operator())
                                .toList()));
        words.put("households", scope.households() < 0 ? "" : Integer.toString(scope.households()));
        words.put("villages", Integer.toString(scope.villages()));
        words.put("villageList", ManyText.listed(notice.lead()));
    }
}
