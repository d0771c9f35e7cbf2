package vn.phusong.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of the file that {@link TruthLog} writes. */
public final class TruthFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TruthFile() {}

    /**
     * Every interval in the order of the file.
     *
     * @throws IOException when it cannot be read, or a line is none of a truth file; the message names the line
     */
    public static List<Truth> read(Path file) throws IOException {
        List<Truth> truths = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    truths.add(truth(line, file + ":" + number));
                }
            }
        }
        return truths;
    }

    /** One line, without its end. */
    public static String line(Truth truth) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", truth.kind().word())
                .put("place", truth.place())
                .put("operator", truth.operator());
        ArrayNode villages = json.putArray("villages");
        truth.villages().forEach(villages::add);
        return json.put("from", Wire.time(truth.from()))
                .put("to", truth.to() == Long.MAX_VALUE ? null : Wire.time(truth.to()))
                .put("cause", truth.cause())
                .toString();
    }

    private static Truth truth(String line, String where) throws IOException {
        try {
            JsonNode json = JSON.readTree(line);
            FaultKind kind = FaultKind.of(json.path("kind").asText());
            if (kind == null) {
                throw new IOException(where + ": no kind of fault is called \""
                        + json.path("kind").asText() + '"');
            }
            List<String> villages = new ArrayList<>();
            json.path("villages").forEach(village -> villages.add(village.asText()));
            return new Truth(
                    kind,
                    json.path("place").asText(),
                    text(json.path("operator")),
                    villages,
                    time(json.path("from").asText()),
                    json.path("to").isTextual() ? time(json.path("to").asText()) : Long.MAX_VALUE,
                    json.path("cause").asText());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException(where + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static long time(String text) {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    }
}
