package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.journal.FollowerThread;

/**
 * A dead-man's ping: somebody outside raises the alarm when pings stay away. So none ever leaves while we are stuck or blind: a ping that only proves a
 * running process would call us well when we are not. Own thread only, but for {@link #status()}.
 */
public final class Heartbeat implements AutoCloseable {
    /** A ping that is lost is sent again so soon, for the watcher's patience is short. */
    static final long AGAIN_MS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    /** Whether we are truly alive. */
    public interface Pulse {
        /** Why no ping may leave now, in one sentence; null when one may. */
        @Nullable
        String fault();
    }

    /**
     * @param address asked with GET; often a secret, so it is never logged
     * @param everyMs between two pings
     * @param answerMs so long it has to answer
     */
    public record Settings(URI address, long everyMs, long answerMs) {}

    /**
     * Since the start.
     *
     * @param withheld not sent, because we were not well
     * @param failed sent, and not answered with 2xx
     */
    public record Status(long sent, long withheld, long failed) {}

    private final HttpClient client;
    private final Settings settings;
    private final FollowerThread thread;
    private final Pulse pulse;
    private @Nullable String trouble;

    // Any thread.
    private volatile Status status = new Status(0, 0, 0);

    public Heartbeat(Vertx vertx, Settings settings, FollowerThread thread, Pulse pulse) {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.answerMs())
                .setKeepAlive(false));
        this.settings = settings;
        this.thread = thread;
        this.pulse = pulse;
    }

    public void start() {
        thread.run(this::beat);
    }

    public Status status() {
        return status;
    }

    private void beat() {
        String fault = pulse.fault();
        if (fault == null) {
            ping().onComplete(
                            code -> thread.run(() ->
                                    answered(code >= 200 && code < 300 ? null : "the watcher outside answers " + code)),
                            gone -> thread.run(() -> answered("the watcher outside is not reached")));
        } else {
            status = new Status(status.sent(), status.withheld() + 1, status.failed());
            tell("no heartbeat is sent: " + fault);
            thread.after(Math.min(AGAIN_MS, settings.everyMs()), this::beat);
        }
    }

    private void answered(@Nullable String failure) {
        boolean isHeard = failure == null;
        status = isHeard
                ? new Status(status.sent() + 1, status.withheld(), status.failed())
                : new Status(status.sent(), status.withheld(), status.failed() + 1);
        tell(failure);
        thread.after(isHeard ? settings.everyMs() : Math.min(AGAIN_MS, settings.everyMs()), this::beat);
    }

    private void tell(@Nullable String now) {
        if (now != null && trouble == null) {
            LOG.warn("{}", now);
        } else if (now == null && trouble != null) {
            LOG.info("the heartbeat is heard again");
        }
        trouble = now;
    }

    private Future<Integer> ping() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(settings.address().toString())
                .setFollowRedirects(false)
                .putHeader("Cache-Control", "no-store")
                .putHeader("User-Agent", "phusong");
        return client.request(options)
                .compose(request -> request.send().map(answer -> {
                    int code = answer.statusCode();
                    // What else it says is not read.
                    answer.exceptionHandler(gone -> {});
                    request.reset().onComplete(done -> {}, gone -> {});
                    return code;
                }))
                .timeout(settings.answerMs(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        client.close().onComplete(done -> {}, gone -> {});
    }
}
