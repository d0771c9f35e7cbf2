package vn.phusong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsVerbTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void it_prints_what_holds_and_where_it_came_from() {
        assertEquals(0, run(Map.of("PHUSONG_WEB_PORT", "0")));
        assertTrue(out.toString(UTF_8).contains("# environment PHUSONG_WEB_PORT\nweb.port=0\n"));
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void it_prints_json_for_scripts() {
        assertEquals(0, run(Map.of(), "--json"));
        assertTrue(out.toString(UTF_8).startsWith("["));
    }

    @Test
    void it_fails_with_every_problem_and_prints_no_settings() {
        assertEquals(1, run(Map.of("PHUSONG_WEB_PORT", "x", "PHUSONG_WEB_PROT", "1"), "--settings", "/no/such/file"));
        assertTrue(err.toString(UTF_8).startsWith("phusong: 3 problems in the settings:\n"), err.toString(UTF_8));
        assertEquals("", out.toString(UTF_8));
    }

    @Test
    void a_wrong_command_line_is_2_and_help_is_0() {
        assertEquals(2, run(Map.of(), "--jason"));
        assertEquals(2, run(Map.of(), "--settings"));
        assertTrue(err.toString(UTF_8).contains("usage: bin/phusong settings"));
        assertEquals(0, run(Map.of(), "--help"));
    }

    private int run(Map<String, String> environment, String... arguments) {
        return SettingsVerb.run(
                List.of(arguments),
                Path.of(""),
                environment,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
