package vn.phusong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.incident.Act;
import vn.phusong.incident.Deed;

/** What people do, through the real watch loop and over restarts, and the verb that checks the log of it. */
class AuditVerbTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PHUSONG_DATA_DIR", folder.resolve("data").toString());
        return environment;
    }

    private Watch watch() throws Exception {
        Settings settings = Settings.load(folder, Optional.empty(), environment());
        return Watch.start(settings, Clocks::real, () -> {});
    }

    private int run(String... words) throws Exception {
        out.reset();
        PrintStream both = new PrintStream(out, true, UTF_8);
        return new AuditVerb().run(List.of(words), new Verb.Ground(folder, environment(), both, both));
    }

    private static Act comment(int n) {
        return Act.of(1_000 + n, "lan", Deed.COMMENT, "v-1-m1", Act.TEXT, "một\nhai " + n);
    }

    private void actThrice() throws Exception {
        Watch watch = watch();
        List<CompletableFuture<Act>> kept = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            int number = n;
            kept.add(watch.acts().write(known -> comment(number)));
        }
        for (CompletableFuture<Act> each : kept) {
            assertEquals(Deed.COMMENT, each.join().deed());
        }
        watch.stop();
    }

    @Test
    void what_was_done_is_known_after_a_restart_and_each_act_sees_those_before_it() throws Exception {
        actThrice();
        Watch again = watch();
        assertEquals(3, again.acts().known().care("v-1-m1").comments().size());
        CompletableFuture<Act> first = again.acts().write(known -> silence(known.nextWindow(Deed.SILENCE)));
        CompletableFuture<Act> second = again.acts().write(known -> silence(known.nextWindow(Deed.SILENCE)));
        assertEquals(
                "silence-1 silence-2",
                first.join().subject() + " " + second.join().subject());
        CompletableFuture<Act> refused = again.acts().write(known -> {
            throw new IllegalStateException("it is over already");
        });
        assertThrows(CompletionException.class, refused::join);
        again.stop();
        assertEquals(0, run("verify"));
        assertTrue(out.toString(UTF_8).startsWith("the audit log holds: 5 rows"), out.toString(UTF_8));
    }

    private static Act silence(String id) {
        return Act.of(
                9, "lan", Deed.SILENCE, id, Act.OVER, "village:v-1", Act.START, "10", Act.END, "20", Act.REASON, "r");
    }

    @Test
    void one_byte_changed_fails_with_the_number_of_its_row() throws Exception {
        actThrice();
        String url = "jdbc:sqlite:" + folder.resolve("data").resolve("phusong.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertEquals(0, statement.executeUpdate("DROP TRIGGER audit_unchanged"));
            assertEquals(1, statement.executeUpdate("UPDATE audit SET who = 'Lan' WHERE n = 2"));
        }
        assertEquals(1, run("verify"));
        assertTrue(out.toString(UTF_8).contains("row 2 is missing or not as it was written"), out.toString(UTF_8));
        assertEquals(1, run("verify", "--json"));
        JsonObject json = new JsonObject(out.toString(UTF_8));
        assertFalse(json.getBoolean("holds"));
        assertEquals(2, json.getInteger("firstWrong"));
        assertEquals(1, json.getInteger("rows"));
    }

    @Test
    void the_list_has_one_line_for_each_act_whatever_it_says() throws Exception {
        actThrice();
        assertEquals(0, run("list"));
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertEquals(3, lines.size());
        assertEquals("1\t1970-01-01T07:00:01.001+07:00\tlan\tcomment\tv-1-m1\ttext=một hai 1", lines.get(0));
        assertEquals(0, run("list", "--json"));
        JsonObject first =
                new JsonObject(out.toString(UTF_8).lines().findFirst().orElseThrow());
        assertEquals("một\nhai 1", first.getJsonObject("detail").getString("text"));
        assertThrows(CommandLine.Misused.class, () -> run("erase"));
    }

    @Test
    void what_the_console_does_is_in_the_log_and_what_it_only_looks_at_is_not() throws Exception {
        Watch watch = watch();
        Office office = new Office(watch, Settings.load(folder, Optional.empty(), environment()));
        JsonObject request = new JsonObject().put("user", "lan");
        assertEquals(0, office.handle(request.copy().put("do", "discard")).getInteger("discarded"));
        assertEquals(
                0,
                office.handle(request.copy().put("do", "list"))
                        .getJsonArray("devices")
                        .size());
        watch.stop();
        assertEquals(0, run("list"));
        List<String> lines = out.toString(UTF_8)
                .lines()
                .filter(line -> line.contains("console:lan"))
                .toList();
        assertEquals(1, lines.size(), out.toString(UTF_8));
        assertTrue(lines.get(0).contains("\tnotices_discarded\t"), lines.get(0));
    }

    /** A name the log cannot hold: before, the deed was done and the console told only that the log had failed. */
    @Test
    void what_cannot_be_written_down_is_not_done() throws Exception {
        Watch watch = watch();
        Office office = new Office(watch, Settings.load(folder, Optional.empty(), environment()));
        Path file = folder.resolve("backup\u2028zip");
        JsonObject request =
                new JsonObject().put("user", "lan").put("do", "backup").put("file", file.toString());
        Failure failure = assertThrows(Failure.class, () -> office.handle(request));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("nothing was done"), failure::getMessage);
        assertFalse(Files.exists(file));
        watch.stop();
    }
}
