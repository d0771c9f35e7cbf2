package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code judge}, as anybody may run it, against the vectors of domain.md §7.4 (minute samples: 1 good, 0 bad, - missing). */
class JudgeIT {
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-03-01T08:00:00+07:00");

    @TempDir
    private Path folder;

    private Path registry;

    @BeforeEach
    void a_village_with_one_probe() throws IOException {
        registry = SmallRegistry.write(folder.resolve("registry"), 1, 3, "60s");
    }

    @ParameterizedTest(name = "vector {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            A | 1*120 0*120 1*180                     | 11 COVERED, 134 UNCOVERED, 244 RECOVERING, 284 COVERED               | 150 since 120
            B | 1*120 0*8 1*180                       | 11 COVERED, 141 DEGRADED, 172 COVERED                                |
            C | 1*120 0*20 1*180                      | 11 COVERED, 134 UNCOVERED, 144 RECOVERING, 174 DEGRADED, 184 COVERED |
            D | 1*120 0*35 1*180                      | 11 COVERED, 134 UNCOVERED, 159 RECOVERING, 199 COVERED               | 150 since 120
            E | 1*120 -*120 1*60                      | 11 COVERED, 149 UNKNOWN, 251 COVERED                                 |
            F | 0*300                                 | 11 UNCOVERED                                                         |
            G | 1*120 (1*7 0*3)*40                    | 11 COVERED, 162 DEGRADED                                             |
            H | 1*120 (1*2 0*3)*40                    | 11 COVERED, 147 DEGRADED, 187 UNCOVERED                              | 202 since 172
            J | (1 -)*150                             | 22 COVERED                                                           |
            K | (1 -*6)*40                            |                                                                      |
            """)
    void the_vector_gives_its_transitions_and_its_warning(String name, String vector, String steps, String warning)
            throws Exception {
        List<JsonObject> lines = judge(samples(vector));
        assertEquals(
                steps == null ? List.of() : List.of(steps.split(", ")),
                lines.stream()
                        .filter(line -> line.getString("kind").equals("standing"))
                        .filter(JudgeIT::isOfTheOperator)
                        .map(line -> minute(line, "t") + " " + line.getString("to"))
                        .toList(),
                name);
        assertEquals(
                warning == null ? List.of() : List.of(warning),
                opened(lines).stream()
                        .map(line -> minute(line, "t") + " since " + minute(line, "start"))
                        .toList(),
                name);
    }

    @Test
    void vector_I_flapping_is_exactly_one_incident_marked_so() throws Exception {
        List<JsonObject> lines = judge(samples("1*120 (0*20 1*20)*8"));
        assertEquals(1, opened(lines).size(), lines::toString);
        assertEquals("warning", opened(lines).get(0).getString("severity"));
        List<JsonObject> incidents = lines.stream()
                .filter(line -> line.getString("kind").equals("incident"))
                .toList();
        assertTrue(incidents.get(incidents.size() - 1).getBoolean("flapping"), incidents::toString);
        assertEquals(
                1,
                incidents.stream().map(line -> line.getString("id")).distinct().count());
        List<String> to = lines.stream()
                .filter(JudgeIT::isOfTheOperator)
                .map(line -> line.getString("to"))
                .toList();
        assertTrue(to.stream().filter("UNCOVERED"::equals).count() >= 3, to::toString);
        assertTrue(to.stream().filter("RECOVERING"::equals).count() >= 3, to::toString);
    }

    @Test
    void judged_twice_is_the_same_to_the_byte() throws Exception {
        Path file = file(samples("1*120 (0*20 1*20)*8"));
        Jar.Ran once = run(file);
        assertEquals(once.out(), run(file).out());
        assertTrue(once.out().length() > 1000);
    }

    @Test
    void what_is_refused_is_said_and_the_rest_is_judged() throws Exception {
        String text = samples("1*13")
                + "{\"r\":\"%s\",\"device\":\"nobody\",\"m\":{\"radio\":[]}}\n".formatted(minute(14))
                + "{\"r\":\"%s\",\"device\":\"probe-0\",\"m64\":\"/w==\"}\n".formatted(minute(15));
        List<JsonObject> lines = judge(text);
        assertEquals(
                List.of("nobody", "probe-0"),
                lines.stream()
                        .filter(line -> line.getString("kind").equals("refusal"))
                        .map(line -> line.getString("device"))
                        .toList(),
                lines::toString);
        assertTrue(lines.stream().anyMatch(line -> "COVERED".equals(line.getString("to"))), lines::toString);
    }

    @Test
    void a_line_that_is_no_line_ends_the_work_and_is_named() throws Exception {
        Jar.Ran ran = run(file(samples("1*3") + "what?\n"));
        assertEquals(1, ran.exit());
        assertTrue(ran.sentence().contains("line 4"), ran::err);
    }

    private static boolean isOfTheOperator(JsonObject line) {
        return "v0-centre".equals(line.getString("point")) && "viettel".equals(line.getString("operator"));
    }

    private static List<JsonObject> opened(List<JsonObject> lines) {
        return lines.stream()
                .filter(line -> line.getString("kind").equals("incident"))
                .filter(line -> line.getString("state").equals("opened"))
                .toList();
    }

    private List<JsonObject> judge(String text) throws Exception {
        Jar.Ran ran = run(file(text));
        assertEquals(0, ran.exit(), ran.err());
        return ran.out().lines().map(JsonObject::new).toList();
    }

    private Jar.Ran run(Path file) throws IOException, InterruptedException {
        return Jar.run(folder.resolve("data"), Map.of(), "judge", file.toString(), "--registry", registry.toString());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("readings.ndjson"), text);
    }

    /** One sample a minute, in the short form of the table above: {@code 1*120}, and {@code (1*7 0*3)*40} for what repeats. */
    private static String samples(String vector) {
        StringBuilder lines = new StringBuilder();
        String samples = written(vector);
        for (int i = 0; i < samples.length(); i++) {
            if (samples.charAt(i) != '-') {
                lines.append(
                        "{\"r\":\"%1$s\",\"device\":\"probe-0\",\"m\":{\"t\":\"%1$s\",\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":%2$d}]}}\n"
                                .formatted(minute(i), samples.charAt(i) == '1' ? -90 : -125));
            }
        }
        return lines.toString();
    }

    private static String written(String vector) {
        int open = vector.indexOf('(');
        if (open >= 0) {
            int close = vector.indexOf(")*");
            int times = Integer.parseInt(vector.substring(close + 2).strip());
            return written(vector.substring(0, open))
                    + written(vector.substring(open + 1, close)).repeat(times);
        }
        StringBuilder samples = new StringBuilder();
        for (String run : vector.isBlank() ? new String[0] : vector.strip().split(" +")) {
            samples.append(run.substring(0, 1).repeat(run.length() == 1 ? 1 : Integer.parseInt(run.substring(2))));
        }
        return samples.toString();
    }

    private static String minute(int i) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(BEGIN.plusMinutes(i));
    }

    private static long minute(JsonObject line, String field) {
        return Duration.between(BEGIN, OffsetDateTime.parse(line.getString(field)))
                .toMinutes();
    }
}
