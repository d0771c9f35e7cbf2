package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.phusong.FreePort;

/** A real Prometheus over a copy of the shipped configuration, with nothing in it changed but its list of targets. */
final class PrometheusProcess implements AutoCloseable {
    private static final Path SHIPPED = Path.of("prometheus");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private PrometheusProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static PrometheusProcess start(Path folder, List<String> targets) throws IOException {
        copy(folder);
        Files.writeString(
                folder.resolve("targets/phusong.yml"),
                new JsonArray()
                        .add(new JsonObject().put("targets", new JsonArray(targets)))
                        .encode());
        int port = FreePort.any();
        Process process = new ProcessBuilder(
                        find("prometheus"),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new PrometheusProcess(process, port);
    }

    private static void copy(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.toList()) {
                Path to = folder.resolve(SHIPPED.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    assertTrue(Files.copy(file, to).isAbsolute());
                }
            }
        }
    }

    static String find(String name) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name).toString();
            }
        }
        throw new AssertionError("no " + name + " in the PATH; install it (Debian: apt-get install prometheus)");
    }

    /** What promtool says of something, and whether it was content. */
    record Told(int exit, String words) {}

    static Told promtool(Path input, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(find("promtool")), Stream.of(words))
                        .toList())
                .redirectErrorStream(true);
        if (input != null) {
            builder.redirectInput(input.toFile());
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), said);
        return new Told(process.exitValue(), said);
    }

    /** The rows of an instant query. The port opens once: while it has not, there are none. */
    JsonArray query(String words) throws IOException, InterruptedException {
        JsonObject answer = get("/api/v1/query?query=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        return answer == null ? new JsonArray() : answer.getJsonObject("data").getJsonArray("result");
    }

    JsonArray groups() throws IOException, InterruptedException {
        return get("/api/v1/rules").getJsonObject("data").getJsonArray("groups");
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 503, path + ' ' + answer.body());
            return answer.statusCode() == 503 ? null : new JsonObject(answer.body());
        } catch (ConnectException notYet) {
            assertTrue(process.isAlive(), "prometheus ended");
            return null;
        }
    }

    /** Lets a moment pass, and notices if the process ends in it. */
    void pause() throws InterruptedException {
        assertTrue(!process.waitFor(500, TimeUnit.MILLISECONDS), "prometheus ended");
    }

    @Override
    public void close() {
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
