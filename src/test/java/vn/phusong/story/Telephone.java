package vn.phusong.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who is told by webhook: takes each notice down by its key, or is busy. */
final class Telephone implements AutoCloseable {
    final List<String> taken = new CopyOnWriteArrayList<>();
    volatile boolean isBusy;

    private final HttpServer server;

    Telephone() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            boolean isTaken = !isBusy && call.getRequestBody().readAllBytes().length > 0;
            if (isTaken) {
                taken.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
            }
            call.sendResponseHeaders(isTaken ? 204 : 503, -1);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
