package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.ingest.Mosquitto;
import vn.phusong.journal.FollowerThread;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** How villages stand, kept at a real Mosquitto. */
@Timeout(120)
class MqttVillagesIT {
    private static final String TOPIC = "phusong-out/v1/villages/";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TreeMap<String, Standing> standings = new TreeMap<>();
    private volatile MqttVillages.Picture picture;
    private Mosquitto broker;
    private FollowerThread thread;
    private MqttVillages villages;
    private Listener listener;

    @BeforeEach
    void a_broker_and_a_province_of_thirty_villages() throws Exception {
        broker = Mosquitto.open(folder, List.of());
        listener = new Listener(broker.port(), "phusong-out/v1/#");
        for (int i = 10; i < 40; i++) {
            standings.put("v" + i, Standing.COVERED);
        }
        paint();
        start();
        listener.await(last ->
                last.keySet().stream().filter(it -> it.startsWith(TOPIC)).count() == 30);
    }

    private void start() {
        thread = FollowerThread.named("alert");
        villages = new MqttVillages(
                vertx,
                new MqttOutSettings(
                        URI.create("mqtt://127.0.0.1:" + broker.port()), "phusong-out", "", "", null, 3_000),
                thread,
                () -> picture,
                "https://phusong.example",
                new Backoff(100, 500));
        villages.look();
    }

    @AfterEach
    void the_end() throws Exception {
        villages.close();
        thread.close();
        listener.close();
        broker.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void paint() {
        List<Village> rows = new ArrayList<>();
        TreeMap<String, VillageCoverage> covered = new TreeMap<>();
        standings.forEach((id, standing) -> {
            rows.add(new Village(
                    id,
                    "Bản " + id,
                    "bản",
                    "c1",
                    new Place(22, 105),
                    new Households(10, null, null),
                    null,
                    Validity.OPEN));
            SlotCoverage slot = new SlotCoverage(
                    id + "-c", PointKind.CENTRE, "viettel", standing, OutboxTest.EIGHT, 0, 60, 58, -97f, true);
            covered.put(
                    id,
                    new VillageCoverage(
                            id, standing, OutboxTest.EIGHT, standing, List.of(slot), null, null, FibreCoverage.NONE));
        });
        Registry registry = Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                List.of(new Area("c1", null, "commune", "Xã Một", null, Validity.OPEN)),
                                rows,
                                List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        picture = new MqttVillages.Picture(new CoverageMap(OutboxTest.EIGHT, 1, covered, List.of()), registry, true);
    }

    private void becomes(String village, Standing standing) {
        standings.put(village, standing);
        paint();
        villages.look();
    }

    @Test
    void a_newcomer_gets_every_village_as_it_stands_and_that_somebody_keeps_it() throws Exception {
        becomes("v11", Standing.UNCOVERED);
        listener.await(last -> last.get(TOPIC + "v11").contains("UNCOVERED"));
        try (Listener newcomer = new Listener(broker.port(), "phusong-out/v1/#")) {
            newcomer.await(last -> last.size() == 31);
            JsonObject state = new JsonObject(newcomer.last.get(TOPIC + "v11"));
            assertEquals(
                    "{\"id\":\"v11\",\"name\":\"Bản v11\",\"area\":\"c1\",\"areaName\":\"Xã Một\",\"standing\":\"UNCOVERED\","
                            + "\"since\":\"2026-03-01T08:00:00+07:00\",\"operators\":{\"viettel\":\"UNCOVERED\"},"
                            + "\"whiteSpot\":null,\"silence\":null,\"simulated\":true}",
                    state.encode());
            assertEquals("online", newcomer.last.get("phusong-out/v1/state"));
            Listener.Came one = newcomer.came.stream()
                    .filter(it -> it.topic().equals(TOPIC + "v11"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(one.isKept(), "retained");
            assertEquals("vn.phusong.village.state.v1", one.said().get("type"));
            assertEquals("v11", one.said().get("subject"));
        }
    }

    @Test
    void only_what_changed_is_said_also_after_a_restart() throws Exception {
        villages.close();
        thread.close();
        listener.await(last -> "offline".equals(last.get("phusong-out/v1/state")));
        listener.came.clear();
        standings.put("v12", Standing.UNKNOWN);
        standings.remove("v13");
        paint();
        start();
        listener.await(last -> last.get(TOPIC + "v12").contains("UNKNOWN") && !last.containsKey(TOPIC + "v13"));
        List<String> said = new ArrayList<>();
        for (Listener.Came one = listener.came.poll(2, TimeUnit.SECONDS);
                one != null;
                one = listener.came.poll(2, TimeUnit.SECONDS)) {
            said.add(one.topic());
        }
        assertEquals(
                List.of(
                        "phusong-out/v1/asked/phusong-out-villages",
                        "phusong-out/v1/state",
                        TOPIC + "v12",
                        TOPIC + "v13"),
                said.stream().sorted().toList());
    }

    @Test
    void a_village_that_leaves_the_registry_is_taken_away() throws Exception {
        standings.remove("v14");
        paint();
        villages.look();
        listener.await(last -> !last.containsKey(TOPIC + "v14"));
        try (Listener newcomer = new Listener(broker.port(), "phusong-out/v1/#")) {
            newcomer.await(last -> last.size() == 30);
        }
    }

    @Test
    void a_broker_that_was_killed_gets_what_it_lost_and_what_changed_meanwhile() throws Exception {
        broker.kill();
        becomes("v15", Standing.DEGRADED);
        broker.again();
        try (Listener newcomer = new Listener(broker.port(), "phusong-out/v1/#")) {
            newcomer.await(last -> last.size() == 31 && last.get(TOPIC + "v15").contains("DEGRADED"));
        }
    }
}
