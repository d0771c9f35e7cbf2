package vn.phusong;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.JournalRefused;
import vn.phusong.journal.JournalTrouble;

/** One request to the office: to the running program over the data folder if there is one, else to a program started only for it. */
final class Errand {
    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(5);
    private static final Duration BACKS_UP_WITHIN = Duration.ofHours(12);

    private Errand() {}

    static JsonObject run(Settings settings, JsonObject request) throws Failure, InterruptedException {
        signed(request);
        JsonObject answer = toRunning(settings.dataFolder(), request);
        return answer == null ? alone(settings, request) : answer;
    }

    /** The answer of the running program, null when none runs. */
    static @Nullable JsonObject toRunning(Path dataFolder, JsonObject request) throws Failure, InterruptedException {
        signed(request);
        JsonObject door = door(dataFolder.resolve(AdminDoor.FILE));
        if (door == null) {
            return null;
        }
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.getInteger("port") + "/"))
                .header("Authorization", "Bearer " + door.getString("token"))
                .timeout(request.getString("do").equals("backup") ? BACKS_UP_WITHIN : ANSWERS_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofString(request.encode()))
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return new JsonObject(answer.body());
            }
            throw new Failure(
                    answer.body().isEmpty()
                            ? "the running program answered " + answer.statusCode()
                            : new JsonObject(answer.body()).getString("failure"));
        } catch (IOException e) {
            // Nobody listens: the file is of a program that did not end well.
            return null;
        }
    }

    /** Who types here, for the audit log. */
    private static void signed(JsonObject request) {
        if (!request.containsKey("user")) {
            request.put("user", System.getProperty("user.name", "unknown"));
        }
    }

    private static @Nullable JsonObject door(Path file) {
        try {
            return Files.exists(file) ? new JsonObject(Files.readString(file)) : null;
        } catch (IOException | DecodeException e) {
            return null;
        }
    }

    private static JsonObject alone(Settings settings, JsonObject request) throws Failure, InterruptedException {
        try {
            Watch watch = Watch.start(settings, notBefore -> Clocks.real(notBefore), () -> Runtime.getRuntime()
                    .halt(1));
            try {
                return new Office(watch, settings).handle(request);
            } finally {
                watch.stop();
            }
        } catch (JournalRefused | JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }
}
