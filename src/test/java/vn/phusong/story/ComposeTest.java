package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compose file promises, read from it. That its programs start so is {@code ComposeIT}'s to see. */
class ComposeTest {
    private Compose compose;

    @BeforeEach
    void read() throws IOException {
        compose = Compose.read();
    }

    @Test
    void every_page_is_published_on_this_machine_only() {
        int ports = 0;
        for (String service : compose.services().keySet()) {
            for (String port : Compose.list(compose.service(service).get("ports"))) {
                assertTrue(port.startsWith("127.0.0.1:"), service + " " + port);
                ports++;
            }
        }
        assertTrue(ports >= 5, ports + " ports");
    }

    @Test
    void every_service_has_a_bound_of_memory_a_pinned_image_and_its_logs_bounded() {
        for (String name : compose.services().keySet()) {
            Map<String, Object> service = compose.service(name);
            assertTrue(String.valueOf(service.get("mem_limit")).matches("\\d+m"), name);
            assertTrue(String.valueOf(service.get("image")).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+"), name);
            assertTrue(
                    Compose.map(Compose.map(service.get("logging")).get("options"))
                            .containsKey("max-size"),
                    name);
            assertEquals(List.of("no-new-privileges:true"), Compose.list(service.get("security_opt")), name);
        }
    }

    @Test
    void what_runs_for_long_is_asked_how_it_is_and_waits_for_what_it_needs() throws IOException {
        for (String name : List.of("mosquitto", "influxdb", "grafana", "prometheus")) {
            assertTrue(compose.service(name).containsKey("healthcheck"), name);
        }
        assertTrue(Compose.image("HEALTHCHECK[^\\n]*CMD").contains("health"));
        assertEquals(
                Set.of("mosquitto", "influxdb", "token-phusong"),
                Compose.map(compose.service("phusong").get("depends_on")).keySet());
        assertEquals(
                List.of("simulation"),
                Compose.list(compose.service("simulation").get("profiles")));
    }

    @Test
    void our_own_image_is_not_root_and_writes_only_where_it_may() throws IOException {
        assertTrue(Files.readString(Path.of("Dockerfile")).contains("\nUSER 10001:10001\n"));
        for (String name : List.of("phusong", "simulation", "token-phusong", "token-grafana")) {
            assertEquals(true, compose.service(name).get("read_only"), name);
            assertEquals(List.of("ALL"), Compose.list(compose.service(name).get("cap_drop")), name);
            assertEquals(
                    List.of("/tmp:exec,size=128m"),
                    Compose.list(compose.service(name).get("tmpfs")),
                    name);
        }
    }

    @Test
    void every_file_a_service_gets_is_in_the_project() {
        int mounts = 0;
        for (String service : compose.services().keySet()) {
            for (Path file : compose.mounts(service).keySet()) {
                assertTrue(Files.exists(file), service + " gets " + file);
                mounts++;
            }
        }
        assertTrue(mounts >= 8, mounts + " mounts");
    }

    @Test
    void secrets_are_files_made_by_one_command_and_none_is_in_the_repository(@TempDir Path folder) throws Exception {
        Set<String> named = new TreeSet<>();
        compose.secrets().forEach((name, secret) -> {
            assertEquals("./secrets/" + name, Compose.map(secret).get("file"));
            named.add(name);
        });
        Path made = folder.resolve("secrets");
        run("bin/secrets", made.toString());
        try (Stream<Path> files = Files.list(made)) {
            assertEquals(
                    named,
                    new TreeSet<>(
                            files.map(file -> file.getFileName().toString()).toList()));
        }
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        Set<String> values = new TreeSet<>();
        for (String name : named) {
            String value = Files.readString(made.resolve(name)).strip();
            assertTrue(value.matches("[0-9a-f]{48}"), name);
            assertTrue(values.add(value), "each is its own");
        }
        run("bin/secrets", made.toString());
        for (String name : named) {
            assertTrue(values.contains(Files.readString(made.resolve(name)).strip()), name + " is left as it was");
        }
        assertTrue(Files.readAllLines(Path.of(".gitignore")).contains("/secrets/"));
        assertFalse(Files.readString(Compose.FILE).matches("(?is).*(password|token)\\s*[:=]\\s*[\"']?[a-z0-9]{8,}.*"));
    }

    private static void run(String... words) throws Exception {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("bash"), Arrays.stream(words)).toList())
                .inheritIO()
                .start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }
}
