package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The receiver of notices. Asks it once per post; who asks again, and when, is {@link AlertFollower}'s to say. Any thread. */
public final class Webhook implements AutoCloseable {
    /** So much of a refusal is kept to be shown; the rest is not read. */
    private static final int FIRST_BYTES = 256;

    private final HttpClient client;
    private final URI address;
    private final @Nullable String authorization;
    private final long answerMs;
    private final InstantSource clock;

    /** @param settings with a webhook */
    public Webhook(Vertx vertx, URI address, AlertSettings settings, InstantSource clock) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.answerMs())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) (2 * settings.answerMs()))
                .setVerifyHost(true)
                .setTrustAll(false);
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(settings.atOnce()));
        this.address = address;
        this.authorization = settings.authorization();
        this.answerMs = settings.answerMs();
        this.clock = clock;
    }

    /** For receipts and gauges; the path may hold a secret. */
    static String channel(URI address) {
        return "webhook:" + address.getHost();
    }

    String channel() {
        return channel(address);
    }

    /** Never fails: no answer is an answer too. */
    Future<Answer> post(Notice notice) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address.toString())
                .setFollowRedirects(false);
        Try attempt = new Try();
        return client.request(options)
                .compose(request -> attempt.send(request, notice))
                .compose(this::answer)
                .timeout(answerMs, TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    attempt.giveUp();
                    return Future.succeededFuture(Answer.silence(failure));
                });
    }

    /** One request under way. Any of the client's event loops. */
    private final class Try {
        // Guarded by this.
        private @Nullable HttpClientRequest request;
        private boolean isOver;

        synchronized Future<HttpClientResponse> send(HttpClientRequest ready, Notice notice) {
            request = ready;
            if (isOver) {
                // Connected only after we gave up: sent now, it could arrive behind a later notice.
                giveUp();
                return Future.failedFuture("given up");
            }
            ready.putHeader("Content-Type", "application/json");
            ready.putHeader("Idempotency-Key", notice.id());
            ready.putHeader("User-Agent", "phusong");
            if (authorization != null) {
                ready.putHeader("Authorization", authorization);
            }
            return ready.send(Buffer.buffer(notice.body()));
        }

        synchronized void giveUp() {
            isOver = true;
            if (request != null) {
                reset(request);
            }
        }
    }

    private static void reset(HttpClientRequest request) {
        request.reset().onComplete(done -> {}, gone -> {});
    }

    private Future<Answer> answer(HttpClientResponse response) {
        int status = response.statusCode();
        long waitMs = RetryAfter.waitMs(response.getHeader("Retry-After"), clock.millis());
        if (status >= 200 && status < 300) {
            // Taken: whatever it still has to say is not waited for.
            response.handler(unread -> {}).exceptionHandler(gone -> {});
            return Future.succeededFuture(Answer.of(status, response.statusMessage(), 0));
        }
        Promise<Answer> promise = Promise.promise();
        Buffer first = Buffer.buffer();
        response.handler(part -> {
                    first.appendBuffer(part.slice(0, Math.min(part.length(), FIRST_BYTES)));
                    if (first.length() >= FIRST_BYTES) {
                        finish(promise, response, first, waitMs);
                        reset(response.request());
                    }
                })
                .endHandler(end -> finish(promise, response, first, waitMs))
                .exceptionHandler(gone -> finish(promise, response, first, waitMs));
        return promise.future();
    }

    private static void finish(Promise<Answer> promise, HttpClientResponse response, Buffer first, long waitMs) {
        String message = response.statusMessage() + " " + first.toString(StandardCharsets.UTF_8);
        promise.tryComplete(Answer.of(response.statusCode(), message, waitMs));
    }

    @Override
    public void close() {
        client.close().onComplete(done -> {}, failure -> {});
    }
}
