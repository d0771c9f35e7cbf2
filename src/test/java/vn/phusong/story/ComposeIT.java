package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.FreePort;

/**
 * Without a container engine: the compose tool reads the file, and each program that can be had here starts with exactly the words, the environment and
 * the files the compose file gives it; only hosts, ports and folders are of this machine. Needs a compose tool, influxd 2.7 and mosquitto.
 */
class ComposeIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Compose compose;
    private final List<Native> running = new ArrayList<>();

    @BeforeEach
    void secrets() throws Exception {
        compose = Compose.read();
        assertEquals(
                0,
                Native.run(
                                folder,
                                Map.of(),
                                "bash",
                                "bin/secrets",
                                folder.resolve("secrets").toString())
                        .exit());
    }

    @AfterEach
    void the_end() {
        running.forEach(Native::close);
    }

    private Native start(String name, Map<String, String> environment, List<String> words) throws IOException {
        Native started = Native.start(folder.resolve(name + ".log"), environment, words);
        running.add(started);
        return started;
    }

    private String secret(String name) throws IOException {
        return Files.readString(folder.resolve("secrets").resolve(name)).strip();
    }

    /** Words for a container, for this machine. */
    private List<String> here(List<String> words, Map<String, String> places) {
        List<String> here = new ArrayList<>();
        for (String word : words) {
            String local =
                    word.replace("/run/secrets", folder.resolve("secrets").toString());
            for (Map.Entry<String, String> place : places.entrySet()) {
                local = local.replace(place.getKey(), place.getValue());
            }
            here.add(local);
        }
        return here;
    }

    private static Map<String, String> jar(Map<String, String> more) {
        Map<String, String> places = new HashMap<>(more);
        places.put(
                "/opt/phusong/phusong.jar",
                Path.of(System.getProperty("phusong.jar", "target/phusong.jar"))
                        .toAbsolutePath()
                        .toString());
        return places;
    }

    /** What the image runs for these words. */
    private List<String> image(List<String> words, Map<String, String> places) throws IOException {
        List<String> all = new ArrayList<>(Compose.image("ENTRYPOINT"));
        assertEquals("java", all.get(0));
        all.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(words);
        return here(all, jar(places));
    }

    @Test
    void the_compose_tool_takes_the_file_and_not_any_file() throws Exception {
        List<String> tool = tool();
        List<String> words = new ArrayList<>(tool);
        words.addAll(
                List.of("-f", Compose.FILE.toAbsolutePath().toString(), "--profile", "simulation", "config", "-q"));
        Native.Ran ran = Native.run(folder, Map.of(), words.toArray(String[]::new));
        assertEquals(0, ran.exit(), ran.said());
        Path wrong = folder.resolve("docker-compose.yml");
        Files.writeString(wrong, Files.readString(Compose.FILE).replace("mem_limit:", "memm_limit:"));
        words.set(tool.size() + 1, wrong.toString());
        assertNotEquals(
                0, Native.run(folder, Map.of(), words.toArray(String[]::new)).exit(), "it reads what it takes");
    }

    private List<String> tool() throws Exception {
        for (List<String> tool : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            List<String> words = new ArrayList<>(tool);
            words.add("version");
            if (Native.isThere(tool.get(0))
                    && Native.run(folder, Map.of(), words.toArray(String[]::new))
                                    .exit()
                            == 0) {
                return tool;
            }
        }
        throw new IllegalStateException(
                "no compose tool: install docker-compose (Debian: apt-get install docker-compose)");
    }

    private Map<String, String> environmentOfOurs(Map<String, String> places) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (Map.Entry<String, String> each : compose.environment("phusong").entrySet()) {
            environment.put(
                    each.getKey(), here(List.of(each.getValue()), places).get(0));
        }
        environment.put("PHUSONG_DATA_DIR", folder.resolve("data").toString());
        environment.put("PHUSONG_MQTT_PORT", "0");
        environment.put("PHUSONG_MQTT_HOST", "127.0.0.1");
        environment.put("PHUSONG_WEB_PORT", "0");
        return environment;
    }

    @Test
    void our_image_serves_tells_its_health_simulates_and_ends_in_order() throws Exception {
        String influx = influx();
        assertFalse(token("token-phusong", influx).isEmpty());
        Map<String, String> places = new HashMap<>();
        places.put("/tokens", folder.resolve("token-phusong").toString());
        places.put("http://influxdb:8086", influx);
        String port = Integer.toString(FreePort.any());
        Native broker = broker(port);
        assertFalse(broker.endsWithin(100), broker::said);
        places.put("mosquitto:1883", "127.0.0.1:" + port);
        Map<String, String> environment = environmentOfOurs(places);
        Native server = start(
                "phusong",
                environment,
                image(Compose.list(compose.service("phusong").get("command")), Map.of()));
        String page = "http://127.0.0.1:" + server.said("page http://0\\.0\\.0\\.0:(\\d+)/ ");
        String mqtt = server.said(" MQTT 127\\.0\\.0\\.1:(\\d+) ");

        List<String> check = new ArrayList<>(Compose.image("HEALTHCHECK[^\\n]*CMD"));
        check.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String[] words = here(check, jar(Map.of("http://127.0.0.1:8080", page))).toArray(String[]::new);
        for (int i = 0; i < 100 && Native.run(folder, Map.of(), words).exit() != 0; i++) {
            assertFalse(server.endsWithin(100), server::said);
        }
        long begun = System.nanoTime();
        Native.Ran well = Native.run(folder, Map.of(), words);
        System.out.printf("compose: one health check took %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        assertEquals(0, well.exit(), well.said());
        assertTrue(well.said().contains("\"status\":\"up\""), well.said());

        simulate(page, mqtt, environment);
        server.stop();
        assertEquals(1, Native.run(folder, Map.of(), words).exit(), "nobody answers any more");
        assertTrue(server.said().contains("stopped"), server.said());
    }

    private void simulate(String page, String mqtt, Map<String, String> environment) throws Exception {
        assertTrue(get(page + "/api/v1/summary", "").contains("\"simulated\":false"));
        Files.createDirectories(folder.resolve("simulation"));
        Map<String, String> more = new HashMap<>(environment);
        more.put(
                "SAMPLE",
                Path.of("src/main/resources/sample/backan").toAbsolutePath().toString());
        more.put("KEPT", folder.resolve("simulation").toString());
        more.put("MQTT_PORT", mqtt);
        more.put("COMMAND", String.join(" ", here(List.of("java", "-jar", "/opt/phusong/phusong.jar"), jar(Map.of()))));
        List<String> words = here(
                Compose.list(compose.service("simulation").get("entrypoint")),
                Map.of(
                        "/opt/phusong/simulation.sh",
                        Path.of("compose/simulation.sh").toAbsolutePath().toString()));
        Native simulation = start("simulation", more, words);
        for (int i = 0; i < 600 && committed(page) < 100; i++) {
            assertFalse(simulation.endsWithin(100), simulation::said);
        }
        assertTrue(committed(page) >= 100, simulation.said());
        assertTrue(get(page + "/api/v1/summary", "").contains("\"simulated\":true"), "every answer says so");
        simulation.close();
    }

    private static double committed(String page) throws Exception {
        return get(page + "/metrics", "")
                .lines()
                .filter(line -> line.startsWith("phusong_readings_committed_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    private static String get(String address, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        return HTTP.send(
                        token.isEmpty()
                                ? request.build()
                                : request.header("Authorization", "Token " + token)
                                        .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int post(String address, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.ofString(body));
        return HTTP.send(
                        token.isEmpty()
                                ? request.build()
                                : request.header("Authorization", "Token " + token)
                                        .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void influxdb_begins_with_our_secrets_and_the_tokens_may_do_no_more_than_they_should() throws Exception {
        String influx = influx();
        String writer = token("token-phusong", influx);
        String reader = token("token-grafana", influx);
        assertEquals(writer, token("token-phusong", influx), "made once");
        String write = influx + "/api/v2/write?org=phusong&bucket=unused";
        assertEquals(204, post(write, writer, "m f=1"));
        assertEquals(403, post(write, reader, "m f=2"), "Grafana only reads");
        String asked = get(influx + "/query?db=unused&q=SELECT%20f%20FROM%20m", reader);
        assertTrue(asked.contains("\"columns\":[\"time\",\"f\"]"), "Grafana asks by InfluxQL: " + asked);
        for (String token : List.of(writer, reader)) {
            JsonArray buckets =
                    new JsonObject(get(influx + "/api/v2/buckets?org=phusong", token)).getJsonArray("buckets");
            assertTrue(buckets.encode().contains("\"unused\""), "sees the buckets");
            JsonObject others = new JsonObject(get(influx + "/api/v2/authorizations", token));
            assertTrue(others.getJsonArray("authorizations", new JsonArray()).isEmpty(), "sees no token");
            assertNotEquals(201, post(influx + "/api/v2/orgs", token, "{\"name\":\"mine\"}"), "makes no organization");
        }
    }

    private String influx() throws Exception {
        String port = Integer.toString(FreePort.any());
        String program = System.getenv().getOrDefault("PHUSONG_INFLUXD", "influxd");
        assertTrue(Native.isThere(program), "no influxd: set PHUSONG_INFLUXD, or run bin/verify, which gets one");
        Native server = start(
                "influxd",
                Map.of(
                        "INFLUXD_REPORTING_DISABLED",
                        compose.environment("influxdb").get("INFLUXD_REPORTING_DISABLED")),
                List.of(
                        program,
                        "--http-bind-address",
                        "127.0.0.1:" + port,
                        "--engine-path",
                        folder.resolve("engine").toString(),
                        "--bolt-path",
                        folder.resolve("influxd.bolt").toString(),
                        "--sqlite-path",
                        folder.resolve("influxd.sqlite").toString()));
        server.answers("http://127.0.0.1:" + port + "/health");
        String influx = "http://127.0.0.1:" + port;
        Map<String, String> environment = compose.environment("influxdb");
        JsonObject setup = new JsonObject()
                .put("username", environment.get("DOCKER_INFLUXDB_INIT_USERNAME"))
                .put("password", secret("influx_admin_password"))
                .put("token", secret("influx_admin_token"))
                .put("org", environment.get("DOCKER_INFLUXDB_INIT_ORG"))
                .put("bucket", environment.get("DOCKER_INFLUXDB_INIT_BUCKET"));
        assertEquals(201, post(influx + "/api/v2/setup", "", setup.encode()));
        return influx;
    }

    private String token(String service, String influx) throws Exception {
        Path tokens = Files.createDirectories(folder.resolve(service));
        List<String> words = image(
                Compose.list(compose.service(service).get("command")),
                Map.of("http://influxdb:8086", influx, "/tokens", tokens.toString()));
        Native.Ran ran = Native.run(folder, Map.of(), words.toArray(String[]::new));
        assertEquals(0, ran.exit(), ran.said());
        return Files.readString(tokens.resolve("token"));
    }

    @Test
    void the_first_password_file_of_the_broker_knows_our_server() throws Exception {
        Path passwords = Files.createDirectories(folder.resolve("passwords"));
        String me = Files.getAttribute(passwords, "unix:uid") + ":" + Files.getAttribute(passwords, "unix:gid");
        List<String> words =
                new ArrayList<>(Compose.list(compose.service("passwords").get("entrypoint")));
        words.addAll(Compose.list(compose.service("passwords").get("command")));
        words = here(words, Map.of(" /passwords", " " + passwords, "10001:10001", me));
        for (int i = 0; i < 2; i++) {
            Native.Ran ran = Native.run(folder, Map.of(), words.toArray(String[]::new));
            assertEquals(0, ran.exit(), ran.said());
        }
        List<String> lines = Files.readAllLines(passwords.resolve("passwords"));
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).matches("phusong:\\$7\\$\\d+\\$.*"), "hashed");
    }

    @Test
    void prometheus_starts_with_its_words_and_files_and_asks_our_server() throws Exception {
        Path root = folder.resolve("root");
        for (Map.Entry<Path, String> mount : compose.mounts("prometheus").entrySet()) {
            copy(mount.getKey(), root.resolve(mount.getValue().substring(1)));
        }
        String address = "127.0.0.1:" + FreePort.any();
        List<String> words = new ArrayList<>(List.of("prometheus", "--web.listen-address=" + address));
        Path data = Files.createDirectories(folder.resolve("prometheus"));
        words.addAll(here(
                Compose.list(compose.service("prometheus").get("command")),
                Map.of("=/etc/prometheus", "=" + root.resolve("etc/prometheus"), "=/prometheus", "=" + data)));
        Native server = start("prometheus", Map.of(), words);
        server.answers("http://" + address + "/-/ready");
        String targets = address + "/api/v1/targets";
        for (int i = 0; i < 100 && !get("http://" + targets, "").contains("phusong:8080"); i++) {
            assertFalse(server.endsWithin(100), server::said);
        }
        assertTrue(get("http://" + targets, "").contains("http://phusong:8080/metrics"), server.said());
        JsonArray groups = new JsonObject(get("http://" + address + "/api/v1/rules", ""))
                .getJsonObject("data")
                .getJsonArray("groups");
        assertFalse(groups.isEmpty(), "the rules are read");
    }

    @Test
    void mosquitto_starts_with_its_files_and_its_health_check_says_so() throws Exception {
        String port = Integer.toString(FreePort.any());
        Native broker = broker(port);
        List<String> check = Compose.list(
                Compose.map(compose.service("mosquitto").get("healthcheck")).get("test"));
        assertEquals("CMD-SHELL", check.get(0));
        String well = here(check, Map.of("-p 1883", "-p " + port)).get(1);
        for (int i = 0; i < 50 && Native.run(folder, Map.of(), "sh", "-c", well).exit() != 0; i++) {
            assertFalse(broker.endsWithin(200), broker::said);
        }
        assertEquals(0, Native.run(folder, Map.of(), "sh", "-c", well).exit(), broker.said());
        String wrong = well.replace("broker_password", "influx_admin_token");
        assertNotEquals(0, Native.run(folder, Map.of(), "sh", "-c", wrong).exit(), "nobody else is let in");
    }

    private Native broker(String port) throws Exception {
        the_first_password_file_of_the_broker_knows_our_server();
        Path root = folder.resolve("root");
        for (Map.Entry<Path, String> mount : compose.mounts("mosquitto").entrySet()) {
            copy(mount.getKey(), root.resolve(mount.getValue().substring(1)));
        }
        Path config = root.resolve("mosquitto/config");
        assertTrue(Files.exists(Files.copy(folder.resolve("passwords/passwords"), config.resolve("passwords"))));
        Files.createDirectories(root.resolve("mosquitto/data"));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".conf")).toList()) {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replace("/mosquitto/", root.resolve("mosquitto") + "/")
                                .replace("listener 1883", "listener " + port + " 127.0.0.1"));
            }
        }
        // Of this machine too: who it runs as, because the folder of a test belongs to the tester.
        Path main = config.resolve("mosquitto.conf");
        Files.writeString(main, "user " + System.getProperty("user.name") + "\n" + Files.readString(main));
        return start("mosquitto", Map.of(), List.of("mosquitto", "-c", main.toString()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Files.isDirectory(file) ? target : target.getParent());
                if (!Files.isDirectory(file)) {
                    assertTrue(Files.exists(Files.copy(file, target)));
                }
            }
        }
    }
}
