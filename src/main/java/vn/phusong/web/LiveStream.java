package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Server-sent events to every page that follows. Tells only what changes from now on; a page that connects again fetches everything again. */
final class LiveStream {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private final WebSettings settings;
    // Web loop only.
    private final Set<LiveClient> clients = new LinkedHashSet<>();
    // Written by the web loop, read by metrics.
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    LiveStream(WebSettings settings) {
        this.settings = settings;
    }

    void open(RoutingContext context) {
        if (clients.size() >= settings.liveClients()) {
            refused.incrementAndGet();
            context.response().putHeader("Retry-After", "10");
            throw Problem.of(503, settings.liveClients() + " pages follow already, which is the most");
        }
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no");
        BooleanSupplier isStillIn = context.get(Porter.STILL_IN);
        LiveClient client = new LiveClient(response, settings.liveFrames(), isStillIn == null ? () -> true : isStillIn);
        clients.add(client);
        connected.set(clients.size());
        response.closeHandler(closed -> leave(client));
        response.exceptionHandler(broken -> leave(client));
        Sent.of(response.write("retry: 2000\n\n"));
    }

    private void leave(LiveClient client) {
        clients.remove(client);
        connected.set(clients.size());
    }

    /** Sends a frame of whole events to all; who cannot keep up is dropped and counted, whose session is over is let go. */
    void send(Buffer frame) {
        for (LiveClient client : new ArrayList<>(clients)) {
            if (!client.isStillIn()) {
                leave(client);
                client.drop();
            } else if (!client.offer(frame)) {
                leave(client);
                client.drop();
                LOG.info(
                        "live page dropped: {} frames behind, {} dropped so far",
                        settings.liveFrames(),
                        dropped.incrementAndGet());
            }
        }
    }

    boolean isEmpty() {
        return clients.isEmpty();
    }

    void close() {
        new ArrayList<>(clients).forEach(LiveClient::drop);
        clients.clear();
        connected.set(0);
    }

    long connected() {
        return connected.get();
    }

    long dropped() {
        return dropped.get();
    }

    long refused() {
        return refused.get();
    }
}
