package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Care;
import vn.phusong.incident.Incident;
import vn.phusong.incident.RegistryGround;
import vn.phusong.incident.Window;
import vn.phusong.journal.AuditRow;
import vn.phusong.village.Registry;

/** What people do, as the doors write it. */
final class CareJson {
    private static final Set<String> TIMES = Set.of(Act.UNTIL, Act.START, Act.END);

    private CareJson() {}

    /** Who cares for it now, and what lies over it now; what was said of an outage before this one is not said again. */
    static JsonObject care(Incident incident, Acts acts, Registry registry, long now) {
        Care care = acts.care(incident.id());
        boolean isOpen = incident.isOpen();
        RegistryGround ground = new RegistryGround(registry);
        return new JsonObject()
                .put("acknowledged", care.isAcknowledged(incident) ? word(care.acknowledged()) : null)
                .put("assignee", care.assignee())
                .put("snoozedUntil", isOpen && care.isSnoozed(incident, now) ? Times.text(care.snoozedUntil()) : null)
                .put("comments", care.comments().size())
                .put("silences", isOpen ? ids(acts.silencedBy(incident, now, ground)) : new JsonArray())
                .put("maintenance", isOpen ? ids(acts.maintenanceOf(incident, now, ground)) : new JsonArray());
    }

    private static @Nullable JsonObject word(Care.@Nullable Word word) {
        return word == null
                ? null
                : new JsonObject().put("at", Times.text(word.at())).put("by", word.by());
    }

    private static JsonArray ids(List<Window> windows) {
        JsonArray ids = new JsonArray();
        windows.forEach(window -> ids.add(window.id()));
        return ids;
    }

    static JsonObject window(Window window, Registry registry, long now) {
        return new JsonObject()
                .put("id", window.id())
                .put("kind", window.isMaintenance() ? "maintenance" : "silence")
                .put("over", Part.json(window.over(), registry, window.start()))
                .put("start", Times.text(window.start()))
                .put("end", Times.text(window.end()))
                .put("ended", window.ended() < 0 ? null : Times.text(window.ended()))
                .put("state", state(window, now))
                .put("by", window.planned().by())
                .put("at", Times.text(window.planned().at()))
                .put("reason", window.planned().text());
    }

    private static String state(Window window, long now) {
        if (window.holdsAt(now)) {
            return "now";
        }
        return now < window.start() && window.ended() < 0 ? "planned" : "over";
    }

    static JsonObject row(AuditRow row) {
        JsonObject details = new JsonObject();
        var said = row.details();
        if (said != null) {
            said.forEach((name, text) -> details.put(name, shown(name, text)));
        }
        return new JsonObject()
                .put("n", row.n())
                .put("at", Times.text(row.at()))
                .put("by", row.who())
                .put("deed", row.what())
                .put("subject", row.subject())
                .put("details", details);
    }

    private static String shown(String name, String text) {
        return TIMES.contains(name) && text.matches("[0-9]{1,15}") ? Times.text(Long.parseLong(text)) : text;
    }
}
