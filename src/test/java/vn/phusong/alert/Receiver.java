package vn.phusong.alert;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A real HTTP server that answers as it is told, 200 when told nothing, and remembers every post. */
final class Receiver {
    /** One post as it arrived. */
    record Post(
            String id,
            String body,
            String contentType,
            @Nullable String authorization,
            @Nullable String webhookId,
            @Nullable String timestamp,
            @Nullable String signature) {}

    /** What to do with one post. */
    interface Manner {
        void answer(HttpServerRequest request);
    }

    static final Manner HANG = request -> {};
    static final Manner HANG_UP = request -> request.connection().close().onComplete(done -> {}, gone -> {});

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final Deque<Manner> manners = new ConcurrentLinkedDeque<>();
    private volatile Function<Post, @Nullable Manner> byPost = post -> null;
    private final HttpServer server;

    Receiver(Vertx vertx, int port) throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(
                        request -> request.body().onComplete(body -> received(request, body.toString()), gone -> {}))
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    static Manner status(int status, String... headers) {
        return request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            request.response().setStatusCode(status).end("said " + status).onComplete(done -> {}, gone -> {});
        };
    }

    private void received(HttpServerRequest request, String body) {
        Post post = new Post(
                request.getHeader("Idempotency-Key"),
                body,
                request.getHeader("Content-Type"),
                request.getHeader("Authorization"),
                request.getHeader("webhook-id"),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"));
        Manner own = byPost.apply(post);
        Manner manner = own != null ? own : manners.poll();
        posts.add(post);
        (manner == null ? status(200) : manner).answer(request);
    }

    @CanIgnoreReturnValue
    Receiver then(Manner... next) {
        manners.addAll(List.of(next));
        return this;
    }

    void each(Function<Post, @Nullable Manner> manner) {
        byPost = manner;
    }

    @CanIgnoreReturnValue
    Post next() throws InterruptedException {
        Post post = posts.poll(10, TimeUnit.SECONDS);
        if (post == null) {
            throw new AssertionError("nothing was posted within 10 s");
        }
        return post;
    }

    /** The ids of what came and was not looked at. */
    List<String> unread() {
        return posts.stream().map(Post::id).toList();
    }

    int port() {
        return server.actualPort();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port() + "/hook");
    }

    void stop() throws Exception {
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
