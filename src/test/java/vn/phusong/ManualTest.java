package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Rules;
import vn.phusong.reading.Rat;

/** The shipped settings file is the manual: whole, readable, and what the program really goes by. */
class ManualTest {
    private final Map<String, Manual.Entry> manual = Manual.shipped();

    @Test
    void every_setting_has_a_reason_and_a_variable_of_its_own() {
        Set<String> variables = new HashSet<>();
        for (Manual.Entry entry : manual.values()) {
            assertTrue(entry.reason().length() > 10, entry.key());
            assertTrue(entry.reason().endsWith(".") || entry.reason().endsWith("…"), entry.reason());
            assertTrue(variables.add(entry.variable()), entry.key());
            assertFalse(entry.variable().endsWith("_FILE"), "would be taken for a file that holds a value");
        }
    }

    @Test
    void every_default_is_what_the_manual_itself_expects() {
        for (Manual.Entry entry : manual.values()) {
            assertTrue(entry.expectation().isMetBy(entry.value(), Path.of("")), entry.key());
        }
    }

    @Test
    void a_manual_without_reason_or_expectation_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Manual.read("a.b=1").size());
        assertThrows(IllegalArgumentException.class, () -> Manual.read("# Why not.\na.b=1")
                .size());
        assertThrows(IllegalArgumentException.class, () -> Manual.read("# Why. [fish]\na.b=1")
                .size());
        assertThrows(IllegalArgumentException.class, () -> Manual.read("# Why. [whole]\na.b=1")
                .size());
        String once = "# Why. [text]\na.b=1\n";
        assertThrows(
                IllegalArgumentException.class, () -> Manual.read(once + once).size());
    }

    @Test
    void the_printed_settings_can_be_read_again() throws Exception {
        Settings settings = Settings.load(Path.of(""), Optional.empty(), Map.of("PHUSONG_WEB_PORT", "0"));
        String printed = SettingsPrint.text(settings);
        assertEquals(manual.size() + 1, printed.lines().count());
        assertTrue(printed.contains("# environment PHUSONG_WEB_PORT\nweb.port=0\n"), printed);
        JsonNode first =
                new ObjectMapper().readTree(SettingsPrint.json(settings)).get(1);
        assertEquals("mqtt.host", first.get("key").asText());
        assertEquals("PHUSONG_MQTT_HOST", first.get("variable").asText());
        assertEquals("default", first.get("origin").asText());
    }

    @Test
    void the_default_rules_are_those_of_the_domain() throws Exception {
        Rules rules = RuleSettings.rules(1, Settings.load(Path.of(""), Optional.empty(), Map.of()));
        assertEquals(new Rules.Gate(-110, -113), rules.levels().lte());
        assertEquals(new Rules.Gate(-110, -113), rules.levels().nr());
        assertEquals(new Rules.Gate(-100, -103), rules.levels().umts());
        assertEquals(
                Set.of(Rat.UMTS, Rat.LTE, Rat.NR_NSA, Rat.NR), rules.levels().rats());
        assertEquals(new Rules.Tests(5e6, 1e6, 0.3, 0.05, 600_000), rules.tests());
        assertEquals(new Rules.Windows(3_600_000, 900_000, 1_800_000, 300_000, 0), rules.windows());
        assertEquals(new Rules.Shares(0.95, 0.90, 0.50, 0.65, 0.30, 900_000, 1_800_000), rules.shares());
        assertEquals(
                new Rules.Alerts(1_800_000, 14_400_000, 86_400_000, 3, 21_600_000, 7_200_000, 7_200_000, 1_800_000),
                rules.alerts());
        assertEquals(new Rules.Fibre(2_700_000, 3, 0.5, 300_000, 0.8, 2_592_000_000L), rules.fibre());
    }
}
