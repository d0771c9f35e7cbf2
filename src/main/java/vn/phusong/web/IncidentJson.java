package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PonSignal;
import vn.phusong.incident.Back;
import vn.phusong.incident.Hand;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Incident.Span;
import vn.phusong.incident.Names;
import vn.phusong.incident.Network;
import vn.phusong.incident.Reach;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** Incidents as the doors write them: the names of the {@code judge} lines, with the names of its places and operators beside them. */
final class IncidentJson {
    private IncidentJson() {}

    static JsonObject json(Incident incident, Registry registry) {
        Incident.Scope scope = incident.scope();
        Incident.Marks marks = incident.marks();
        JsonArray earlier = new JsonArray();
        incident.earlier().forEach(span -> earlier.add(put(new JsonObject(), span)));
        JsonObject json = new JsonObject()
                .put("id", incident.id())
                .put("revision", incident.revision())
                .put("at", Times.text(incident.at()))
                .put("state", incident.state().word())
                .put("open", incident.isOpen())
                .put("severity", incident.severity().word())
                .put("village", scope.village())
                .put("area", scope.area())
                .put("cause", incident.cause().word())
                .put("confidence", incident.confidence())
                .put("villages", scope.villages())
                .put("households", scope.households() < 0 ? null : scope.households())
                .put("operators", new JsonArray(scope.operators()))
                .put("operatorNames", names(scope.operators(), registry))
                .put("parent", scope.parent())
                .put("flapping", marks.flapping())
                .put("unobserved", marks.unobserved())
                .put("retroactive", marks.retroactive())
                .put("left", marks.left())
                .put("withdrawn", marks.withdrawn())
                .put("hand", hand(marks.hand()))
                .put("back", back(marks.back()))
                .put(
                        "network",
                        network(scope.network(), registry, incident.span().start()))
                .put("mobile", mobile(scope.reach(), registry, incident.span().start()))
                .put("earlier", earlier);
        putPlace(json, incident, registry);
        return put(json, incident.span());
    }

    private static @Nullable JsonObject hand(@Nullable Hand hand) {
        return hand == null
                ? null
                : new JsonObject()
                        .put("at", Times.text(hand.at()))
                        .put("by", hand.by())
                        .put("reason", hand.reason());
    }

    private static @Nullable JsonObject back(@Nullable Back back) {
        return back == null
                ? null
                : new JsonObject()
                        .put("of", back.of())
                        .put("served", back.served())
                        .put("out", back.out())
                        .put("unknown", back.unknown());
    }

    private static @Nullable JsonObject network(@Nullable Network network, Registry registry, long at) {
        if (network == null) {
            return null;
        }
        JsonArray members = new JsonArray();
        for (PonSignal.Member member : network.members()) {
            members.add(new JsonObject()
                    .put("village", member.village())
                    .put("villageName", villageName(registry.village(member.village(), at)))
                    .put("gone", member.gone())
                    .put("expected", member.expected())
                    .put("households", member.households())
                    .put("mains", member.mains().word()));
        }
        return new JsonObject()
                .put("olt", network.olt())
                .put("pons", new JsonArray(network.pons()))
                .put("gone", network.lines().gone())
                .put("expected", network.lines().expected())
                .put("dyingGasps", network.lines().gasps())
                .put("withinSeconds", network.lines().withinMs() / 1000)
                .put("mains", network.mains().word())
                .put("members", members);
    }

    private static @Nullable JsonObject mobile(@Nullable Reach reach, Registry registry, long at) {
        if (reach == null) {
            return null;
        }
        JsonArray members = new JsonArray();
        for (Reach.Member member : reach.members()) {
            members.add(new JsonObject()
                    .put("village", member.village())
                    .put("villageName", villageName(registry.village(member.village(), at)))
                    .put("operators", new JsonArray(member.operators()))
                    .put("start", Times.text(member.start())));
        }
        return new JsonObject()
                .put("level", reach.level().word())
                .put("stations", new JsonArray(reach.stations()))
                .put("went", reach.went())
                .put("watched", reach.watched())
                .put("mains", reach.mains().word())
                .put("members", members);
    }

    private static JsonObject put(JsonObject json, Span span) {
        return json.put("start", Times.text(span.start()))
                .put("detected", Times.text(span.detected()))
                .put("end", span.hasEnded() ? Times.text(span.end()) : null);
    }

    /** The names of when it began: later the village may lie elsewhere. */
    private static void putPlace(JsonObject json, Incident incident, Registry registry) {
        long at = incident.span().start();
        String id = incident.scope().village();
        Village village = id == null ? null : registry.village(id, at);
        String area = village == null ? incident.scope().area() : village.area();
        json.put("villageName", villageName(village));
        json.put("areaName", area == null ? null : Places.nameOf(registry, area, at));
    }

    static @Nullable String villageName(@Nullable Village village) {
        return village == null ? null : Names.called(village);
    }

    private static JsonArray names(List<String> operators, Registry registry) {
        Words words = new Words(registry);
        JsonArray names = new JsonArray();
        operators.forEach(operator -> names.add(words.operator(operator)));
        return names;
    }
}
