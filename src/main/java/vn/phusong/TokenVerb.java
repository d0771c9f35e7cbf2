package vn.phusong;

import io.vertx.core.json.DecodeException;
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
import java.util.List;

/** {@code token}: a token of an InfluxDB with only the rights that are needed, made by one that may do everything. */
final class TokenVerb implements Verb {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);

    @Override
    public String usage() {
        return """
                usage: bin/phusong token --url ADDRESS --org NAME --admin FILE --into FILE [--read-only]

                Asks an InfluxDB 2 for a token that may read and write the buckets of an organization and nothing else, or
                only read them, and writes it into a new file that only you can read. The token in the file of --admin must
                be allowed to make one. A file that is there already is left as it is, so this may run at every start.

                example: bin/phusong token --url http://127.0.0.1:8086 --org phusong --admin admin-token --into influx-token
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, InterruptedException {
        CommandLine line =
                CommandLine.of(arguments, "--read-only", "--url ADDRESS", "--org NAME", "--admin FILE", "--into FILE");
        line.noWords();
        String url = needed(line, "--url");
        String org = needed(line, "--org");
        Path admin = Path.of(needed(line, "--admin"));
        Path into = Path.of(needed(line, "--into"));
        try {
            if (Files.exists(into) && Files.size(into) > 0) {
                ground.out().println(into + " is there already");
                return 0;
            }
            String token = make(url, org, Files.readString(admin).strip(), line.has("--read-only"));
            // Whole or not at all: half a token would be there already the next time.
            Path draft = OwnFile.create(into.resolveSibling(
                    into.getFileName() + ".draft-" + ProcessHandle.current().pid()));
            Path placed = Files.move(Files.writeString(draft, token), into);
            ground.out().println("a token is in " + placed);
            return 0;
        } catch (IOException e) {
            throw new Failure("no token: " + e.getMessage());
        }
    }

    private static String needed(CommandLine line, String option) throws CommandLine.Misused {
        return line.value(option).orElseThrow(() -> new CommandLine.Misused("missing: " + option));
    }

    private static String make(String url, String org, String admin, boolean isReadOnly)
            throws Failure, IOException, InterruptedException {
        JsonArray organizations = ask(
                        HttpRequest.newBuilder(
                                URI.create(url + "/api/v2/orgs?org=" + URLEncoder.encode(org, StandardCharsets.UTF_8))),
                        admin)
                .getJsonArray("orgs", new JsonArray());
        if (organizations.isEmpty()) {
            throw new Failure("no token: " + url + " has no organization " + org);
        }
        String id = organizations.getJsonObject(0).getString("id");
        JsonArray rights = new JsonArray().add(right("read", id));
        if (!isReadOnly) {
            rights.add(right("write", id));
        }
        JsonObject wanted = new JsonObject()
                .put("orgID", id)
                .put("description", isReadOnly ? "reads the buckets" : "reads and writes the buckets")
                .put("permissions", rights);
        return ask(
                        HttpRequest.newBuilder(URI.create(url + "/api/v2/authorizations"))
                                .POST(HttpRequest.BodyPublishers.ofString(wanted.encode())),
                        admin)
                .getString("token");
    }

    private static JsonObject right(String action, String organization) {
        return new JsonObject()
                .put("action", action)
                .put("resource", new JsonObject().put("type", "buckets").put("orgID", organization));
    }

    private static JsonObject ask(HttpRequest.Builder request, String admin)
            throws Failure, IOException, InterruptedException {
        HttpRequest ready = request.header("Authorization", "Token " + admin)
                .header("Content-Type", "application/json")
                .timeout(ANSWERS_WITHIN)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(ready, HttpResponse.BodyHandlers.ofString());
        try {
            if (answer.statusCode() / 100 == 2) {
                return new JsonObject(answer.body());
            }
        } catch (DecodeException e) {
            throw new Failure("no token: " + ready.uri() + " is no InfluxDB 2");
        }
        throw new Failure("no token: " + ready.uri() + " answered " + answer.statusCode() + " " + answer.body());
    }
}
