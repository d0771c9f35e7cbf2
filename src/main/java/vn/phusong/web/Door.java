package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** One door: a path in the words of {@code openapi.json}, the parameters it takes, and what answers. Never more parameters than are described there. */
record Door(String path, Set<String> parameters, Keeper keeper) {
    /** Answers one request, or fails with a {@link Problem}. On the web's loop; what blocks goes to the desk. */
    interface Keeper {
        Future<Answer> answer(Asked asked);
    }

    /** {@code {id}} as the router writes it. */
    String routerPath() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }

    void open(RoutingContext context) {
        keeper.answer(new Asked(context, parameters))
                .onComplete(answer -> answer.send(context.request(), "no-cache"), context::fail);
    }
}
