package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.web.SmallProvince.T0;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.DeviceFlags;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.Flag;
import vn.phusong.coverage.FlagKind;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.journal.Quarantined;
import vn.phusong.journal.SecurityEvent;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Line;
import vn.phusong.village.PonClass;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;

/** Fewer than five households are never shown alone (domain.md §4.9): of v-weak the one line, beside v-co with its 150. */
class FewTest {
    private static final String PASSWORD = "đường lên bản Co 7";

    @TempDir
    private Path folder;

    private Served web;
    private Guest viewer;
    private Guest operator;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
        web.scene.set(scene());
        web.keep(
                List.of(),
                List.of(),
                List.of(
                        new Rollup("v-weak", Rollup.FIBRE, T0 - 3_600_000, 1, 0, 0, -21.4, 1),
                        new Rollup("v-weak", "viettel", T0 - 3_600_000, 5, 0, 0, -485, 5),
                        new Rollup("v-co", Rollup.FIBRE, T0 - 3_600_000, 140, 4, 0, -3000, 140)));
        web.keep(List.of(new Quarantined(
                0,
                T0,
                "ont-7",
                "phusong/v1/ont-7/telemetry",
                new Refusal(RefusalReason.UNPARSABLE, "no JSON: {\"serial\""),
                "{\"serial\":\"geheim\"".getBytes(StandardCharsets.UTF_8))));
        viewer = in("xem", Role.VIEWER);
        operator = in("lan", Role.OPERATOR);
    }

    static Scene scene() {
        Scene usual = SmallProvince.scene(T0, Standing.COVERED);
        Map<String, VillageCoverage> villages = new TreeMap<>(usual.map().villages());
        VillageCoverage weak = villages.get("v-weak");
        villages.put(
                "v-weak",
                new VillageCoverage(
                        "v-weak",
                        weak.standing(),
                        weak.since(),
                        weak.fourGPlus(),
                        weak.slots(),
                        weak.whiteSpot(),
                        weak.silence(),
                        new FibreCoverage(1, 1, 0, 1, 0, 0, true)));
        List<DeviceFlags> flagged = List.of(new DeviceFlags(
                "ont-7",
                "v-weak",
                List.of(new Flag(FlagKind.LIGHT_FADING, "", T0, "Tín hiệu yếu", "weak", List.of()))));
        Device ont = new Device(
                "ont-7",
                DeviceKind.ONT,
                "v-weak",
                null,
                List.of(),
                300_000,
                PowerSource.MAINS,
                new Line("0123456789abcdef", "olt-1/0/1", null, PonClass.B_PLUS),
                0,
                Validity.OPEN);
        Registry registry = usual.registry()
                .with(new RegistryChange(
                        new RegistryChange.Tree(List.of(), List.of(), List.of()),
                        List.of(),
                        List.of(ont),
                        List.of(),
                        List.of()));
        return new Scene(
                new CoverageMap(T0, 1, villages, usual.map().indicators(), flagged),
                registry,
                usual.rules(),
                List.of());
    }

    private Guest in(String name, Role role) throws Exception {
        assertNull(web.accounts.add(name, role, PASSWORD, new Caller("console:test", "", true)));
        Guest guest = new Guest(web);
        assertEquals(200, guest.logIn(name, PASSWORD).statusCode());
        return guest;
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private static JsonObject json(Guest guest, String path) throws Exception {
        return guest.get(path).bodyAsJsonObject();
    }

    @Test
    void of_a_village_with_one_line_only_who_mends_it_sees_how_the_line_does() throws Exception {
        for (Guest guest : List.of(new Guest(web), viewer)) {
            JsonObject seen = json(guest, "/api/v1/villages/v-weak");
            assertNull(seen.getJsonObject("fibre"));
            assertTrue(seen.getBoolean("fibreHidden"));
            assertEquals(0, seen.getJsonArray("flags").size());
            assertFalse(seen.getJsonObject("why").encode().contains("fibre"), seen.encode());
            assertEquals(200, seen.getJsonObject("households").getInteger("count"), "how many live there is no secret");
            assertEquals(List.of("viettel"), series(guest, "v-weak"));
            assertFalse(json(guest, "/api/v1/villages?q=to%20do").encode().contains("\"down\""));
        }
        JsonObject seen = json(operator, "/api/v1/villages/v-weak");
        assertEquals(1, seen.getJsonObject("fibre").getInteger("down"));
        assertFalse(seen.getBoolean("fibreHidden"));
        assertEquals(1, seen.getJsonArray("flags").size());
        assertEquals(List.of("fibre", "viettel"), series(operator, "v-weak"));
    }

    @Test
    void of_many_lines_everybody_sees_the_sums() throws Exception {
        JsonObject seen = web.json("/api/v1/villages/v-co");
        assertEquals(140, seen.getJsonObject("fibre").getInteger("up"));
        assertFalse(seen.getBoolean("fibreHidden"));
        assertEquals(List.of("fibre"), series(new Guest(web), "v-co"));
    }

    private static List<String> series(Guest guest, String village) throws Exception {
        JsonArray series =
                json(guest, "/api/v1/villages/" + village + "/readings").getJsonArray("series");
        return series.stream()
                .map(one -> ((JsonObject) one).getString("operator"))
                .toList();
    }

    @Test
    void the_terminal_of_a_household_is_shown_to_operators_and_it_is_written_down_who_looked() throws Exception {
        assertEquals(401, web.get("/api/v1/devices/ont-7").statusCode());
        assertEquals(403, viewer.get("/api/v1/devices/ont-7").statusCode());
        assertEquals(200, web.get("/api/v1/devices/probe-co").statusCode(), "a probe is nobody's");
        assertEquals(
                0, web.json("/api/v1/devices?flag=any").getJsonArray("devices").size());
        assertNull(web.json("/api/v1/devices?kind=ont")
                .getJsonArray("devices")
                .getJsonObject(0)
                .getJsonArray("flags"));
        assertEquals(List.of(), seen());
        assertEquals("ont-7", json(operator, "/api/v1/devices/ont-7").getString("id"));
        assertEquals(
                1,
                json(operator, "/api/v1/devices?flag=any")
                        .getJsonArray("devices")
                        .size());
        assertEquals(List.of("ont-7 lan 127.0.0.1"), seen());
    }

    @Test
    void what_a_device_said_is_shown_to_operators() throws Exception {
        for (Guest guest : List.of(new Guest(web), viewer)) {
            JsonObject row =
                    json(guest, "/api/v1/quarantine").getJsonArray("quarantine").getJsonObject(0);
            assertEquals("unparsable", row.getString("reason"));
            assertNull(row.getString("text"));
            assertFalse(row.encode().contains("serial"), row.encode());
        }
        assertEquals(List.of(), seen());
        assertNotNull(json(operator, "/api/v1/quarantine")
                .getJsonArray("quarantine")
                .getJsonObject(0)
                .getString("text"));
        assertEquals(List.of("quarantine lan 127.0.0.1"), seen());
    }

    private List<String> seen() {
        return web.folk.reports.stream()
                .filter(event -> event.what().equals("household_data_seen"))
                .map((SecurityEvent event) -> event.device() + " " + event.detail() + " " + event.from())
                .toList();
    }
}
