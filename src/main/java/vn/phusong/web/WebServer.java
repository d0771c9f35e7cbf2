package vn.phusong.web;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.concurrent.TimeUnit;

/** The web: one loop that reads scenes and one worker that reads the journal. Never touches what it shows. */
public final class WebServer {
    private static final int IDLE_S = 60;

    private final Context loop;
    private final HttpServer http;
    private final Desk desk;
    private final LiveStream stream;
    private final long[] timers;

    private WebServer(Context loop, HttpServer http, Desk desk, LiveStream stream, long[] timers) {
        this.loop = loop;
        this.http = http;
        this.desk = desk;
        this.stream = stream;
        this.timers = timers;
    }

    /** Listens. Fails with one sentence for people when the address cannot be had; then the journal's reader is left open. */
    public static Future<WebServer> start(Vertx vertx, WebSettings settings, Sources sources) {
        Promise<WebServer> started = Promise.promise();
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(go -> listen(vertx, settings, sources).onComplete(started));
        return started.future();
    }

    private static Future<WebServer> listen(Vertx vertx, WebSettings settings, Sources sources) {
        Desk desk = new Desk(vertx, sources.journal());
        LiveStream stream = new LiveStream(settings);
        Router router = Router.router(vertx);
        new Gate(settings).guard(router);
        new Neighbours(settings.known().origins()).greet(router);
        new Routes(sources, desk, stream, settings.simulated()).on(router);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setReadIdleTimeout(0)
                .setIdleTimeout(IDLE_S)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpNoDelay(true);
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .map(http -> {
                    SceneWatch watch = new SceneWatch(sources, desk, stream, settings.simulated());
                    watch.look();
                    long[] timers = {
                        vertx.setPeriodic(SceneWatch.EVERY_MS, tick -> watch.look()),
                        vertx.setPeriodic(SceneWatch.HEARTBEAT_MS, tick -> watch.beat())
                    };
                    return new WebServer(vertx.getOrCreateContext(), http, desk, stream, timers);
                })
                .recover(failure -> Future.failedFuture(inWords(failure, settings)));
    }

    private static Throwable inWords(Throwable failure, WebSettings settings) {
        String where = settings.host() + ':' + settings.port();
        boolean isTaken = failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use");
        String why = isTaken
                ? "the web port " + where
                        + " is in use by another program; set web.port (PHUSONG_WEB_PORT) to another, 0 is any free one"
                : "the web cannot listen on " + where + ": " + failure.getMessage();
        return new IllegalStateException(why, failure);
    }

    public int actualPort() {
        return http.actualPort();
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
        return gone.future().compose(done -> http.close()).eventually(desk::close);
    }
}
