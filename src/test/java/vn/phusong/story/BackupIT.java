package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;

/** The drill: a server under load is backed up, lost, and restored elsewhere. */
class BackupIT {
    private static final int PROBES = 9;
    private static final int FALLEN = 3;
    private static final int LATE = 3;
    private static final long SEED = 20260301;
    private static final JournalSettings KEPT =
            new JournalSettings("FULL", Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 10_000);

    @TempDir
    private Path folder;

    private final Telephone telephone = new Telephone();
    private final List<ServerProcess> servers = new ArrayList<>();

    @AfterEach
    void the_end() {
        servers.forEach(ServerProcess::close);
        telephone.close();
    }

    private Map<String, String> rules() throws IOException {
        Map<String, String> rules = new HashMap<>();
        // What is held is counted one by one: nothing is gathered as in a storm.
        Path policy = Files.writeString(folder.resolve("policy.txt"), "contact all channels=*\nroute all to=all\n");
        rules.put("alert.policy", policy.toString());
        rules.putAll(Map.of("window.long", "2m", "window.short", "1m", "stale.min", "1m"));
        rules.putAll(Map.of("hold.down", "0s", "hold.up", "0s", "alert.warning", "0s", "startup.grace", "0s"));
        rules.putAll(Map.of("snapshot.every", "1s", "mqtt.rate.device", "1000", "webhook.backoff.max", "1s"));
        rules.put("webhook.url", telephone.address());
        return rules;
    }

    private ServerProcess start(Path data) throws Exception {
        ServerProcess server = ServerProcess.start(data, rules());
        servers.add(server);
        return server;
    }

    @Test
    void a_lost_server_comes_back_elsewhere_as_it_was_and_tells_nothing_twice() throws Exception {
        Path lost = folder.resolve("one/lost");
        Path found = folder.resolve("two/found");
        Path file = folder.resolve("backup.zip");
        Files.createDirectories(lost.getParent());
        Files.createDirectories(found.getParent());
        Map<String, String> secrets = new HashMap<>();
        long position = lose(lost, file, secrets);

        Jar.Ran over = Jar.run(lost, rules(), "restore", file.toString());
        assertEquals(1, over.exit(), over.out());
        assertTrue(over.sentence().contains("is not empty"), over.err());
        Jar.Ran restored = Jar.run(found, rules(), "restore", file.toString(), "--data", found.toString());
        assertEquals(0, restored.exit(), restored.err());
        assertTrue(restored.out().contains("position " + position), restored.out());
        theSameUpTo(position, lost, found);
        comeBack(found, heldOf(found, position), secrets);
    }

