package vn.phusong.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every door of the API: knows who asks, and lets through only what they may. Doors ask for a role too; one that forgets is still shut to who
 * may only look. The door for readings is not the porter's: devices show their own secret there. Web loop only.
 */
final class Porter {
    static final String SESSION = "/api/v1/session";
    static final String PASSWORD = "/api/v1/session/password";
    static final String ACCOUNTS = "/api/v1/accounts";
    /** The doors for people, as {@code openapi.json} has them. */
    static final List<String> PATHS = List.of(SESSION, PASSWORD, ACCOUNTS, ACCOUNTS + "/{name}");

    static final String CSRF = "X-CSRF-Token";
    /** Set by the page on what it asks by itself, which keeps nobody logged in. */
    static final String BY_ITSELF = "X-By-Itself";

    /** Under this a request holds a {@link BooleanSupplier}: whether who sent it may still look. For what stays open for long. */
    static final String STILL_IN = "phusong.stillIn";

    /** Under this a request holds a {@link Consumer}: takes what of a few households was shown to who sent it. */
    static final String SAW = "phusong.saw";

    private static final String COOKIE = "phusong-session";
    private static final String SECURE_COOKIE = "__Host-" + COOKIE;
    private static final String ENTERED = "phusong.entered";
    private static final String ADMINISTRATION = "phusong.administration";
    /** Told to everybody: where to log in, and outlines that are on any map. */
    private static final Set<String> OPEN = Set.of(SESSION, Neighbours.OPEN);

    private final Accounts accounts;
    private final PeopleSettings.Doorway doorway;
    private final Peers peers;
    private final Pace pace;

    Porter(Accounts accounts) {
        this.accounts = accounts;
        this.doorway = accounts.settings().doorway();
        this.peers = new Peers(doorway.proxies());
        this.pace = new Pace(doorway.perSecond(), doorway.burst());
    }

    /** @param isAdministration whether administrators may rule over this listener */
    void guard(Router router, boolean isAdministration) {
        for (String doors : List.of("/api/v1/*", "/feeds/*")) {
            router.route(doors).handler(context -> {
                if (!path(context).equals(Routes.READINGS)) {
                    meet(context, isAdministration);
                }
                context.next();
            });
        }
    }

    private void meet(RoutingContext context, boolean isAdministration) {
        if (!pace.takes(peers.of(context.request()), accounts.now())) {
            context.response().putHeader("Retry-After", "1");
            throw Problem.of(429, "too many requests from this address");
        }
        context.put(ADMINISTRATION, isAdministration);
        String token = token(context);
        Entered entered = token == null ? null : accounts.entered(token, isActive(context.request()));
        if (entered != null) {
            context.put(ENTERED, entered);
            // Who still has to choose a password is nobody yet: a one-time password may have been read by others.
            if (!entered.mustChange()) {
                entered.person().put(context);
            }
            // What only who is logged in may see must not lie in a cache that others share.
            context.addHeadersEndHandler(sent -> {
                if ("no-cache".equals(context.response().headers().get(HttpHeaders.CACHE_CONTROL))) {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
                }
            });
        }
        BooleanSupplier isStillIn = () ->
                !accounts.settings().readsNeedLogin() || (token != null && accounts.entered(token, false) != null);
        context.put(STILL_IN, isStillIn);
        Consumer<String> saw = subject -> accounts.saw(subject, caller(context));
        context.put(SAW, saw);
        if (isSafe(context.request().method())) {
            mayLook(context, entered, isAdministration);
        } else {
            mayAct(context, entered, isAdministration);
        }
    }

    /** As the router takes it: with what is escaped needlessly put right, and whether a slash ends it or not. */
    private static String path(RoutingContext context) {
        return context.normalizedPath().replaceFirst("/+$", "");
    }

