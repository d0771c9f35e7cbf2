package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalReader.IncidentQuery;

/** The whole program, stopped for forty minutes of device time while the villages go on: nobody is blamed and nobody is alarmed. */
class AbsenceIT {
    private static final long MINUTE = 60_000;

    private final AtomicLong now = new AtomicLong(1_767_200_400_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void our_own_silence_of_forty_minutes_uncovers_no_village_and_sends_no_alert() throws Exception {
        App app = start();
        imported(app);
        String secret = app.watch().issue(List.of("probe-1")).get(0).plain();
        for (int i = 0; i < 40; i++) {
            minute(app, secret);
        }
        assertEquals(Standing.COVERED, village(app).standing());
        app.stop();

        now.addAndGet(40 * MINUTE);
        app = start();
        assertEquals(Standing.UNKNOWN, village(app).standing());
        assertEquals(Silence.OURSELVES, village(app).silence());
        for (int i = 0; i < 30; i++) {
            minute(app, secret);
        }
        assertEquals(Standing.COVERED, village(app).standing());
        try (JournalReader reader = app.watch().journal().reader()) {
            List<StandingChange> changes = reader.standings("v1", 0, Long.MAX_VALUE, 1000);
            assertTrue(changes.stream().noneMatch(change -> change.to() == Standing.UNCOVERED), changes::toString);
            assertEquals(List.of(), reader.owedAfter(0, 10));
            List<Incident> incidents = reader.incidents(new IncidentQuery(null, null, Long.MAX_VALUE, null, 10));
            assertEquals(1, incidents.size(), incidents::toString);
            assertEquals(Cause.COLLECTION, incidents.get(0).cause());
            long away = incidents.get(0).span().end() - incidents.get(0).span().start();
            assertTrue(Math.abs(away - 40 * MINUTE) <= MINUTE, () -> away + " ms");
        }
        app.stop();
    }

    private App start() throws Exception {
        Map<String, String> environment = Map.of(
                "PHUSONG_DATA_DIR", folder.resolve("data").toString(),
                "PHUSONG_MQTT_PORT", "0",
                "PHUSONG_MQTT_HOST", "127.0.0.1",
                "PHUSONG_WEB_PORT", "0");
        return App.start(Settings.load(folder, Optional.empty(), environment), notBefore -> clock, false);
    }

    private void imported(App app) throws Exception {
        Path registry = Files.createDirectory(folder.resolve("registry"));
        Files.writeString(registry.resolve("areas.csv"), "code,level,name_vi\na,commune,Xã Thử\n");
        Files.writeString(registry.resolve("operators.csv"), "operator,name,plmns\nviettel,Viettel,45204\n");
        Files.writeString(
                registry.resolve("villages.csv"),
                "village_id,name,kind,area_code,lat,lon,households\nv1,Bản Co,bản,a,22.1,105.8,40\n");
        Files.writeString(
                registry.resolve("points.csv"), "point_id,village_id,kind,lat,lon\nv1-c,v1,CENTRE,22.1,105.8\n");
        Files.writeString(
                registry.resolve("devices.csv"),
                "device_id,kind,village_id,point_id,operators,interval\nprobe-1,probe,v1,v1-c,viettel,60s\n");
        JsonObject report =
                app.office().handle(new JsonObject().put("do", "import").put("folder", registry.toString()));
        assertTrue(report.getBoolean("taken"), report::encodePrettily);
    }

    /** A minute goes by: a good reading, then the tick after it. */
    private void minute(App app, String secret) throws IOException, InterruptedException {
        now.addAndGet(MINUTE / 2);
        String login = Base64.getEncoder().encodeToString(("probe-1:" + secret).getBytes(StandardCharsets.UTF_8));
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.webPort() + "/api/v1/readings"))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"t\":" + now.get()
                        + ",\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-95}]}"))
                .build();
        HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
        now.addAndGet(MINUTE / 2);
        long due = now.get() / MINUTE * MINUTE;
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (app.watch().scene().asOf() < due) {
            assertTrue(System.nanoTime() < deadline, "no tick of " + due + " within 10 s");
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static VillageCoverage village(App app) {
        VillageCoverage village = app.watch().scene().map().villages().get("v1");
        assertNotNull(village);
        return village;
    }
}
