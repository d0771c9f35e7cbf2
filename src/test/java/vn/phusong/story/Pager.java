package vn.phusong.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A webhook receiver that outlives the sender: one post in ten is refused for now, the others are taken and answered a little later, by seed. Taken is what
 * arrived whole, whether or not the sender lived to hear so.
 */
final class Pager implements AutoCloseable {
    private static final int REFUSED_OF_A_HUNDRED = 10;
    private static final long SLOWEST_MS = 40;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final long seed;
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();

    // Guarded by itself.
    private final List<Tellings.Taken> taken = new ArrayList<>();

    final AtomicInteger attempts = new AtomicInteger();
    volatile int life;
    private volatile CountDownLatch due = new CountDownLatch(0);

    Pager(long seed) throws IOException {
        this.seed = seed;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    private void answer(HttpExchange call) throws IOException {
        busy.incrementAndGet();
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            String whole = call.getRequestHeaders().getFirst("Content-Length");
            if (whole == null || body.length != Integer.parseInt(whole)) {
                return;
            }
            attempts.incrementAndGet();
            String id = call.getRequestHeaders().getFirst("Idempotency-Key");
            int chance = chance(id, tries.merge(id, 1, Integer::sum));
            if (chance % 100 < REFUSED_OF_A_HUNDRED) {
                call.sendResponseHeaders(503, -1);
                return;
            }
            take(id, new String(body, StandardCharsets.UTF_8));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(chance / 100 % SLOWEST_MS));
            call.sendResponseHeaders(204, -1);
        } finally {
            busy.decrementAndGet();
        }
    }

    private int chance(String id, int attempt) {
        long mixed = (id.hashCode() * 0x9E3779B97F4A7C15L) ^ (seed + attempt * 0xBF58476D1CE4E5B9L);
        return (int) ((mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL >>> 34);
    }

    private void take(String id, String body) {
        List<String> tells = new JsonObject(body)
                .getJsonArray("tells").stream().map(String.class::cast).toList();
        synchronized (taken) {
            taken.add(new Tellings.Taken(life, id, body, tells));
        }
        due.countDown();
    }

    /** Completes once so many more are taken. */
    CountDownLatch after(int posts) {
        CountDownLatch latch = new CountDownLatch(posts);
        due = latch;
        return latch;
    }

    /** The sender is gone; what it sent whole is taken before this returns. */
    List<Tellings.Taken> rest() {
        int quiet = 0;
        while (quiet < 10) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            quiet = busy.get() == 0 ? quiet + 1 : 0;
        }
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
