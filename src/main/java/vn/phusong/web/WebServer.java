package vn.phusong.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The web: one loop that reads scenes and one worker that reads the journal. Never touches what it shows. */
public final class WebServer {
    private static final int IDLE_S = 60;

    private final Context loop;
    private final List<HttpServer> listeners;
    private final Desk desk;
    private final PeopleDesk people;
    private final LiveStream stream;
    private final List<Long> timers = new ArrayList<>();

    private WebServer(Vertx vertx, WebSettings settings, Sources sources) {
        this.loop = vertx.getOrCreateContext();
        this.listeners = new ArrayList<>();
        this.desk = new Desk(vertx, sources.journal());
        this.people = new PeopleDesk(vertx);
        this.stream = new LiveStream(settings);
    }

    /** Listens. Fails with one sentence for people when an address cannot be had; then the journal's reader is left open. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, Sources sources, Accounts accounts) {
        Promise<WebServer> started = Promise.promise();
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(go -> {
            WebServer server = new WebServer(vertx, settings, sources);
            server.listen(settings, sources, accounts).onComplete(started);
        });
        return started.future();
    }

    private Future<WebServer> listen(WebSettings settings, Sources sources, Accounts accounts) {
        PeopleSettings.@Nullable Place apart = accounts.settings().doorway().administration();
        Porter porter = new Porter(accounts);
        Routes routes = new Routes(sources, desk, stream, settings.simulated());
        Gate gate = new Gate(settings);
        Router page = router(gate, porter, settings, routes, accounts, apart == null);
        Future<HttpServer> first = listen(page, settings.host(), settings.port(), "web");
        return first.compose(http -> apart == null
                        ? Future.succeededFuture(http)
                        : listen(
                                router(gate, porter, settings, routes, accounts, true),
                                apart.host(),
                                apart.port(),
                                "admin"))
                .map(all -> {
                    watch(new SceneWatch(sources, desk, stream, settings.simulated()));
                    return this;
                });
    }

    /** @param isAdministration whether administrators may rule there */
    private Router router(
            Gate gate,
            Porter porter,
            WebSettings settings,
            Routes routes,
            Accounts accounts,
            boolean isAdministration) {
        Router router = Router.router(loop.owner());
        gate.guard(router);
        new Neighbours(settings.known().origins()).greet(router);
        porter.guard(router, isAdministration);
        new SessionDoors(accounts, porter, people, loop.owner()).on(router);
        new AccountDoors(accounts, porter, people).on(router);
        routes.on(router);
        return router;
    }

    private void watch(SceneWatch watch) {
        watch.look();
        timers.add(loop.owner().setPeriodic(SceneWatch.EVERY_MS, tick -> watch.look()));
        timers.add(loop.owner().setPeriodic(SceneWatch.HEARTBEAT_MS, tick -> watch.beat()));
    }

    private Future<HttpServer> listen(Router router, String host, int port, String settings) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setReadIdleTimeout(0)
                .setIdleTimeout(IDLE_S)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                // Without TLS no browser speaks HTTP/2; a client that asks to change over was once left without an
                // answer.
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true);
        return loop.owner()
                .createHttpServer(options)
                .requestHandler(router)
                .listen()
                .onSuccess(listeners::add)
                .recover(failure -> Future.failedFuture(inWords(failure, host + ':' + port, settings)));
    }

    private static Throwable inWords(Throwable failure, String where, String settings) {
        boolean isTaken = failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use");
        String why = isTaken
                ? "the " + settings + " port " + where + " is in use by another program; set " + settings
                        + ".port (PHUSONG_" + settings.toUpperCase(Locale.ROOT)
                        + "_PORT) to another, 0 is any free one"
                : "the " + settings + " cannot listen on " + where + ": " + failure.getMessage();
        return new IllegalStateException(why, failure);
    }

    public int actualPort() {
        return listeners.get(0).actualPort();
    }

    /** Where administrators rule: the page's own port when they have none apart. */
    public int administrationPort() {
        return listeners.get(listeners.size() - 1).actualPort();
    }

    /** Pages that follow the live stream now. Any thread. */
    public long liveClients() {
        return stream.connected();
    }

    /** Pages dropped because they were too slow, since the start. Any thread. */
    public long liveDropped() {
        return stream.dropped();
    }

    /** Pages refused because enough follow already, since the start. Any thread. */
    public long liveRefused() {
        return stream.refused();
    }

    /** Stops listening, lets the live pages go and closes the journal's reader. */
    public Future<Void> close() {
        Promise<Void> gone = Promise.promise();
        loop.runOnContext(go -> {
            for (long timer : timers) {
                loop.owner().cancelTimer(timer);
            }
            stream.close();
            gone.complete();
        });
        return gone.future()
                .compose(done ->
                        Future.join(listeners.stream().map(HttpServer::close).toList()))
                .eventually(people::close)
                .eventually(desk::close)
                .mapEmpty();
    }
}
