package vn.phusong.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The pages of other addresses that may read the outlines of the areas: a Grafana draws them under its map. Nothing else is open to them, nothing is ever open to
 * everyone, and who is not listed is told nothing. Web loop only.
 */
final class Neighbours {
    static final String OPEN = "/api/v1/boundaries.geojson";
    private static final String A_DAY_S = "86400";

    private final Set<String> origins;

    /** @param origins as browsers write them: scheme, host and port if it is not the scheme's own */
    Neighbours(Set<String> origins) {
        this.origins = origins;
    }

    void greet(Router router) {
        router.route(OPEN).handler(this::enter);
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        // A cache must not hand one neighbour's answer to another page.
        response.headers().add("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !origins.contains(origin)) {
            context.next();
            return;
        }
        response.putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Expose-Headers", "ETag")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        if (!request.method().equals(HttpMethod.OPTIONS)) {
            context.next();
            return;
        }
        response.putHeader("Access-Control-Allow-Methods", "GET, HEAD")
                .putHeader("Access-Control-Allow-Headers", "If-None-Match")
                .putHeader("Access-Control-Max-Age", A_DAY_S);
        Sent.of(response.setStatusCode(204).end());
    }
}
