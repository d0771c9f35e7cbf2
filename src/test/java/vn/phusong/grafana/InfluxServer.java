package vn.phusong.grafana;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real influxd of this test alone: loopback, a free port, a token, and our three retention policies under one database. */
final class InfluxServer implements AutoCloseable {
    static final String DATABASE = "phusong";
    static final String TOKEN = "token-of-this-test";
    private static final String ORGANISATION = "phusong";
    private static final long READY_WITHIN_MS = 60_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private InfluxServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static InfluxServer start(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Files.createDirectories(folder);
        Process process = new ProcessBuilder(
                        find(),
                        "--bolt-path=" + folder.resolve("influxd.bolt"),
                        "--sqlite-path=" + folder.resolve("influxd.sqlite"),
                        "--engine-path=" + folder.resolve("engine"),
                        "--http-bind-address=127.0.0.1:" + port,
                        "--reporting-disabled",
                        "--log-level=error")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("influxd.log").toFile())
                .start();
        InfluxServer server = new InfluxServer(process, port);
        try {
            server.awaitReady();
            server.onboard();
        } catch (IOException | RuntimeException | InterruptedException failed) {
            server.close();
            throw failed;
        }
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String find() {
        String named = System.getenv("PHUSONG_INFLUXD");
        if (named != null && !named.isEmpty()) {
            return named;
        }
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, "influxd"))) {
                return Path.of(folder, "influxd").toString();
            }
        }
        throw new AssertionError("no influxd: set PHUSONG_INFLUXD, put it into the PATH, or run bin/verify");
    }

    /** The port opens once, so a refused connection is asked again; nothing else is. */
    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_WITHIN_MS);
        while (System.nanoTime() < end) {
            try {
                if (HTTP.send(request("/health").build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (ConnectException notYet) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException("influxd ended at once with " + process.exitValue());
                }
            }
        }
        throw new IOException("influxd is not ready within " + READY_WITHIN_MS + " ms");
    }

    private void onboard() throws IOException, InterruptedException {
        JsonObject made = post(
                "/api/v2/setup",
                new JsonObject()
                        .put("username", "test")
                        .put("password", "test-password")
                        .put("org", ORGANISATION)
                        .put("bucket", "unused")
                        .put("token", TOKEN));
        String organisation = made.getJsonObject("org").getString("id");
        policy(organisation, "raw", Duration.ofDays(90), false);
        policy(organisation, "rollup", Duration.ofDays(730), false);
        policy(organisation, "forever", Duration.ZERO, true);
    }

    private void policy(String organisation, String name, Duration kept, boolean isDefault)
            throws IOException, InterruptedException {
        JsonArray rules = new JsonArray();
        if (!kept.isZero()) {
            rules.add(new JsonObject().put("type", "expire").put("everySeconds", kept.toSeconds()));
        }
        JsonObject bucket = post(
                "/api/v2/buckets",
                new JsonObject()
                        .put("orgID", organisation)
                        .put("name", DATABASE + '/' + name)
                        .put("retentionRules", rules));
        JsonObject mapping = post(
                "/api/v2/dbrps",
                new JsonObject()
                        .put("orgID", organisation)
                        .put("bucketID", bucket.getString("id"))
                        .put("database", DATABASE)
                        .put("retention_policy", name)
                        .put("default", isDefault));
        if (mapping.isEmpty()) {
            throw new IOException("no mapping for " + name);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Token " + TOKEN);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    private JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        return new JsonObject(answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build()));
    }

    private static String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ' ' + answer.body());
        }
        return answer.body();
    }

    /** Line protocol in milliseconds; what the store refuses is an error. */
    void write(String policy, String lines) throws IOException, InterruptedException {
        String bucket = URLEncoder.encode(DATABASE + '/' + policy, StandardCharsets.UTF_8);
        String said = answer(request("/api/v2/write?org=" + ORGANISATION + "&precision=ms&bucket=" + bucket)
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build());
        if (!said.isEmpty()) {
            throw new IOException("not all written: " + said);
        }
    }

    /** One series of an answer: its tags, its columns and its rows, times in milliseconds. */
    record Series(JsonObject tags, List<String> columns, List<JsonArray> rows) {}

    /** Runs InfluxQL as Grafana's proxy does. An error inside the answer is an error, also when the status is 200. */
    List<Series> query(String words) throws IOException, InterruptedException {
        String body = "db=" + DATABASE + "&epoch=ms&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        JsonObject answer = new JsonObject(answer(request("/query")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build()));
        JsonObject result = answer.getJsonArray("results").getJsonObject(0);
        if (result.containsKey("error")) {
            throw new IOException(result.getString("error") + " in " + words);
        }
        List<Series> all = new ArrayList<>();
        for (Object each : result.getJsonArray("series", new JsonArray())) {
            JsonObject series = (JsonObject) each;
            all.add(new Series(
                    series.getJsonObject("tags", new JsonObject()),
                    series.getJsonArray("columns").stream()
                            .map(Object::toString)
                            .toList(),
                    series.getJsonArray("values", new JsonArray()).stream()
                            .map(JsonArray.class::cast)
                            .toList()));
        }
        return all;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new UncheckedIOException(new IOException("influxd does not end"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
