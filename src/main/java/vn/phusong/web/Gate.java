package vn.phusong.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every request passes and every refusal leaves by: who is called, what browsers may do with us, and problems as RFC 9457 has them. */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final WebSettings settings;

    Gate(WebSettings settings) {
        this.settings = settings;
    }

    void guard(Router router) {
        router.route().handler(this::enter);
        router.route().failureHandler(Gate::refuse);
        for (int status : new int[] {400, 404, 405, 413, 415, 500}) {
            router.errorHandler(status, Gate::refuse);
        }
    }

    private void enter(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        String host = called(context);
        if (!isOurs(host)) {
            throw Problem.of(
                    421,
                    "this server answers to localhost, to addresses and to the names in web.hosts, was called \"" + host
                            + '"');
        }
        context.next();
    }

    /**
     * A foreign name that was made to lead to our address is how a web page elsewhere would read us (DNS rebinding). An address in numbers is no name, so
     * nobody can make it lead elsewhere.
     */
    private boolean isOurs(String host) {
        return host.equals("localhost")
                || NUMBERS.matcher(host).matches()
                || host.equalsIgnoreCase(settings.host())
                || settings.known().hosts().contains(host);
    }

    private static String called(RoutingContext context) {
        @Nullable HostAndPort authority = context.request().authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static void refuse(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            response.reset();
            return;
        }
        Problem problem = problem(context);
        JsonObject json = problem.json(context.request().path());
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store");
        Sent.of(response.end(json.toBuffer()));
    }

    private static Problem problem(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Problem problem) {
            return problem;
        }
        int status = failure instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        if (status == 404) {
            return Problem.notFound("path", context.request().path());
        }
        if (status == 405) {
            return Problem.of(405, context.request().method() + " is not answered here");
        }
        if (status >= 400 && status < 500) {
            return Problem.of(status, Problem.title(status));
        }
        LOG.error("{} {} failed", context.request().method(), context.request().path(), failure);
        return Problem.of(500, "the server made a mistake; its log says which");
    }
}
