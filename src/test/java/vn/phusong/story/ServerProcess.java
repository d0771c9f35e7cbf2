package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code serve} as its own process, on ports it chose itself. What it logs is appended to {@code server.log} beside its data folder. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern PORTS = Pattern.compile("page http://127\\.0\\.0\\.1:(\\d+)/ .* MQTT [^ ]*:(\\d+)");
    private static final long READY_WITHIN_S = 60;
    // As browsers and Prometheus speak to a server without TLS.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path data;
    private final CompletableFuture<Matcher> ports = new CompletableFuture<>();

    private ServerProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
        Thread reader = new Thread(this::listen, "server-out");
        reader.setDaemon(true);
        reader.start();
    }

    static ServerProcess launch(List<String> before, Path data, Map<String, String> settings) throws IOException {
        return launch(before, data, settings, List.of("serve"));
    }

    /** Any verb that goes on until it is stopped. */
    static ServerProcess launch(List<String> before, Path data, Map<String, String> settings, List<String> words)
            throws IOException {
        return new ServerProcess(
                Jar.command(before, data, settings, words)
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(log(data).toFile()))
                        .start(),
                data);
    }

    /** Started, and ready to be spoken to. */
    static ServerProcess start(Path data, Map<String, String> settings) throws IOException, InterruptedException {
        ServerProcess server = launch(List.of(), data, settings);
        server.awaitReady();
        return server;
    }

    static Path log(Path data) {
        return data.resolveSibling("server.log");
    }

    private void listen() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher told = PORTS.matcher(line);
                if (told.find()) {
                    ports.complete(told);
                }
            }
        } catch (IOException e) {
            ports.completeExceptionally(e);
        }
        ports.completeExceptionally(new IllegalStateException("the server ended before it was ready"));
    }

    void awaitReady() throws IOException, InterruptedException {
        try {
            assertEquals(2, ports.get(READY_WITHIN_S, TimeUnit.SECONDS).groupCount());
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(e + "\n" + Files.readString(log(data)), e);
        }
    }

    int mqttPort() {
        return Integer.parseInt(ports.join().group(2));
    }

    int webPort() {
        return Integer.parseInt(ports.join().group(1));
    }

    URI page(String path) {
        return URI.create("http://127.0.0.1:" + webPort() + path);
    }

    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(page(path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), path + ": " + answer.body());
        return answer.body();
    }

    /** The value of a metric without labels. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no metric " + name));
    }

    /** The way a second command reaches the running program, without the price of a Java machine each time. */
    JsonObject office(JsonObject request) throws IOException, InterruptedException {
        JsonObject door = new JsonObject(Files.readString(data.resolve("admin.json")));
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.getInteger("port") + "/"))
                        .header("Authorization", "Bearer " + door.getString("token"))
                        .POST(HttpRequest.BodyPublishers.ofString(request.encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return new JsonObject(answer.body());
    }

    String secret(String device) throws IOException, InterruptedException {
        return office(new JsonObject().put("do", "secret").put("device", device))
                .getString("secret");
    }

    /** Readings over the HTTP door, as that device; durable when it returns. */
    void post(String device, JsonArray readings) throws IOException, InterruptedException {
        String login = device + ":" + secret(device);
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(page("/api/v1/readings"))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(readings.encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
    }

    void importFolder(Path folder) throws IOException, InterruptedException {
        JsonObject report = office(new JsonObject().put("do", "import").put("folder", folder.toString()));
        assertTrue(report.getBoolean("taken"), report::encodePrettily);
    }

    /** True when it ended by itself. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "killed");
    }

    /** SIGTERM, to the server itself also when a tracer stands before it. */
    void stop() throws InterruptedException {
        List<ProcessHandle> behind = process.descendants().toList();
        if (behind.isEmpty()) {
            process.destroy();
        }
        behind.forEach(ProcessHandle::destroy);
        assertTrue(process.waitFor(40, TimeUnit.SECONDS), "ends in order");
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For a log that explains a failure. */
    String said() {
        try {
            return Files.readString(log(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
