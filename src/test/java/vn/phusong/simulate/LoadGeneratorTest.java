package vn.phusong.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadGeneratorTest {
    private static final Limits ONE_AT_A_TIME = new Limits(1, 100, 1_000_000, 1000);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        KindServer.await(vertx.close());
    }

    @Test
    void as_fast_as_answers_come_no_two_readings_share_device_and_time() throws Exception {
        KindServer server = new KindServer(vertx, 5_000);
        LoadGenerator generator = new LoadGenerator(
                vertx,
                server.listen(),
                ONE_AT_A_TIME,
                new Load(0, 10_000, 8, 1),
                SampleRegistry.read(),
                device -> "secret");
        String id = KindServer.await(vertx.deployVerticle(generator));
        assertTrue(server.enough.await(60, TimeUnit.SECONDS), generator.counts().toString());
        KindServer.await(vertx.undeploy(id));
        assertEquals(8, generator.counts().devices());
        assertEquals(List.of(), List.copyOf(server.duplicates));
        assertTrue(generator.counts().p99Ms() > 0);
    }

    @Test
    void packs_are_sent_by_collectors_for_their_lines() throws Exception {
        KindServer server = new KindServer(vertx, 40);
        LoadGenerator generator = new LoadGenerator(
                vertx,
                server.listen(),
                ONE_AT_A_TIME,
                new Load(2_000, 100, 3, 50),
                SampleRegistry.read(),
                device -> "secret");
        String id = KindServer.await(vertx.deployVerticle(generator));
        assertTrue(server.enough.await(60, TimeUnit.SECONDS), generator.counts().toString());
        KindServer.await(vertx.undeploy(id));
        assertTrue(server.messages.keySet().stream().allMatch(t -> t.startsWith("phusong/v1/olt-")));
        assertTrue(server.readings() >= 2_000, "readings " + server.readings());
        assertEquals(List.of(), List.copyOf(server.duplicates));
    }

    @Test
    void the_command_ends_after_its_time_with_one_json_line(@TempDir Path folder) throws Exception {
        KindServer server = new KindServer(vertx, 1);
        List<String> known = SampleRegistry.devices(SampleRegistry.FOLDER).stream()
                .map(d -> d.id())
                .limit(2)
                .toList();
        Path secrets = Files.writeString(
                folder.resolve("secrets.csv"),
                "device_id,secret\n" + known.get(0) + ",abc\n" + known.get(1) + ",def\n");
        SimulateCommand command = SimulateCommand.parse(
                "--registry",
                "sample",
                "--secrets",
                secrets.toString(),
                "--port",
                Integer.toString(server.listen().port()),
                "--rate",
                "100",
                "--for",
                "2s",
                "--json");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = KindServer.await(
                command.run(vertx, SampleRegistry.read(), new PrintStream(out, true, StandardCharsets.UTF_8)));
        String printed = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, printed);
        assertTrue(printed.startsWith("{\"seconds\":"), printed);
        assertTrue(printed.contains("\"devices\":2"), printed);
    }

    @Test
    void wrong_words_are_answered_with_what_was_wrong() {
        assertTrue(said("--sped", "3").contains("--sped"));
        assertTrue(said("--port", "70000").contains("70000"));
        assertTrue(said("--rate", "many").contains("many"));
        assertTrue(said("--for", "5 weeks").contains("5 weeks"));
        assertTrue(said("--pack", "501", "--rate", "1").contains("501"));
        assertTrue(said("--speed", "0").contains("--speed"));
        assertTrue(said("--seed").contains("needs a value"));
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> SimulateOptions.parse("--secrets", "f"));
        assertTrue(String.valueOf(missing.getMessage()).contains("--registry"));
        assertTrue(SimulateCommand.parse("--help").wantsHelp());
        assertTrue(SimulateCommand.usage().contains("example"));
    }

    private static String said(String... words) {
        List<String> all = new ArrayList<>(List.of("--registry", "folder", "--secrets", "file"));
        all.addAll(List.of(words));
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> SimulateOptions.parse(all.toArray(new String[0])))
                        .getMessage());
    }
}
