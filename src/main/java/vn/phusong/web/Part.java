package vn.phusong.web;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Over;
import vn.phusong.village.Registry;

/** A part of either tree, as the doors read and write it. */
final class Part {
    private Part() {}

    /** With a name for people where the registry has one. */
    static JsonObject json(Over over, Registry registry, long at) {
        return new JsonObject()
                .put("kind", over.kind().word())
                .put("id", over.id())
                .put("name", name(over, registry, at))
                .put("operator", over.operator())
                .put("operatorName", over.operator() == null ? null : new Words(registry).operator(over.operator()));
    }

    private static @Nullable String name(Over over, Registry registry, long at) {
        return switch (over.kind()) {
            case AREA -> Places.nameOf(registry, over.id(), at);
            case VILLAGE -> IncidentJson.villageName(registry.village(over.id(), at));
            case OPERATOR -> new Words(registry).operator(over.id());
            case OLT, PON, STATION -> over.id();
        };
    }

    /**
     * What is asked for, if it is there: a silence over a place that nobody has would silence nothing, and nobody would know.
     *
     * @throws Problem when it is not
     */
    static Over read(JsonObject json, Registry registry, long at) {
        Over over = over(json);
        if (!isThere(over, registry, at)) {
            throw Problem.badField("over", "must be something that the registry has", over.text());
        }
        String operator = over.operator();
        if (operator != null && registry.operator(operator) == null) {
            throw Problem.badField("over.operator", "must be an operator of the registry", operator);
        }
        return over;
    }

    private static Over over(JsonObject json) {
        Object kind = json.getValue("kind");
        Object id = json.getValue("id");
        Object operator = json.getValue("operator");
        if (!(kind instanceof String word) || !(id instanceof String of)) {
            throw Problem.of(400, "over must hold a kind and an id");
        }
        try {
            String text = word + ':' + of;
            return Over.of(operator instanceof String name && !name.isEmpty() ? text + '@' + name : text);
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "over: " + e.getMessage());
        }
    }

    private static boolean isThere(Over over, Registry registry, long at) {
        String id = over.id();
        return switch (over.kind()) {
            case AREA -> registry.area(id, at) != null;
            case VILLAGE -> registry.village(id, at) != null;
            case OPERATOR -> registry.operator(id) != null;
            case PON -> pons(registry).anyMatch(id::equals);
            case OLT -> pons(registry).anyMatch(pon -> pon.startsWith(id + '/'));
            // Most are known by what the probes hear, not by the registry.
            case STATION -> true;
        };
    }

    private static Stream<String> pons(Registry registry) {
        return registry.devices().stream().map(device -> device.line().pon()).filter(Objects::nonNull);
    }
}
