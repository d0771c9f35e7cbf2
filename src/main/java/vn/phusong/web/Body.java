package vn.phusong.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request about people. What was sent may be a password, so no value is ever repeated but a role's. */
record Body(JsonObject json) {
    private static final int BYTES = 4096;

    /** Reads it before the door is asked. */
    static BodyHandler reader() {
        return BodyHandler.create(false).setBodyLimit(BYTES);
    }

    /** Only JSON, so that no form of another page can be it; only with fields we know. */
    static Body of(RoutingContext context, Set<String> fields) {
        String type = context.request().getHeader("Content-Type");
        if (type == null || !type.startsWith(Answer.JSON)) {
            throw Problem.of(415, "the body must be " + Answer.JSON);
        }
        JsonObject json = read(context);
        if (json == null || !fields.containsAll(json.fieldNames())) {
            throw Problem.of(
                    400,
                    "the body must be a JSON object with fields of "
                            + fields.stream().sorted().toList());
        }
        return new Body(json);
    }

    private static @Nullable JsonObject read(RoutingContext context) {
        try {
            return context.body().asJsonObject();
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }

    String text(String field) {
        if (json.getValue(field) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw Problem.of(400, field + " must be a text");
    }

    /** Null when it is not there. */
    @Nullable
    Boolean flag(String field) {
        Object value = json.getValue(field);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw Problem.of(400, field + " must be true or false");
    }

    Role role() {
        String word = text("role");
        Role role = Role.of(word);
        if (!role.word().equals(word)) {
            throw Problem.badField("role", "must be viewer, operator or administrator", word);
        }
        return role;
    }

    boolean has(String field) {
        return json.containsKey(field);
    }

    static void send(RoutingContext context, int status, JsonObject json) {
        HttpServerResponse response = context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Answer.JSON)
                .putHeader("Cache-Control", "no-store");
        Sent.of(response.end(json.toBuffer()));
    }
}
