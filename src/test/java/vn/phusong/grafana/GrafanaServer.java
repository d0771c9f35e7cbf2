package vn.phusong.grafana;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.phusong.FreePort;
import vn.phusong.history.Influxd;

/** A real Grafana of this test alone, provisioned from the shipped files; only the address of the page is another, as the manual says to replace it. */
final class GrafanaServer implements AutoCloseable {
    private static final Path OUTLINES = Path.of("src/main/resources/sample/backan/boundaries.geojson");
    private static final String SHIPPED_ADDRESS = "http://localhost:8080";
    private static final long READY_WITHIN_MS = 120_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final HttpServer page;
    private final int port;

    private GrafanaServer(Process process, HttpServer page, int port) {
        this.process = process;
        this.page = page;
        this.port = port;
    }

    static GrafanaServer start(Path home, Path folder, String influx) throws IOException, InterruptedException {
        int port = FreePort.any();
        HttpServer page = outlines("http://127.0.0.1:" + port);
        String address = "http://127.0.0.1:" + page.getAddress().getPort();
        Path boards = Files.createDirectories(folder.resolve("dashboards"));
        for (Board board : Board.all()) {
            Files.writeString(
                    boards.resolve(board.file()), board.json().encode().replace(SHIPPED_ADDRESS, address));
        }
        boolean hasServerVerb = Files.isExecutable(home.resolve("bin/grafana"));
        Stream<String> command = hasServerVerb
                ? Stream.of(home.resolve("bin/grafana").toString(), "server", "--homepath", home.toString())
                : Stream.of(home.resolve("bin/grafana-server").toString(), "--homepath", home.toString());
        ProcessBuilder builder = new ProcessBuilder(command.toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("grafana.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GF_"));
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("GF_PATHS_DATA", folder.resolve("data").toString()),
                        Map.entry("GF_PATHS_LOGS", folder.resolve("log").toString()),
                        Map.entry("GF_PATHS_PLUGINS", folder.resolve("plugins").toString()),
                        Map.entry(
                                "GF_PATHS_PROVISIONING",
                                Path.of("grafana/provisioning").toAbsolutePath().toString()),
                        Map.entry("GF_SERVER_HTTP_ADDR", "127.0.0.1"),
                        Map.entry("GF_SERVER_HTTP_PORT", Integer.toString(port)),
                        Map.entry("GF_AUTH_ANONYMOUS_ENABLED", "true"),
                        Map.entry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer"),
                        Map.entry("GF_ANALYTICS_REPORTING_ENABLED", "false"),
                        Map.entry("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"),
                        Map.entry("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"),
                        Map.entry("GF_NEWS_NEWS_FEED_ENABLED", "false"),
                        Map.entry("GF_SECURITY_DISABLE_GRAVATAR", "true"),
                        Map.entry("INFLUX_URL", influx),
                        Map.entry("INFLUX_TOKEN", Influxd.ADMIN),
                        Map.entry("PROMETHEUS_URL", "http://127.0.0.1:9"),
                        Map.entry("DASHBOARDS", boards.toString())));
        GrafanaServer server = new GrafanaServer(builder.start(), page, port);
        try {
            server.awaitReady();
        } catch (IOException | InterruptedException | AssertionError failed) {
            server.close();
            throw failed;
        }
        return server;
    }

    /** Our outlines as the page gives them to a Grafana it knows. */
    private static HttpServer outlines(String origin) throws IOException {
        HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/api/v1/boundaries.geojson", exchange -> {
            byte[] body = Files.readAllBytes(OUTLINES);
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
            exchange.getResponseHeaders().set("Content-Type", "application/geo+json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        page.start();
        return page;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
        while (System.nanoTime() < end) {
            try {
                if (get("/api/dashboards/uid/phusongcoverage").statusCode() == 200) {
                    return;
                }
            } catch (ConnectException notYet) {
                assertTrue(process.isAlive(), "Grafana ended");
            }
            assertTrue(!process.waitFor(100, TimeUnit.MILLISECONDS), "Grafana ended");
        }
        throw new IOException("Grafana has not provisioned the dashboards within " + READY_WITHIN_MS + " ms");
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String post(String path, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(address() + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(answer.statusCode() == 200, path + " answered " + answer.statusCode() + ' ' + answer.body());
        return answer.body();
    }

    /** The way of versions up to about 10.2: series as the store answers them. */
    int seriesByProxy(String query) throws IOException, InterruptedException {
        String body = "db=phusong&epoch=ms&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        JsonObject answer = new JsonObject(
                post("/api/datasources/proxy/uid/phusonginflux/query", "application/x-www-form-urlencoded", body));
        return answer.getJsonArray("results")
                .getJsonObject(0)
                .getJsonArray("series", new JsonArray())
                .size();
    }

    /** The way of later versions: rows in all frames. */
    int rowsByQuery(String query, boolean isTable, Filling filling) throws IOException, InterruptedException {
        JsonObject asked = new JsonObject()
                .put("refId", "A")
                .put("datasource", new JsonObject().put("type", "influxdb").put("uid", "phusonginflux"))
                .put("rawQuery", true)
                .put("query", query)
                .put("resultFormat", isTable ? "table" : "time_series")
                .put("intervalMs", 60_000)
                .put("maxDataPoints", 600);
        JsonObject answer = new JsonObject(post(
                "/api/ds/query",
                "application/json",
                new JsonObject()
                        .put("from", Long.toString(filling.fromMs()))
                        .put("to", Long.toString(filling.toMs()))
                        .put("queries", new JsonArray().add(asked))
                        .encode()));
        JsonObject result = answer.getJsonObject("results").getJsonObject("A");
        assertTrue(!result.containsKey("error"), result::encode);
        int rows = 0;
        for (JsonObject frame : Board.objects(result.getJsonArray("frames", new JsonArray()))) {
            JsonArray values = frame.getJsonObject("data").getJsonArray("values");
            rows += values.isEmpty() ? 0 : values.getJsonArray(0).size();
        }
        return rows;
    }

    @Override
    public void close() {
        page.stop(0);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