    private static boolean isActive(HttpServerRequest request) {
        return request.getHeader(BY_ITSELF) == null && !Routes.LIVE.equals(request.path());
    }

    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS);
    }

    private void mayLook(RoutingContext context, @Nullable Entered entered, boolean isAdministration) {
        String path = path(context);
        if (path.startsWith(ACCOUNTS) || path.startsWith(AuditDoors.PATH)) {
            mayRule(context, entered, isAdministration);
        } else if (accounts.settings().readsNeedLogin() && !OPEN.contains(path)) {
            may(context, entered, Role.VIEWER);
        }
    }

    private void mayAct(RoutingContext context, @Nullable Entered entered, boolean isAdministration) {
        String path = path(context);
        if (!isFromOurPage(context.request())) {
            throw Problem.of(403, "this was asked by a page of another address");
        }
        if (path.equals(SESSION) && context.request().method().equals(HttpMethod.POST)) {
            return;
        }
        if (entered == null) {
            throw Problem.of(401, "log in first");
        }
        String csrf = context.request().getHeader(CSRF);
        byte[] expected = Session.csrf(entered.token()).getBytes(StandardCharsets.UTF_8);
        if (csrf == null || !MessageDigest.isEqual(expected, csrf.getBytes(StandardCharsets.UTF_8))) {
            throw Problem.of(403, "the header " + CSRF + " must hold what GET " + SESSION + " says");
        }
        if (path.equals(SESSION) || path.equals(PASSWORD)) {
            return;
        }
        if (path.startsWith(ACCOUNTS)) {
            mayRule(context, entered, isAdministration);
        } else {
            may(context, entered, Role.OPERATOR);
        }
    }

    private static void mayRule(RoutingContext context, @Nullable Entered entered, boolean isAdministration) {
        may(context, entered, Role.ADMINISTRATOR);
        if (!isAdministration) {
            throw Problem.of(403, "this is done at the address for administration only (admin.host, admin.port)");
        }
    }

    private static void may(RoutingContext context, @Nullable Entered entered, Role least) {
        if (entered != null && entered.mustChange()) {
            throw Problem.of(403, entered.account().name() + " must change the password first: POST " + PASSWORD);
        }
        Person person = Person.with(least, context);
        assert entered != null && person.role() == entered.role();
    }

    /**
     * Browsers say where a request comes from: by {@code Sec-Fetch-Site} where they trust the way, by {@code Origin} else. Who says neither is no browser, and
     * has no cookie that somebody else could ride on.
     */
    private static boolean isFromOurPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader("Origin");
        HostAndPort called = request.authority();
        return origin == null || (called != null && isSame(origin, called));
    }

    private static boolean isSame(String origin, HostAndPort called) {
        try {
            URI from = URI.create(origin);
            int usual = "https".equals(from.getScheme()) ? 443 : 80;
            return called.host().equalsIgnoreCase(from.getHost())
                    && (from.getPort() < 0 ? usual : from.getPort()) == (called.port() < 0 ? usual : called.port());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Null when nobody is logged in. */
    static @Nullable Entered entered(RoutingContext context) {
        return context.get(ENTERED);
    }

    Caller caller(RoutingContext context) {
        Person person = Person.of(context);
        boolean isAdministration = Boolean.TRUE.equals(context.get(ADMINISTRATION));
        return new Caller(person == null ? "" : person.name(), peers.of(context.request()), isAdministration);
    }

    private @Nullable String token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(isSecure(context) ? SECURE_COOKIE : COOKIE);
        return cookie == null || cookie.getValue().length() > 100 ? null : cookie.getValue();
    }

    /** Only for this browser, only for our page, gone when the browser closes. */
    void handOut(RoutingContext context, String token) {
        context.response().addCookie(cookie(context, token));
    }

    void takeBack(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private Cookie cookie(RoutingContext context, String token) {
        boolean isSecure = isSecure(context);
        return Cookie.cookie(isSecure ? SECURE_COOKIE : COOKIE, token)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(isSecure);
    }

    private boolean isSecure(RoutingContext context) {
        return switch (doorway.cookie()) {
            case AUTO -> peers.isSecure(context.request());
            case YES -> true;
            case NO -> false;
        };
    }
}