    /** A server that lives, is backed up while many speak, goes on, and is killed. */
    private long lose(Path data, Path file, Map<String, String> secrets) throws Exception {
        ServerProcess server = start(data);
        server.importFolder(SmallRegistry.writeApart(folder.resolve("registry"), PROBES, 200, "5s"));
        secrets.put(SmallRegistry.COLLECTOR, server.secret(SmallRegistry.COLLECTOR));
        for (int i = 0; i < PROBES; i++) {
            secrets.put(SmallRegistry.probe(i), server.secret(SmallRegistry.probe(i)));
        }
        List<Publisher> publishers = List.of(
                new Publisher(List.of(SmallRegistry.COLLECTOR), 50, secrets, server::mqttPort, new Ledger(), SEED),
                new Publisher(
                        List.of(SmallRegistry.probe(PROBES - 1)), 0, secrets, server::mqttPort, new Ledger(), SEED));
        List<Thread> load = publishers.stream().map(Thread::new).toList();
        load.forEach(Thread::start);
        telephone.isBusy = true;
        for (int i = 0; i < FALLEN; i++) {
            fall(server, i, secrets);
        }
        await(server, "phusong_alerts_waiting", FALLEN);
        Jar.Ran made = Jar.run(data, rules(), "backup", file.toString(), "--json");
        assertEquals(0, made.exit(), made.err());
        long position = new JsonObject(made.out()).getLong("position");
        assertEquals(1, Jar.run(data, rules(), "backup", file.toString()).exit(), "never over another one");
        await(server, "phusong_journal_position", position + 10);
        publishers.forEach(Publisher::finish);
        for (Thread thread : load) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertFalse(thread.isAlive(), "all acknowledged");
        }
        for (int i = 0; i < 100 && server.metric("phusong_history_lag_positions") > 0; i++) {
            assertFalse(server.endsWithin(100), server::said);
        }
        server.kill();
        return position;
    }

    /** A village is well for a minute and then without signal. */
    private static void fall(ServerProcess server, int probe, Map<String, String> secrets) throws Exception {
        long now = System.currentTimeMillis();
        JsonArray readings = new JsonArray();
        for (long ago = 240_000; ago >= 0; ago -= 5_000) {
            readings.add(new JsonObject()
                    .put("t", now - ago)
                    .put(
                            "radio",
                            new JsonArray()
                                    .add(new JsonObject()
                                            .put("plmn", SmallRegistry.PLMN)
                                            .put("rat", "LTE")
                                            .put("reg", "home")
                                            .put("rsrp", ago > 130_000 ? -85 : -125))));
        }
        String login = SmallRegistry.probe(probe) + ":" + secrets.get(SmallRegistry.probe(probe));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.page("/api/v1/readings"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(readings.encode()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
    }

    private static void await(ServerProcess server, String metric, double least) throws Exception {
        for (int i = 0; i < 450 && server.metric(metric) < least; i++) {
            assertFalse(server.endsWithin(200), server::said);
        }
        assertTrue(server.metric(metric) >= least, metric + "\n" + server.said());
    }

    private static List<JournalReader.Entry> entries(JournalReader reader, long through) throws Exception {
        List<JournalReader.Entry> entries = new ArrayList<>();
        for (List<JournalReader.Entry> more = reader.after(0, 500); !more.isEmpty(); ) {
            entries.addAll(more);
            more = reader.after(more.get(more.size() - 1).position(), 500);
        }
        return entries.stream().filter(entry -> entry.position() <= through).toList();
    }

    private static void theSameUpTo(long position, Path lost, Path found) throws Exception {
        try (Journal before = Journal.open(lost, KEPT);
                Journal after = Journal.open(found, KEPT);
                JournalReader was = before.reader();
                JournalReader is = after.reader()) {
            assertEquals(position, after.position());
            List<JournalReader.Entry> entries = entries(was, position);
            assertEquals(entries, entries(is, Long.MAX_VALUE), "the same readings, standings, incidents, registry");
            Engine restored = after.restore(SampleRules.DEFAULT).engine();
            Engine fold = new Engine(restored.rules());
            for (JournalReader.Entry entry : entries) {
                Effects effects = fold.step(entry.step().event());
                assertEquals(entry.step().effects().standings(), effects.standings());
            }
            Map<String, byte[]> expected = new HashMap<>();
            fold.allRows().forEach(row -> expected.put(row.kind() + " " + row.key(), row.value()));
            List<SnapshotRow> rows = restored.allRows();
            assertEquals(expected.size(), rows.size());
            rows.forEach(row -> assertArrayEquals(expected.get(row.kind() + " " + row.key()), row.value(), row.key()));
            assertEquals(PROBES, restored.registry().villages().size());
            assertEquals(was.secrets().size(), is.secrets().size());
            System.out.printf(
                    "backup drill: %d of %d entries restored, %d state rows equal to a fold%n",
                    entries.size(), before.position(), rows.size());
        }
    }

    private static Set<String> heldOf(Path data, long position) throws Exception {
        try (Journal journal = Journal.open(data, KEPT);
                JournalReader reader = journal.reader()) {
            Set<String> owed = new TreeSet<>();
            reader.owedAfter(0, 1000).forEach(one -> owed.add(one.getValue().id()));
            assertTrue(owed.size() >= FALLEN, owed::toString);
            assertEquals(position, reader.cursor("alert.held"));
            return owed;
        }
    }

    private void comeBack(Path data, Set<String> held, Map<String, String> secrets) throws Exception {
        Path foreign = data.resolve("history.duckdb");
        for (String end : List.of("", ".wal")) {
            Path of = folder.resolve("one/lost/history.duckdb" + end);
            if (Files.exists(of)) {
                assertTrue(Files.exists(Files.copy(of, data.resolve("history.duckdb" + end))));
            }
        }
        telephone.isBusy = false;
        telephone.taken.clear();
        ServerProcess server = start(data);
        assertEquals(held.size(), server.metric("phusong_alerts_held"));
        JsonObject health = new JsonObject(server.get("/health/ready"));
        assertEquals("up", health.getString("status"), "readings may come");
        assertTrue(health.getJsonArray("notes").getString(0).contains("are held"), health::encode);
        assertEquals(
                held,
                server.office(new JsonObject().put("do", "held")).getJsonArray("held").stream()
                        .map(one -> ((JsonObject) one).getString("id"))
                        .collect(Collectors.toCollection(TreeSet::new)));

        fall(server, LATE, secrets);
        for (int i = 0; i < 450 && telephone.taken.stream().noneMatch(id -> id.startsWith("v" + LATE + "-")); i++) {
            assertFalse(server.endsWithin(200), server::said);
        }
        assertTrue(telephone.taken.stream().anyMatch(id -> id.startsWith("v" + LATE + "-")), server::said);
        assertTrue(Collections.disjoint(held, telephone.taken), telephone.taken::toString);

        assertTrue(server.said().contains("Moved away, it is filled again"), server::said);
        server.stop();
        Files.delete(foreign);
        boolean wasThere = Files.deleteIfExists(data.resolve("history.duckdb.wal"));
        ServerProcess again = start(data);
        for (int i = 0; i < 450 && again.metric("phusong_history_lag_positions") > 0; i++) {
            assertFalse(again.endsWithin(200), again::said);
        }
        assertEquals(0, again.metric("phusong_history_lag_positions"), wasThere + again.said());
        assertEquals(held.size(), again.metric("phusong_alerts_held"), "a restart releases nothing");
        released(again, data, held);
    }

    private void released(ServerProcess server, Path data, Set<String> held) throws Exception {
        Jar.Ran released = Jar.run(data, rules(), "alerts", "release");
        assertEquals(0, released.exit(), released.err());
        assertTrue(released.out().startsWith(held.size() + " held notices are released"), released.out());
        for (int i = 0; i < 150 && !telephone.taken.containsAll(held); i++) {
            assertFalse(server.endsWithin(200), server::said);
        }
        server.stop();
        Map<String, Integer> times = new HashMap<>();
        telephone.taken.forEach(id -> times.merge(id, 1, Integer::sum));
        held.forEach(id -> assertEquals(1, times.get(id), id + " in " + telephone.taken));
        ServerProcess again = start(data);
        assertEquals(0, again.metric("phusong_alerts_held"));
        assertEquals(
                held.size(), telephone.taken.stream().filter(held::contains).count(), "and never again");
        again.stop();
    }
}
