package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Care;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.AuditRow;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.village.Registry;

/** What people do about one incident, who was told of it, and doing something about it. */
final class CareDoors {
    static final String PATH = "/api/v1/incidents/{id}/acts";
    private static final Set<String> FIELDS = Set.of("deed", "text", "reason", "assignee", "until");
    private static final List<Deed> DEEDS =
            List.of(Deed.ACKNOWLEDGE, Deed.ASSIGN, Deed.COMMENT, Deed.SNOOZE, Deed.CLOSE, Deed.REOPEN);
    private static final Set<Deed> NEED_OPEN = Set.of(Deed.CLOSE, Deed.ACKNOWLEDGE, Deed.SNOOZE);
    private static final long SNOOZED_AT_MOST_MS = 30L * 86_400_000;
    private static final int ROWS = 1_000;

    private final Views views;
    private final Desk desk;
    private final Pen pen;

    CareDoors(Views views, Desk desk, Pen pen) {
        this.views = views;
        this.desk = desk;
        this.pen = pen;
    }

    List<Door> doors() {
        return List.of(new Door(PATH, Set.of(), this::list));
    }

    List<WriteDoor> writes() {
        return List.of(new WriteDoor(HttpMethod.POST, PATH, FIELDS, this::act));
    }

    private Future<Answer> list(Asked asked) {
        String id = asked.path("id");
        Registry registry = views.live().scene().registry();
        boolean isByPerson = asked.isByPerson();
        return desk.ask(journal -> {
                    JsonArray acts = new JsonArray();
                    List<AuditRow> rows = journal.auditBefore(id, Long.MAX_VALUE, ROWS);
                    for (int i = rows.size() - 1; i >= 0; i--) {
                        acts.add(CareJson.row(rows.get(i)));
                    }
                    return json(newest(journal, id), registry)
                            .put("acts", acts)
                            .put("notices", notices(journal, id, registry, isByPerson));
                })
                .map(Answer::json);
    }

    private JsonObject json(Incident incident, Registry registry) {
        return new JsonObject()
                .put("id", incident.id())
                .put("state", incident.state().word())
                .put("open", incident.isOpen())
                .put("care", CareJson.care(incident, pen.known(), registry, pen.now()));
    }

    private static Incident newest(JournalReader journal, String id) throws JournalTrouble {
        List<Incident> revisions = journal.incidentHistory(id);
        if (revisions.isEmpty()) {
            throw Problem.notFound("incident", id);
        }
        return revisions.get(revisions.size() - 1);
    }

    /** What was owed, and what became of it with each receiver: no receipt is that nobody has taken it yet. */
    private static JsonArray notices(JournalReader journal, String id, Registry registry, boolean isByPerson)
            throws JournalTrouble {
        JsonArray notices = new JsonArray();
        for (Map.Entry<Long, Owed> entry : journal.owedOf(id)) {
            Owed owed = entry.getValue();
            IncidentText text = IncidentText.of(owed, Names.of(registry, owed.incident()));
            JsonArray receipts = new JsonArray();
            for (FollowerNote.Receipt receipt : journal.receipts(owed.id())) {
                // A server that answers likes to repeat the address.
                receipts.add(new JsonObject()
                        .put("channel", Addresses.shown(receipt.channel(), isByPerson))
                        .put("at", Times.text(receipt.at()))
                        .put("result", receipt.result())
                        .put("detail", isByPerson ? receipt.detail() : null));
            }
            notices.add(new JsonObject()
                    .put("id", owed.id())
                    .put("step", owed.step().word())
                    .put("at", Times.text(owed.incident().at()))
                    .put("text", new JsonObject().put("vi", text.vi()).put("en", text.en()))
                    .put("receipts", receipts));
        }
        return notices;
    }

