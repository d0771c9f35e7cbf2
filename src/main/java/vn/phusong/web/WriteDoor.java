package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;

/** One door through which somebody who may changes something. What it answers is durable. */
record WriteDoor(HttpMethod method, String path, Set<String> fields, Keeper keeper) {
    private static final int BODY_MAX = 16_384;

    /** Does what one request asks, or fails with a {@link Problem}. On the web's loop. */
    interface Keeper {
        Future<JsonObject> answer(Written written);
    }

    /** One request to change something. */
    record Written(Person person, String id, Body body) {}

    void on(Router router) {
        router.route(method, path.replaceAll("\\{(\\w+)}", ":$1"))
                .handler(BodyHandler.create(false).setBodyLimit(BODY_MAX))
                .handler(this::open);
    }

    private void open(RoutingContext context) {
        Person person = Person.with(Role.OPERATOR, context);
        String id = context.pathParam("id");
        Body body = method.equals(HttpMethod.DELETE) ? new Body(new JsonObject()) : Body.of(context, fields);
        keeper.answer(new Written(person, id == null ? "" : id, body))
                .onComplete(
                        json -> Body.send(context, method.equals(HttpMethod.POST) ? 201 : 200, json), context::fail);
    }
}
