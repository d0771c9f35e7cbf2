package vn.phusong.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Points the store refused for good, with its reason: the newest in a file beside the journal, one JSON object a line, so that a restart does not forget
 * them. A point is listed once, however often it is tried. History's thread only; the count may be read by any.
 */
final class SetAside {
    static final String FILE = "history-set-aside.ndjson";
    static final int MOST = 1_000;
    private static final int LONGEST_LINE = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    private record Refused(long at, String bucket, String reason) {}

    private final Path file;
    private final Map<String, Refused> byLine = new LinkedHashMap<>();
    private final Map<String, Refused> fresh = new LinkedHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private boolean isRead;

    SetAside(Path folder) {
        file = folder.resolve(FILE);
    }

    /** Since the start of the program; a point tried again after trouble counts once. */
    long count() {
        return count.get();
    }

    /** @param at time of the journal entry it came from, epoch milliseconds */
    void add(long at, String bucket, String line, String reason) {
        String point = line.strip();
        fresh.put(
                point.length() > LONGEST_LINE ? point.substring(0, LONGEST_LINE) : point,
                new Refused(at, bucket, reason));
        if (fresh.size() > MOST) {
            fresh.remove(fresh.keySet().iterator().next());
        }
    }

    /** What was added and is not kept goes: the batch failed and comes again. */
    void forget() {
        fresh.clear();
    }

    /** Makes what was added durable. */
    void keep() throws HistoryTrouble {
        if (fresh.isEmpty()) {
            return;
        }
        try {
            read();
            fresh.keySet().removeIf(byLine::containsKey);
            byLine.putAll(fresh);
            while (byLine.size() > MOST) {
                byLine.remove(byLine.keySet().iterator().next());
            }
            Path next = file.resolveSibling(FILE + ".new");
            Files.writeString(next, text());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            count.addAndGet(fresh.size());
            tell();
            fresh.clear();
        } catch (IOException e) {
            throw new HistoryTrouble(FILE + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void tell() {
        for (Refused one : fresh.values()) {
            LOG.warn(
                    "history: InfluxDB refused {} points for good, listed in {}; the last because: {}",
                    fresh.size(),
                    FILE,
                    one.reason());
            return;
        }
    }

    private void read() throws IOException {
        if (isRead || Files.notExists(file)) {
            isRead = true;
            return;
        }
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(file)) {
            JsonNode one = json.readTree(line);
            byLine.put(
                    one.path("line").asText(),
                    new Refused(
                            one.path("at").asLong(),
                            one.path("bucket").asText(),
                            one.path("reason").asText()));
        }
        isRead = true;
    }

    private String text() throws IOException {
        StringWriter text = new StringWriter();
        JsonFactory json = new JsonFactory();
        for (Map.Entry<String, Refused> entry : byLine.entrySet()) {
            Refused refused = entry.getValue();
            try (JsonGenerator out = json.createGenerator(text)) {
                out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                out.writeStartObject();
                out.writeNumberField("at", refused.at());
                out.writeStringField("bucket", refused.bucket());
                out.writeStringField("reason", refused.reason());
                out.writeStringField("line", entry.getKey());
                out.writeEndObject();
            }
            text.write('\n');
        }
        return text.toString();
    }
}