    private Future<JsonObject> act(WriteDoor.Written written) {
        String id = written.id();
        Deed deed = deed(written.body().text("deed"));
        Act act = made(written, deed);
        Registry registry = views.live().scene().registry();
        return desk.ask(journal -> newest(journal, id))
                .compose(incident -> {
                    may(deed, incident);
                    return pen.write(known -> first(known.care(id), incident, act));
                })
                .compose(kept -> desk.ask(journal -> newest(journal, id)))
                .map(incident -> json(incident, registry).put("deed", deed.word()));
    }

    private static Deed deed(String word) {
        Deed deed = Deed.of(word);
        if (deed == null || !DEEDS.contains(deed)) {
            throw Problem.badField(
                    "deed", "must be one of " + DEEDS.stream().map(Deed::word).toList(), word);
        }
        return deed;
    }

    private Act made(WriteDoor.Written written, Deed deed) {
        Body body = written.body();
        long now = pen.now();
        String by = written.person().name();
        String reason = said(body, "reason");
        try {
            return switch (deed) {
                case COMMENT -> Act.of(now, by, deed, written.id(), Act.TEXT, said(body, "text"));
                case ASSIGN -> Act.of(now, by, deed, written.id(), Act.ASSIGNEE, said(body, "assignee"));
                case CLOSE, REOPEN -> Act.of(now, by, deed, written.id(), Act.REASON, reason);
                case SNOOZE ->
                    Act.of(now, by, deed, written.id(), Act.REASON, reason, Act.UNTIL, until(body.text("until"), now));
                default -> Act.of(now, by, deed, written.id());
            };
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, String.valueOf(e.getMessage()));
        }
    }

    private static String until(String text, long now) {
        long until = Times.read("until", text);
        if (until <= now || until > now + SNOOZED_AT_MOST_MS) {
            throw Problem.badField("until", "must lie within the next 30 days", text);
        }
        return Long.toString(until);
    }

    private static String said(Body body, String field) {
        return body.has(field) && !"".equals(body.json().getValue(field)) ? body.text(field) : "";
    }

    /**
     * The act, when nobody was first with the same: asked again where acts come one after another, for two may look at one incident at once.
     *
     * @throws Problem 409 with who was
     */
    private static Act first(Care care, Incident incident, Act act) {
        Care.Word seen = care.acknowledged();
        if (act.deed() == Deed.ACKNOWLEDGE
                && seen != null
                && care.isAcknowledged(incident)
                && !seen.by().equals(act.by())) {
            throw Problem.taken(seen.by(), "acknowledged incident " + incident.id() + " already");
        }
        Care.Word closed = closed(care, incident);
        if (closed != null && NEED_OPEN.contains(act.deed())) {
            throw Problem.taken(closed.by(), "closed incident " + incident.id() + ": it is closed already");
        }
        Care.Word reopened = care.reopened();
        if (act.deed() == Deed.REOPEN && reopened != null && closed == null) {
            throw Problem.taken(reopened.by(), "opened incident " + incident.id() + " again already: it is open");
        }
        return act;
    }

    /** The closing by hand that holds of the outage it is of now. */
    private static Care.@Nullable Word closed(Care care, Incident incident) {
        Care.Word closed = care.closed();
        Care.Word reopened = care.reopened();
        return closed != null
                        && closed.at() >= incident.span().detected()
                        && (reopened == null || reopened.at() < closed.at())
                ? closed
                : null;
    }

    /** What would come to nothing is refused before it is written down. */
    private static void may(Deed deed, Incident incident) {
        boolean isOpen = incident.isOpen();
        if (deed == Deed.CLOSE && incident.cause() == Cause.COLLECTION) {
            throw Problem.of(409, "it is about this system itself, and closes when data come in again");
        }
        if (!isOpen && NEED_OPEN.contains(deed)) {
            throw Problem.of(409, "incident " + incident.id() + " is closed already");
        }
        if (deed == Deed.REOPEN && isOpen) {
            throw Problem.of(409, "incident " + incident.id() + " is open");
        }
        if (deed == Deed.REOPEN
                && (incident.marks().hand() == null || incident.span().hasEnded())) {
            throw Problem.of(409, "service was measured to be back; a new outage soon after opens it again by itself");
        }
    }
}
