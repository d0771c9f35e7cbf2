package vn.phusong.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Stands before a store and answers as it does, but late. Arguments: the store's address, milliseconds. */
public final class SlowDoor {
    /** Made by the client for itself, and by the server for each answer. */
    private static final Set<String> OWN = new TreeSet<>(
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings", "date"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI store;
    private final long lateMs;

    private SlowDoor(URI store, long lateMs) {
        this.store = store;
        this.lateMs = lateMs;
    }

    public static void main(String... words) throws IOException {
        SlowDoor door = new SlowDoor(URI.create(words[0]), Long.parseLong(words[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", door::answer);
        server.start();
        System.out.println("slow door on " + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(store.resolve(exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        LockSupport.parkNanos(lateMs * 1_000_000);
        try (exchange) {
            HttpResponse<byte[]> told = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            told.headers().map().forEach((name, values) -> {
                if (!OWN.contains(name) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(told.statusCode(), told.body().length == 0 ? -1 : told.body().length);
            exchange.getResponseBody().write(told.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
