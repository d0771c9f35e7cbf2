package vn.phusong.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.phusong.FreePort;

/**
 * A real InfluxDB 2 server of the test's own, on a free port of this machine. {@code PHUSONG_INFLUXD} names it, else it must be on the path; bin/verify
 * obtains it. Without one this fails.
 */
public final class Influxd implements AutoCloseable {
    public static final String ORG = "phusong-org";
    public static final String ADMIN = "admin-of-the-test";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;
    private final int port;
    private Process process;

    private Influxd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Ready, and with an organization. */
    public static Influxd start(Path folder) throws IOException, InterruptedException {
        Influxd influxd = new Influxd(Files.createDirectories(folder), FreePort.any());
        influxd.start();
        String body = "{\"username\":\"operator\",\"password\":\"only-for-tests\",\"org\":\"" + ORG
                + "\",\"bucket\":\"first\",\"token\":\"" + ADMIN + "\"}";
        influxd.post("/api/v2/setup", "", body);
        return influxd;
    }

    private static String binary() {
        String named = System.getenv("PHUSONG_INFLUXD");
        return named == null || named.isBlank() ? "influxd" : named;
    }

    /** Again, over the same data. */
    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(List.of(
                        binary(),
                        "--bolt-path",
                        folder.resolve("influxd.bolt").toString(),
                        "--sqlite-path",
                        folder.resolve("influxd.sqlite").toString(),
                        "--engine-path",
                        folder.resolve("engine").toString(),
                        "--http-bind-address",
                        "127.0.0.1:" + port,
                        "--reporting-disabled",
                        "--log-level",
                        "error"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("influxd.log").toFile()))
                .start();
        for (int i = 0; i < 300; i++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException("influxd ended: " + Files.readString(folder.resolve("influxd.log")));
            }
            if (isReady()) {
                return;
            }
        }
        throw new IOException("influxd is not ready after 30 s");
    }

    private boolean isReady() throws InterruptedException {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(url().resolve("/health"))
                                            .timeout(Duration.ofSeconds(2))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public InfluxSettings settings(String database) {
        return new InfluxSettings(url(), ORG, ADMIN, database, 5_000);
    }

    public InfluxSettings settings(String database, String token, long timeoutMs) {
        return new InfluxSettings(url(), ORG, token, database, timeoutMs);
    }

    /** A token with read and write on the buckets of the organization, and no other right. */
    public String tokenForBuckets() throws IOException, InterruptedException {
        String org = organization();
        String each = "{\"action\":\"%s\",\"resource\":{\"type\":\"buckets\",\"orgID\":\"" + org + "\"}}";
        return token(org, each.formatted("read") + "," + each.formatted("write"));
    }

    /** A token with read and write on these buckets only. */
    public String tokenFor(List<String> buckets) throws IOException, InterruptedException {
        String org = organization();
        StringBuilder rights = new StringBuilder();
        for (String bucket : buckets) {
            String id = found("\"id\":\\s*\"([0-9a-f]{16})\"", get("/api/v2/buckets?org=" + ORG + "&name=" + bucket));
            for (String action : List.of("read", "write")) {
                rights.append(rights.length() == 0 ? "" : ",")
                        .append("{\"action\":\"" + action + "\",\"resource\":{\"type\":\"buckets\",\"id\":\"" + id
                                + "\",\"orgID\":\"" + org + "\"}}");
            }
        }
        return token(org, rights.toString());
    }

    private String token(String org, String rights) throws IOException, InterruptedException {
        return found(
                "\"token\":\\s*\"([^\"]+)\"",
                post("/api/v2/authorizations", ADMIN, "{\"orgID\":\"" + org + "\",\"permissions\":[" + rights + "]}"));
    }

    /** Lets the bearer of a token in no more, or again. */
    public void allow(String token, boolean isAllowed) throws IOException, InterruptedException {
        String id = found(
                "\"id\":\\s*\"([0-9a-f]{16})\",\\s*\"token\":\\s*\"" + Pattern.quote(token) + "\"",
                get("/api/v2/authorizations"));
        String answer = send(HttpRequest.newBuilder(url().resolve("/api/v2/authorizations/" + id))
                .header("Authorization", "Token " + ADMIN)
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString(
                                "{\"status\":\"" + (isAllowed ? "active" : "inactive") + "\"}")));
        assert !answer.isEmpty();
    }

    /** SIGTERM: it writes what it has and goes. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("influxd does not stop");
        }
    }

    private String organization() throws IOException, InterruptedException {
        return found("\"id\":\\s*\"([0-9a-f]{16})\"", get("/api/v2/orgs?org=" + ORG));
    }

    private static String found(String pattern, String text) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IOException(pattern + " is not in " + text);
        }
        return found.group(1);
    }

    public String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url().resolve(path)).header("Authorization", "Token " + ADMIN));
    }

    @CanIgnoreReturnValue
    public String delete(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url().resolve(path))
                .header("Authorization", "Token " + ADMIN)
                .DELETE());
    }

    /** As somebody else would write, past us. */
    @CanIgnoreReturnValue
    public String write(String bucket, String lines) throws IOException, InterruptedException {
        return post("/api/v2/write?org=" + ORG + "&bucket=" + bucket.replace("/", "%2F"), ADMIN, lines);
    }

    @CanIgnoreReturnValue
    private String post(String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url().resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(token.isEmpty() ? request : request.header("Authorization", "Token " + token));
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** One series of an answer: its tags, its columns and its rows, times in milliseconds. */
    public record Series(JsonObject tags, List<String> columns, List<JsonArray> rows) {}

    /** Runs InfluxQL as Grafana's proxy does. An error inside the answer is an error, also when the status is 200. */
    public List<Series> query(String database, String words) throws IOException, InterruptedException {
        String body = "db=" + database + "&epoch=ms&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
        JsonObject answer = new JsonObject(send(HttpRequest.newBuilder(url().resolve("/query"))
                .header("Authorization", "Token " + ADMIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))));
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

    /** The process, as the operating system sees it. */
    public long pid() {
        return process.pid();
    }

    /** kill -STOP or -CONT: a server that does not answer, and does again. */
    public void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("influxd does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
