package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.web.SmallProvince.T0;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.Spurned;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.RefusalReason;
import vn.phusong.reading.Registration;

/** What may be wrong with devices, and what became of what they sent, as the doors tell it. */
class FlagsTest {
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
        Engine engine = new Engine(SampleRules.DEFAULT);
        List<Event> events = new ArrayList<>();
        events.add(new Event.RegistryChanged(
                T0 - 600 * MINUTE, SmallProvince.registry().asChange()));
        for (int n = 40; n > 0; n--) {
            long at = T0 - n * MINUTE;
            int seq = n > 20 ? 100 - n : 160 - n;
            Reading right = new Reading("probe-dark", "probe-dark", at, at, seq, mobile(n));
            events.add(new Event.Readings(at, List.of(right, right)));
        }
        events.add(new Event.Readings(
                T0 - MINUTE, List.of(), List.of(new Spurned("probe-dark", T0, -1, RefusalReason.UNPARSABLE))));
        DeviceEvent suspended = new DeviceEvent(EventKind.SIM_SUSPENDED, "sim_suspended");
        events.add(new Event.Readings(T0, List.of(new Reading("probe-dark", "probe-dark", T0, T0, 160, suspended))));
        events.add(new Event.Tick(T0 + 60 * MINUTE));
        events.forEach(event -> assertTrue(engine.step(event).owed().isEmpty()));
        web.snapshot(engine.allRows());
        web.scene.set(new Scene(engine.picture(1), engine.registry(), engine.rules(), List.of()));
    }

    private static Mobile mobile(int n) {
        Levels levels = new Levels(-90 - n % 3, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        return new Mobile(
                List.of(new Radio("45204", null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, null)),
                null,
                null);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void a_device_says_what_is_wrong_what_never_came_and_what_became_of_what_it_sent() throws Exception {
        JsonObject device = web.json("/api/v1/devices/probe-dark");
        JsonObject flag = device.getJsonArray("flags").getJsonObject(0);
        assertEquals("sim_suspended", flag.getString("kind"));
        assertTrue(flag.getString("vi").startsWith("SIM của thiết bị đo bị khóa từ 08:00 01/03/2026"), flag.encode());
        assertEquals("2026-03-01T08:00:00+07:00", flag.getString("since"));
        JsonObject gap = device.getJsonArray("gaps").getJsonObject(0);
        assertEquals(80, gap.getLong("from"));
        assertEquals("Readings 80–139 never came.", gap.getString("en"));
        assertEquals("Không nhận được số đo từ 80 đến 139.", gap.getString("vi"));
        assertEquals(
                "[{\"day\":\"2026-03-01\",\"sent\":141,\"stored\":41,\"duplicate\":40,\"refused\":1,\"lost\":59}]",
                device.getJsonArray("ledger").encode());
        assertNull(device.getValue("light"));
    }

    @Test
    void the_ledger_of_a_village_is_that_of_its_devices_together() throws Exception {
        JsonArray days = web.json("/api/v1/villages/v-dark/ledger").getJsonArray("days");
        assertEquals(141, days.getJsonObject(0).getLong("sent"));
        assertEquals(404, web.get("/api/v1/villages/nowhere/ledger").statusCode());
        assertEquals(404, web.get("/api/v1/devices/nobody").statusCode());
    }

    @Test
    void flagged_devices_can_be_listed_by_what_is_wrong() throws Exception {
        assertEquals(List.of("probe-dark"), ids("/api/v1/devices?flag=any"));
        assertEquals(List.of("probe-dark"), ids("/api/v1/devices?flag=sim_suspended"));
        assertEquals(List.of(), ids("/api/v1/devices?flag=moved"));
        assertEquals(400, web.get("/api/v1/devices?flag=ugly").statusCode());
    }

    private List<String> ids(String path) throws Exception {
        List<String> ids = new ArrayList<>();
        JsonArray devices = web.json(path).getJsonArray("devices");
        for (int i = 0; i < devices.size(); i++) {
            ids.add(devices.getJsonObject(i).getString("id"));
        }
        return ids;
    }

    @Test
    void a_village_whose_probe_is_not_believed_says_so_and_not_that_the_probe_is_silent() throws Exception {
        JsonObject village = web.json("/api/v1/villages/v-dark");
        assertEquals("UNKNOWN", village.getString("standing"));
        assertEquals("device", village.getString("silence"));
        assertTrue(
                village.getJsonObject("why").getString("vi").startsWith("SIM của thiết bị đo bị khóa"),
                village.encode());
        assertEquals(
                "probe-dark", village.getJsonArray("flags").getJsonObject(0).getString("device"));
    }
}
