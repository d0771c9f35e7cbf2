package vn.phusong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Registry;

/** {@code judge}: no server; readings in, standings and incidents out, as NDJSON. Pure and repeatable. */
final class JudgeVerb implements Verb {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String usage() {
        return """
                usage: bin/phusong judge READINGS.ndjson --registry FOLDER [--settings FILE] [--until TIME] [--indicator mobile|mobile.4g+|all]

                Each line in: {"r":"<receive time>","device":"<id>","m":<wire message>} in receive order ("m64" and
                "contentType" for bytes; - reads standard input). A tick at every whole minute up to the last r, or
                up to --until. Out: one line per change of standing (of mobile, unless --indicator), per incident
                change, per refusal. Exit 1 only when a line is not readable at all.

                example: bin/phusong judge readings.ndjson --registry src/main/resources/sample/backan
                """;
    }

    @Override
    public int run(List<String> arguments, Ground ground) throws CommandLine.Misused, Failure, SettingsRefused {
        CommandLine line = CommandLine.of(
                arguments, "--registry FOLDER", "--settings FILE", "--until TIME", "--indicator NAME", "--json");
        String file = line.words(1, "the file of readings").get(0);
        Path folder = Path.of(
                line.value("--registry").orElseThrow(() -> new CommandLine.Misused("missing: --registry FOLDER")));
        String indicator = line.value("--indicator").orElse("mobile");
        if (!List.of("mobile", "mobile.4g+", "all").contains(indicator)) {
            throw new CommandLine.Misused("--indicator is mobile, mobile.4g+ or all, was " + indicator);
        }
        Optional<Long> until = line.value("--until").isPresent()
                ? Optional.of(time(line.value("--until").get(), "--until"))
                : Optional.empty();
        Settings settings = ground.settings(line);
        Registry registry = RegistryDesk.read(folder);
        Judge judge = new Judge(settings, registry, new JudgeLines(ground.out(), indicator));
        try (BufferedReader in = reader(file)) {
            int number = 0;
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                number++;
                if (!text.isBlank()) {
                    judge.take(message(text, number));
                }
            }
        } catch (IOException e) {
            throw new Failure(file + " cannot be read: " + e.getMessage());
        }
        judge.end(until);
        return 0;
    }

    private static BufferedReader reader(String file) throws IOException {
        return file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file));
    }

    private static Judge.Message message(String text, int number) throws Failure {
        try {
            JsonNode node = JSON.readTree(text);
            JsonNode device = node.path("device");
            JsonNode received = node.path("r");
            if (!device.isTextual() || !received.isTextual()) {
                throw new Failure("line " + number + " needs texts \"r\" and \"device\"");
            }
            return new Judge.Message(
                    time(received.asText(), "line " + number + ": r"),
                    device.asText(),
                    payload(node, number),
                    contentType(node.path("contentType")));
        } catch (IOException | CommandLine.Misused e) {
            throw new Failure("line " + number + " is not readable: " + e.getMessage());
        }
    }

    private static byte[] payload(JsonNode node, int number) throws IOException, Failure {
        if (node.has("m64")) {
            try {
                return Base64.getDecoder().decode(node.get("m64").asText());
            } catch (IllegalArgumentException e) {
                throw new Failure("line " + number + ": m64 is not base64: " + e.getMessage());
            }
        }
        if (!node.has("m")) {
            throw new Failure("line " + number + " needs \"m\" or \"m64\"");
        }
        return JSON.writeValueAsBytes(node.get("m"));
    }

    private static @Nullable String contentType(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static long time(String text, String what) throws CommandLine.Misused {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new CommandLine.Misused(what + " is not a time like 2026-03-01T08:00:00+07:00, was " + text);
        }
    }
}
