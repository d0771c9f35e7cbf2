package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.phusong.journal.FollowerThread;

/** Real pings to a real server. */
@Timeout(60)
class HeartbeatTest {
    private static final long EVERY_MS = 100;

    private final Vertx vertx = Vertx.vertx();
    private final FollowerThread thread = FollowerThread.named("heartbeat");
    private final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    private final AtomicInteger code = new AtomicInteger(200);
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private HttpServer server;
    private Heartbeat heartbeat;

    @BeforeEach
    void listen() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    pings.add(request.method() + " " + request.uri());
                    request.response().setStatusCode(code.get()).end("OK").onComplete(done -> {}, gone -> {});
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        URI address = URI.create("http://127.0.0.1:" + server.actualPort() + "/ping/secret?x=1");
        heartbeat = new Heartbeat(vertx, new Heartbeat.Settings(address, EVERY_MS, 1_000), thread, fault::get);
    }

    @AfterEach
    void close() throws Exception {
        thread.close();
        heartbeat.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String ping() throws InterruptedException {
        String ping = pings.poll(10, TimeUnit.SECONDS);
        assertTrue(ping != null, "a ping within 10 s");
        return ping;
    }

    private void await(java.util.function.Predicate<Heartbeat.Status> seen) {
        for (int i = 0; i < 1_000 && !seen.test(heartbeat.status()); i++) {
            LockSupport.parkNanos(10_000_000);
        }
        assertTrue(seen.test(heartbeat.status()), heartbeat.status()::toString);
    }

    @Test
    void while_we_are_alive_pings_leave_one_after_the_other() throws Exception {
        heartbeat.start();
        long begun = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            assertEquals("GET /ping/secret?x=1", ping());
        }
        assertTrue(System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(3 * EVERY_MS));
        await(status -> status.sent() >= 3 && status.failed() == 0 && status.withheld() == 0);
    }

    @Test
    void none_leaves_while_we_are_stuck_or_blind_and_they_come_back_with_us() throws Exception {
        fault.set("no tick has become durable for 130 s");
        heartbeat.start();
        await(status -> status.withheld() >= 3);
        assertEquals(0, pings.size());
        fault.set(null);
        assertEquals("GET /ping/secret?x=1", ping());
        await(status -> status.sent() >= 1);
    }

    @Test
    void a_watcher_that_refuses_or_is_away_is_counted_and_asked_again() throws Exception {
        code.set(500);
        heartbeat.start();
        await(status -> status.failed() >= 3 && status.sent() == 0);
        code.set(200);
        await(status -> status.sent() >= 1);
        server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        long failed = heartbeat.status().failed();
        await(status -> status.failed() > failed);
    }
}
