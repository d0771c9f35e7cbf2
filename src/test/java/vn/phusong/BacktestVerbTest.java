package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestVerbTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static KeptWorld world;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void a_journal_somebody_still_writes_to() throws Exception {
        world = KeptWorld.write(folder, 40, 5);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void the_same_rules_change_nothing() throws Exception {
        JsonNode found = backtest("");
        assertEquals(0, found.path("villages").size(), found::toPrettyString);
        JsonNode incidents = found.path("incidents");
        assertTrue(incidents.path("same").asInt() > 0, found::toPrettyString);
        assertEquals(
                0,
                incidents.path("appeared").size() + incidents.path("vanished").size(),
                found::toPrettyString);
        assertEquals(0, incidents.path("moved").size(), found::toPrettyString);
        assertEquals(0, found.path("householdHours").path("gained").asDouble());
        assertEquals(0, found.path("householdHours").path("lost").asDouble());
        assertTrue(found.path("cpuSecondsPerMillion").asDouble() > 0);
    }

    @Test
    void a_longer_delay_moves_the_telling_and_lets_short_outages_vanish() throws Exception {
        JsonNode found = backtest("alert.warning=50m\n");
        assertEquals(0, found.path("householdHours").path("lost").asDouble(), "delays touch no standing");
        JsonNode moved = found.path("incidents").path("moved");
        assertTrue(moved.size() > 0, found::toPrettyString);
        moved.forEach(one -> {
            assertEquals(0, one.path("startMs").asLong());
            assertEquals(20, one.path("openedMs").asDouble() / 60_000, 1.0);
        });
    }

    @Test
    void a_stricter_level_flips_villages_and_loses_household_hours() throws Exception {
        JsonNode found = backtest("lte.rsrp.good=-85\nlte.rsrp.bad=-88\n");
        assertTrue(found.path("villages").size() > 5, found::toPrettyString);
        assertTrue(found.path("householdHours").path("lost").asDouble() > 0, found::toPrettyString);
        JsonNode village = found.path("villages").get(0);
        assertTrue(village.path("before").asText().equals("COVERED"), village::toString);
        assertTrue(village.path("name").asText().length() > 1, village::toString);
    }

    @Test
    void only_the_time_asked_for_is_told() throws Exception {
        JsonNode whole = backtest("alert.warning=50m\n");
        JsonNode part = backtest(
                "alert.warning=50m\n", "--from", "2026-03-01T04:30:00+07:00", "--to", "2026-03-01T04:40:00+07:00");
        assertEquals("2026-03-01T04:30:00+07:00", part.path("from").asText());
        assertTrue(part.path("householdHours").path("servedBefore").asDouble()
                < whole.path("householdHours").path("servedBefore").asDouble() / 10);
        assertTrue(part.path("incidents").path("moved").size()
                < whole.path("incidents").path("moved").size());
    }

    @Test
    void bad_settings_are_told_all_at_once() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.properties"), "alert.warnin=50m\nshare.enter=2\n");
        assertEquals(1, run("backtest", file.toString()));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("2 problems"), said);
        assertTrue(said.contains("did you mean") && said.contains("share.enter"), said);
    }

    @Test
    void the_journal_is_as_it_was() throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve("phusong.db"));
        JsonNode found = backtest("alert.warning=50m\n");
        assertTrue(found.path("readings").asLong() > 0);
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("phusong.db")));
    }

    private JsonNode backtest(String settings, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("other.properties"), settings);
        String[] words = new String[3 + more.length];
        words[0] = "backtest";
        words[1] = file.toString();
        words[2] = "--json";
        System.arraycopy(more, 0, words, 3, more.length);
        assertEquals(0, run(words), err::toString);
        return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
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
