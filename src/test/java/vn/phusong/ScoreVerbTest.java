package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreVerbTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_journal_beside_its_truth_file_is_scored_as_it_was_told() throws Exception {
        try (KeptWorld world = KeptWorld.write(folder, 40, 5)) {
            assertEquals(0, run("score", "--truth", world.truth().toString(), "--json", "--list"), err::toString);
            JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
            JsonNode demanded = json.path("mobile").path("demanded");
            assertTrue(demanded.path("all").asInt() > 0, json::toPrettyString);
            assertEquals(demanded.path("all"), demanded.path("right"), json::toPrettyString);
            assertEquals(0, json.path("alerts").path("byBlindness").asInt(), json::toPrettyString);
            assertTrue(json.path("readings").asLong() > 10_000, json::toPrettyString);
        }
    }

    @Test
    void without_its_truth_every_alert_of_the_same_journal_is_wrong() throws Exception {
        try (KeptWorld world = KeptWorld.write(folder, 40, 3)) {
            Path empty = Files.writeString(folder.resolve("empty.ndjson"), "");
            assertEquals(0, run("score", "--truth", empty.toString(), "--json"), err::toString);
            JsonNode alerts = new ObjectMapper()
                    .readTree(out.toString(StandardCharsets.UTF_8))
                    .path("alerts");
            assertTrue(alerts.path("mobile").path("all").asInt() > 0, alerts::toPrettyString);
            assertEquals(0, alerts.path("precision").asDouble(), alerts::toPrettyString);
            assertTrue(Files.exists(world.truth()));
        }
    }

    @Test
    void a_line_that_is_no_truth_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("t.ndjson"), "{\"kind\":\"flood\"}\n");
        assertEquals(1, run("score", "--truth", file.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("t.ndjson:1: no kind of fault is called \"flood\""));
    }

    @Test
    void both_ways_at_once_and_none_are_wrong_usage() throws Exception {
        assertEquals(2, run("score"));
        assertEquals(2, run("score", "--truth", "x", "--days", "1", "--seeds", "1"));
        assertEquals(2, run("score", "--days", "1", "--seeds", "x"));
    }

    private int run(String... words) throws Exception {
        out.reset();
        err.reset();
        return Main.run(
                List.of(words),
                new Verb.Ground(
                        Path.of("").toAbsolutePath(),
                        Map.of("PHUSONG_DATA_DIR", folder.toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)));
    }
}
