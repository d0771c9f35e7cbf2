package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.incident.Network;
import vn.phusong.incident.Reach;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalReader.IncidentQuery;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** Incidents, newest start first, as the journal told them up to the asked time. */
final class IncidentDoors {
    private static final int READ_AT_ONCE = 500;
    /** Rows looked through for one page of one area; where it ends, {@code next} goes on. */
    private static final int READ_AT_MOST = 20_000;

    private final Views views;
    private final Desk desk;
    private final Pen pen;

    IncidentDoors(Views views, Desk desk, Pen pen) {
        this.views = views;
        this.desk = desk;
        this.pen = pen;
    }

    List<Door> doors() {
        return List.of(
                new Door("/api/v1/incidents", Set.of("state", "area", "village", "limit", "after", "asOf"), this::list),
                new Door("/api/v1/incidents/{id}", Set.of(), this::one));
    }

    private Future<Answer> list(Asked asked) {
        Boolean open = asked.open();
        String village = asked.text("village");
        String area = asked.text("area");
        String after = asked.text("after");
        int limit = asked.limit();
        boolean isNow = asked.text("asOf") == null;
        return views.asked(asked).compose(view -> {
            long asOf = isNow ? Long.MAX_VALUE : view.asOf();
            IncidentQuery query = new IncidentQuery(open, village, asOf, after, limit + 1);
            Registry registry = view.scene().registry();
            return desk.ask(journal -> area == null
                            ? new Found(journal.incidents(query), null)
                            : inArea(journal, query, registry, area))
                    .map(found -> Answer.json(found.json(
                            new Page<>(found.incidents, limit, Incident::id),
                            view.asOf(),
                            incident -> json(incident, registry, isNow, asked.isByOperator()))));
        });
    }

    /**
     * What was found of one page.
     *
     * @param lookedTo the last incident looked at when there may be more behind it, null when all was looked at
     */
    private record Found(List<Incident> incidents, @Nullable String lookedTo) {
        JsonObject json(Page<Incident> page, long asOf, Function<Incident, JsonObject> write) {
            JsonObject json = page.json("incidents", asOf, write);
            return page.next() == null ? json.put("next", lookedTo) : json;
        }
    }

    /** Of now with the care it has: what people knew then is in the audit log, not here. */
    private JsonObject json(Incident incident, Registry registry, boolean isNow, boolean isByOperator) {
        JsonObject json = IncidentJson.json(incident, registry, isByOperator);
        return isNow ? json.put("care", CareJson.care(incident, pen.known(), registry, pen.now())) : json;
    }

    /** The journal does not know areas: its pages are looked through until ours is full. */
    private static Found inArea(JournalReader journal, IncidentQuery query, Registry registry, String area)
            throws JournalTrouble {
        List<Incident> found = new ArrayList<>();
        String after = query.after();
        for (int read = 0; read < READ_AT_MOST && found.size() < query.limit(); read += READ_AT_ONCE) {
            List<Incident> page = journal.incidents(
                    new IncidentQuery(query.open(), query.village(), query.asOf(), after, READ_AT_ONCE));
            for (Incident incident : page) {
                if (found.size() < query.limit() && liesIn(incident, registry, area)) {
                    found.add(incident);
                }
            }
            if (page.size() < READ_AT_ONCE) {
                return new Found(found, null);
            }
            after = page.get(page.size() - 1).id();
        }
        return new Found(found, after);
    }

    private static boolean liesIn(Incident incident, Registry registry, String area) {
        long at = incident.span().start();
        String id = incident.scope().village();
        @Nullable Village village = id == null ? null : registry.village(id, at);
        if (village != null) {
            return Places.liesIn(registry, village, area, at);
        }
        Network network = incident.scope().network();
        if (network != null) {
            return network.members().stream()
                    .map(member -> registry.village(member.village(), at))
                    .anyMatch(member -> member != null && Places.liesIn(registry, member, area, at));
        }
        Reach reach = incident.scope().reach();
        if (reach != null) {
            return reach.members().stream()
                    .map(member -> registry.village(member.village(), at))
                    .anyMatch(member -> member != null && Places.liesIn(registry, member, area, at));
        }
        String own = incident.scope().area();
        return own != null
                && registry.path(own, at).stream()
                        .anyMatch(above -> above.code().equals(area));
    }

    private static JsonObject text(Incident incident, Registry registry) {
        IncidentText text = IncidentText.of(incident, Names.of(registry, incident));
        return new JsonObject().put("vi", text.vi()).put("en", text.en());
    }

    /** With every revision: what was told, and when. */
    private Future<Answer> one(Asked asked) {
        String id = asked.path("id");
        Scene scene = views.live().scene();
        return desk.ask(journal -> journal.incidentHistory(id)).map(revisions -> {
            if (revisions.isEmpty()) {
                throw Problem.notFound("incident", id);
            }
            JsonArray history = new JsonArray();
            boolean isByOperator = asked.isByOperator();
            revisions.forEach(revision -> history.add(IncidentJson.json(revision, scene.registry(), isByOperator)));
            JsonObject newest = json(revisions.get(revisions.size() - 1), scene.registry(), true, isByOperator);
            newest.put("text", text(revisions.get(revisions.size() - 1), scene.registry()));
            return Answer.json(newest.put("asOf", Times.text(scene.asOf())).put("revisions", history));
        });
    }
}
