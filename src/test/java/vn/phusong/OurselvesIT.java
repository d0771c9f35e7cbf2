package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program with a trouble of its own: the operators hear of it, the department never. */
class OurselvesIT {
    private final BlockingQueue<String> toOperators = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> toDepartment = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pings = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = call.getRequestURI().getPath();
            (path.equals("/operators") ? toOperators : path.equals("/ping") ? pings : toDepartment).add(body);
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private App start(String leastFree) throws Exception {
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> environment = new HashMap<>();
        environment.put("PHUSONG_DATA_DIR", folder.resolve("data").toString());
        environment.putAll(Map.of("PHUSONG_MQTT_PORT", "0", "PHUSONG_WEB_PORT", "0", "PHUSONG_HISTORY_ENABLED", "no"));
        environment.put("PHUSONG_WEBHOOK_URL", here + "/department");
        environment.put("PHUSONG_OPERATORS_WEBHOOK_URL", here + "/operators");
        environment.put("PHUSONG_HEARTBEAT_URL", here + "/ping");
        environment.put("PHUSONG_OPERATIONS_DISK_FREE", leastFree);
        return App.start(Settings.load(folder, Optional.empty(), environment), Clocks::real, false);
    }

    private String get(App app, String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.webPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
        String body = queue.poll(20, TimeUnit.SECONDS);
        assertTrue(body != null, "within 20 s");
        return body;
    }

    @Test
    void operators_are_told_once_over_restarts_and_the_department_is_not() throws Exception {
        App app = start("10000GB");
        JsonObject letter = new JsonObject(next(toOperators));
        assertEquals("operations", letter.getString("kind"));
        assertEquals("disk", letter.getString("condition"));
        assertEquals("", next(pings), "a disk nearly full is no reason to be called dead");
        for (int i = 0; i < 100 && !get(app, "/metrics").contains("phusong_heartbeat_sent_total 1.0"); i++) {
            assertTrue(toDepartment.poll(50, TimeUnit.MILLISECONDS) == null);
        }
        String metrics = get(app, "/metrics");
        assertTrue(metrics.contains("phusong_operations_open{condition=\"disk\"} 1.0"), metrics);
        assertTrue(metrics.contains("phusong_heartbeat_sent_total 1.0"), metrics);
        JsonObject health = new JsonObject(get(app, "/health/ready"));
        assertEquals("up", health.getString("status"));
        assertTrue(health.getJsonArray("notes").getString(0).startsWith("Only "), health::encode);
        app.stop();

        App again = start("10000GB");
        assertEquals("", next(pings));
        assertTrue(get(again, "/metrics").contains("phusong_operations_open{condition=\"disk\"} 1.0"));
        again.stop();
        assertEquals(0, toOperators.size(), "a restart begins nothing anew");
        assertEquals(0, toDepartment.size(), "never as an outage");
    }
}
