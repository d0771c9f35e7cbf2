package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as people run them: exit 0 done, 1 the work failed, 2 wrong usage; and one sentence that says what to do. */
class CommandsIT {
    private static final int DEVICES = 10_000;
    private static final int BAD = 37;

    @TempDir
    private Path folder;

    private Jar.Ran run(Map<String, String> settings, String... words) throws IOException, InterruptedException {
        return Jar.run(folder.resolve("data"), settings, words);
    }

    @Test
    void ten_thousand_devices_with_37_bad_rows_are_taken_but_for_those() throws Exception {
        String registry = registryWithBadRows().toString();

        Jar.Ran dry = run(Map.of(), "import", registry, "--dry-run", "--json");
        assertEquals(1, dry.exit(), dry.err());
        JsonObject listed = new JsonObject(dry.out());
        assertEquals(BAD, listed.getJsonArray("errors").size());
        assertFalse(listed.getBoolean("taken"));
        assertEquals(
                6, listed.getJsonArray("errors").getJsonObject(0).size(), "file, line, column, value, why, sentence");

        assertEquals(1, run(Map.of(), "import", registry).exit(), "nothing is taken unless asked");

        Jar.Ran first = run(Map.of(), "import", registry, "--skip-bad", "--json");
        assertEquals(0, first.exit(), first.err());
        assertEquals(DEVICES - BAD, devices(first).getInteger("added"), first.out());
        assertEquals(BAD, devices(first).getInteger("bad"));

        Jar.Ran second = run(Map.of(), "import", registry, "--skip-bad", "--json");
        assertEquals(0, second.exit(), second.err());
        JsonObject again = new JsonObject(second.out());
        assertEquals(0, again.getInteger("added"), second.out());
        assertEquals(0, again.getInteger("changed"), second.out());
        assertEquals(DEVICES - BAD, devices(second).getInteger("unchanged"), second.out());
    }

    private static JsonObject devices(Jar.Ran ran) {
        return new JsonObject(ran.out())
                .getJsonArray("files").stream()
                        .map(JsonObject.class::cast)
                        .filter(file -> file.getString("file").equals("devices.csv"))
                        .findFirst()
                        .orElseThrow();
    }

    private Path registryWithBadRows() throws IOException {
        Path registry = SmallRegistry.write(folder.resolve("registry"), 1, 1, "60s");
        StringBuilder rows = new StringBuilder("device_id,kind,village_id,interval,household_key,valid_from\n");
        for (int i = 0; i < DEVICES; i++) {
            String good = "ont-%d,ont,v0,5m,house-%d,2026-01-01\n".formatted(i, i);
            rows.append(i % 270 != 0 || i / 270 >= BAD ? good : bad(i));
        }
        Files.writeString(registry.resolve("devices.csv"), rows);
        return registry;
    }

    private static String bad(int i) {
        return switch (i / 270 % 5) {
            case 0 -> "ont-%d,toaster,v0,5m,,\n".formatted(i);
            case 1 -> "ont-%d,ont,nowhere,5m,,\n".formatted(i);
            case 2 -> "ont-%d,ont,v0,soon,,\n".formatted(i);
            case 3 -> "ont-%d,ont,v0,5m,,2026-13-01\n".formatted(i);
            default -> ",ont,v0,5m,,\n";
        };
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            an empty table     | villages.csv | ''                                                         | villages.csv:1
            a wrong header     | villages.csv | village_id,nam,kind,area_code,lat,lon\\nv0,T,thôn,06,22,105 | villages.csv:1 nam
            a cycle            | areas.csv    | code,parent_code,level,name_vi,valid_from\\n06,07,province,T,2020-01-01\\n07,06,district,X,2020-01-01 | areas.csv:3 parent_code
            an orphan village  | villages.csv | village_id,name,kind,area_code,lat,lon,valid_from\\nv0,T,thôn,99,22,105,2020-01-01 | villages.csv:2 area_code
            two centres        | points.csv   | point_id,village_id,kind,lat,lon\\na,v0,CENTRE,22,105\\nb,v0,CENTRE,22,105 | points.csv:3 kind
            """)
    void a_registry_that_cannot_be_is_refused_by_file_and_line(String what, String file, String text, String named)
            throws Exception {
        Path registry = SmallRegistry.write(folder.resolve("registry"), 1, 0, "60s");
        Files.writeString(registry.resolve(file), text.replace("\\n", "\n"));
        Jar.Ran ran = run(Map.of(), "import", registry.toString());
        assertEquals(1, ran.exit(), ran.err());
        assertTrue(ran.out().lines().anyMatch(line -> line.startsWith(named)), what + ": " + ran.out());
        assertTrue(ran.out().contains("nothing taken"), ran.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imprt x",
                "import",
                "import a b",
                "serve --setings x",
                "serve now",
                "device",
                "device sing",
                "device secret",
                "alerts",
                "alerts now",
                "backup",
                "restore a b",
                "health now",
                "token --url http://127.0.0.1:1",
                "judge",
                "judge x",
                "judge x --registry y --until tomorrow",
                "demo --speed fast"
            })
    void wrong_usage_is_2_with_one_sentence_and_the_usage(String words) throws Exception {
        Jar.Ran ran = run(Map.of(), words.split(" "));
        assertEquals(2, ran.exit(), ran.err());
        assertFalse(ran.sentence().isEmpty(), ran.err());
        assertTrue(ran.err().contains("usage: bin/phusong"), ran.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import /nowhere",
                "device secret nobody",
                "device revoke nobody",
                "backup nothing.zip",
                "restore /nowhere.zip",
                "health --url http://127.0.0.1:1",
                "judge /nowhere --registry /nowhere"
            })
    void work_that_fails_is_1_with_one_sentence(String words) throws Exception {
        Jar.Ran ran = run(Map.of(), words.split(" "));
        assertEquals(1, ran.exit(), ran.err());
        assertFalse(ran.sentence().isEmpty(), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
    }

    @Test
    void a_second_server_on_the_same_folder_is_told_who_is_there_and_harms_nobody() throws Exception {
        try (ServerProcess first = ServerProcess.start(folder.resolve("data"), Map.of())) {
            Jar.Ran second = run(Map.of(), "serve");
            assertEquals(1, second.exit());
            assertEquals(1, second.err().lines().count(), second.err());
            assertTrue(second.sentence().contains("in use"), second.err());
            assertFalse(first.get("/health/ready").isEmpty());
            assertEquals(0, run(Map.of(), "device", "list").exit(), "asks the one that runs");
            first.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.port", "mqtt.port"})
    void a_port_in_use_is_named_with_the_setting_that_moves_it(String setting) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            Jar.Ran ran = run(Map.of(setting, port, "mqtt.host", "127.0.0.1"), "serve");
            assertEquals(1, ran.exit(), ran.err());
            assertTrue(ran.sentence().contains(port) && ran.sentence().contains(setting), ran.err());
            assertFalse(ran.err().contains("\tat "), ran.err());
        }
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Jar.Ran ran = Jar.run(file.resolve("data"), Map.of(), "serve");
        assertEquals(1, ran.exit(), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.sentence().contains(file.toString()), ran.err());
    }
}
