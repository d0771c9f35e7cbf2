package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.phusong.FreePort;

/** The real Alertmanager of the Debian package as its own process. Needs the package prometheus-alertmanager; without it this fails. */
final class AlertmanagerProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long READY_WITHIN_S = 30;

    private final Path folder;
    private final int port = FreePort.any();
    private @Nullable Process process;

    AlertmanagerProcess(Path folder) throws Exception {
        this.folder = folder;
        Files.writeString(
                folder.resolve("alertmanager.yml"), "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n");
        start();
    }

    void start() throws Exception {
        Path program =
                List.of("/usr/bin/prometheus-alertmanager", "/usr/bin/alertmanager", "/usr/local/bin/alertmanager")
                        .stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("install prometheus-alertmanager"));
        process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("alertmanager.log").toFile()))
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
        while (get("/-/ready") == null) {
            assertTrue(System.nanoTime() < end && !ended(200), "alertmanager does not start");
        }
    }

    private boolean ended(long waitMs) throws InterruptedException {
        return process.waitFor(waitMs, TimeUnit.MILLISECONDS);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Alerts that it holds for active, as its API lists them. */
    List<JsonObject> active() throws Exception {
        JsonArray alerts = new JsonArray(get("/api/v2/alerts?active=true"));
        return alerts.stream().map(JsonObject.class::cast).toList();
    }

    private static @Nullable String body(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body() : null;
    }

    private @Nullable String get(String path) throws IOException, InterruptedException {
        try {
            return body(URI.create(url() + path));
        } catch (ConnectException notYet) {
            return null;
        }
    }

    /** It stops answering, and goes on when woken. */
    void signal(String name) throws Exception {
        assertTrue(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor(10, TimeUnit.SECONDS));
    }

    void stop() throws InterruptedException {
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "alertmanager ends");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
