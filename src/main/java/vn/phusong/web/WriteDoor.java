package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One door through which somebody who may changes something. What it answers is durable. */
record WriteDoor(HttpMethod method, String path, Role least, Keeper keeper) {
    private static final int BODY_MAX = 16_384;

    /** Does what one request asks, or fails with a {@link Problem}. On the web's loop. */
    interface Keeper {
        Future<JsonObject> answer(Written written);
    }

    /** One request to change something. */
    record Written(Person person, String id, JsonObject body) {}

    void on(Router router) {
        router.route(method, path.replaceAll("\\{(\\w+)}", ":$1"))
                .handler(BodyHandler.create(false).setBodyLimit(BODY_MAX))
                .handler(this::open);
    }

    private void open(RoutingContext context) {
        Person person = Person.with(least, context);
        String id = context.pathParam("id");
        keeper.answer(new Written(person, id == null ? "" : id, body(context)))
                .onComplete(
                        json -> {
                            context.response()
                                    .setStatusCode(method.equals(HttpMethod.POST) ? 201 : 200)
                                    .putHeader("Content-Type", Answer.JSON)
                                    .putHeader("Cache-Control", "no-store");
                            Sent.of(context.response().end(json.toBuffer()));
                        },
                        context::fail);
    }

    private JsonObject body(RoutingContext context) {
        if (method.equals(HttpMethod.DELETE)) {
            return new JsonObject();
        }
        // A form of another page can send text, but never this type without asking first.
        @Nullable String type = context.request().getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(Answer.JSON)) {
            throw Problem.of(415, "the body must be " + Answer.JSON);
        }
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null) {
                return body;
            }
        } catch (DecodeException | ClassCastException unreadable) {
            // Answered below, like an empty one.
        }
        throw Problem.of(400, "the body must be a JSON object");
    }
}
