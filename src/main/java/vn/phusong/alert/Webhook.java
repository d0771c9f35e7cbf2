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
import vn.phusong.journal.Frozen;

/** Posts notices as JSON over HTTP. Any thread. */
public final class Webhook implements Channel {
    /** So much of a refusal is kept to be shown; the rest is not read. */
    private static final int FIRST_BYTES = 256;
    /** So long a receiver that took it may go on talking before its connection is closed: it must not keep a place of the few we have. */
    private static final long TALK_MS = 250;

    private final HttpClient client;
    private final WebhookSettings settings;
    private final InstantSource clock;
    private final Shape shape;
    private final Templates templates;

    /** How a notice looks to those who read our posts. */
    public enum Shape {
        PHUSONG,
        /** Version 4 of the posts that Alertmanager makes. */
        ALERTMANAGER;

        byte[] body(Notice notice, Templates templates) {
            return switch (this) {
                case PHUSONG -> NoticeJson.body(notice, templates::post);
                case ALERTMANAGER -> AlertmanagerJson.post(notice);
            };
        }
    }

    public Webhook(Vertx vertx, WebhookSettings settings, InstantSource clock) {
        this(vertx, settings, clock, Shape.PHUSONG, Templates.NONE);
    }

    /** @param templates of the texts in our own shape */
    public Webhook(Vertx vertx, WebhookSettings settings, InstantSource clock, Shape shape, Templates templates) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.answerMs())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) (2 * settings.answerMs()))
                .setVerifyHost(true)
                .setTrustAll(false);
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(settings.atOnce()));
        this.settings = settings;
        this.clock = clock;
        this.shape = shape;
        this.templates = templates;
    }

    /** For receipts and gauges; the path may hold a secret. */
    public static String name(URI address) {
        return "webhook:" + address.getHost();
    }

    @Override
    public String name() {
        return name(settings.address());
    }

    @Override
    public int atOnce() {
        return settings.atOnce();
    }

    @Override
    public byte[] compose(Notice notice) {
        return shape.body(notice, templates);
    }

    /** Nobody who reads Alertmanager's posts knows a letter. */
    @Override
    public byte @Nullable [] compose(Letter letter) {
        return shape == Shape.PHUSONG ? letter.json() : null;
    }

    @Override
    public Future<Answer> deliver(Frozen message) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.address().toString())
                .setFollowRedirects(false);
        Try attempt = new Try();
        return client.request(options)
                .compose(request -> attempt.send(request, message))
                .timeout(settings.answerMs(), TimeUnit.MILLISECONDS)
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

        synchronized Future<Answer> send(HttpClientRequest ready, Frozen message) {
            request = ready;
            if (isOver) {
                // Connected only after we gave up: sent now, it could arrive behind a later notice.
                giveUp();
                return Future.failedFuture("given up");
            }
            ready.putHeader("Content-Type", "application/json");
            ready.putHeader("Idempotency-Key", message.id());
            ready.putHeader("User-Agent", "phusong");
            if (settings.authorization() != null) {
                ready.putHeader("Authorization", settings.authorization());
            }
            sign(ready, message);
            // Listened for before anything is sent: an answer that is over before somebody listens would look like
            // none, and what was taken would be sent again.
            Future<Answer> answer = ready.response().compose(Webhook.this::answer);
            ready.end(Buffer.buffer(message.body())).onComplete(sent -> {}, gone -> {});
            return answer;
        }

        /** The timestamp is that of the attempt: receivers refuse old ones, and this may be the retry of a day. */
        private void sign(HttpClientRequest ready, Frozen message) {
            if (settings.signature().isOn()) {
                long now = clock.millis() / 1_000;
                ready.putHeader("webhook-id", message.id());
                ready.putHeader("webhook-timestamp", Long.toString(now));
                ready.putHeader("webhook-signature", settings.signature().header(message.id(), now, message.body()));
            }
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
            response.end()
                    .timeout(TALK_MS, TimeUnit.MILLISECONDS)
                    .onComplete(done -> {}, endless -> reset(response.request()));
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
