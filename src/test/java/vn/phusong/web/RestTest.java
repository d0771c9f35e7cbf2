package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.web.SmallProvince.T0;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The doors of design.md §7, asked over a real connection. */
class RestTest {
    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void the_summary_says_each_indicator_with_bounds_and_whether_it_is_met() throws Exception {
        JsonObject summary = web.json("/api/v1/summary");
        JsonObject mobile = summary.getJsonObject("mobile");
        assertEquals(
                "{\"covered\":1,\"degraded\":1,\"uncovered\":1,\"unknown\":1,\"total\":4,\"lowerBound\":50.0,\"upperBound\":75.0,\"target\":100,"
                        + "\"met\":\"no\",\"asOf\":\"2026-03-01T08:00:00+07:00\"}",
                mobile.encode());
        assertEquals("not proven", summary.getJsonObject("fibre").getString("met"));
        assertEquals(17.3, summary.getJsonObject("fibre").getDouble("lowerBound"), "139 of 800, floored");
        assertNull(summary.getJsonObject("mobile.operator.vina").getValue("target"));
        assertTrue(summary.containsKey("mobile.4g+"));
        assertTrue(summary.getBoolean("simulated"));
        assertEquals(
                "{\"villages\":2,\"unknown\":1}",
                summary.getJsonObject("fragile").encode());
    }

    @Test
    void a_village_says_where_how_since_when_and_why() throws Exception {
        JsonObject village = web.json("/api/v1/villages/v-co");
        assertEquals("Bản Co", village.getString("name"));
        assertEquals(List.of("02143", "19"), codes(village.getJsonArray("area")));
        assertEquals("COVERED", village.getString("standing"));
        assertEquals("2026-03-01T07:00:00+07:00", village.getString("since"));
        assertEquals(
                "{\"viettel\":\"COVERED\",\"vina\":\"UNCOVERED\"}",
                village.getJsonObject("operators").encode());
        assertEquals(69.5, village.getJsonObject("fibre").getDouble("share"));
        assertTrue(village.getJsonObject("households").getBoolean("assumed"));
        assertTrue(village.getJsonObject("why").getString("vi").contains("Viettel"));
        assertFalse(village.getJsonObject("why").getJsonArray("evidence").isEmpty());
        assertEquals(2, village.getJsonArray("history").size());
        assertEquals(
                2,
                village.getJsonArray("points")
                        .getJsonObject(0)
                        .getJsonArray("slots")
                        .size());
    }

    private static List<String> codes(JsonArray areas) {
        List<String> codes = new ArrayList<>();
        areas.forEach(area -> codes.add(((JsonObject) area).getString("code")));
        return codes;
    }

    private List<String> ids(String path, String noun) throws Exception {
        List<String> ids = new ArrayList<>();
        web.json(path).getJsonArray(noun).forEach(thing -> ids.add(((JsonObject) thing).getString("id")));
        return ids;
    }

    @Test
    void villages_are_filtered_by_standing_and_area() throws Exception {
        assertEquals(List.of("v-dark"), ids("/api/v1/villages?standing=UNCOVERED", "villages"));
        assertEquals(List.of("v-dark"), ids("/api/v1/villages?standing=uncovered", "villages"));
        assertEquals(List.of("v-new"), ids("/api/v1/villages?standing=UNKNOWN&area=19", "villages"));
        assertEquals(List.of("v-dark", "v-new"), ids("/api/v1/villages?area=05665", "villages"));
        assertEquals(List.of(), ids("/api/v1/villages?area=99999", "villages"));
    }

    @Test
    void a_search_without_diacritics_finds_ban_co_and_never_makes_two_communes_one() throws Exception {
        assertEquals(List.of("v-co"), ids("/api/v1/villages?q=ban%20co", "villages"));
        assertEquals(List.of("v-weak"), ids("/api/v1/villages?q=to%20do", "villages"), "đ is found as d");
        assertEquals(4, ids("/api/v1/villages?q=van%20lang", "villages").size(), "both communes sound alike");
        assertEquals(
                List.of("v-co", "v-weak"), ids("/api/v1/villages?area=02143&q=van%20lang", "villages"), "but are two");
    }

    @Test
    void a_list_is_read_page_by_page_to_its_end() throws Exception {
        List<String> seen = new ArrayList<>();
        String after = "";
        for (int page = 0; after != null && page < 9; page++) {
            JsonObject list = web.json("/api/v1/villages?limit=3&after=" + after);
            assertEquals(4, list.getInteger("total"));
            list.getJsonArray("villages").forEach(village -> seen.add(((JsonObject) village).getString("id")));
            after = list.getString("next");
        }
        assertEquals(List.of("v-co", "v-dark", "v-new", "v-weak"), seen);
    }

    @ParameterizedTest(name = "{0} → {1} {2}={3}")
    @CsvSource({
        "/api/v1/villages?limit=0, 400, limit, 0",
        "/api/v1/villages?limit=1001, 400, limit, 1001",
        "/api/v1/villages?limit=ten, 400, limit, ten",
        "/api/v1/villages?standing=RED, 400, standing, RED",
        "/api/v1/villages?stading=COVERED, 400, parameter, stading",
        "/api/v1/villages?asOf=yesterday, 400, asOf, yesterday",
        "/api/v1/villages?asOf=2099-01-01, 400, asOf, 2099-01-01T00:00:00+07:00",
        "/api/v1/incidents?state=burning, 400, state, burning",
        "/api/v1/villages/v-co/readings?step=7m, 400, step, 7m",
        "/api/v1/villages/v-co/readings?step=0m, 400, step, 0m",
        "/api/v1/quarantine?after=x, 400, after, x",
        "/api/v1/devices?kind=phone, 400, kind, phone",
        "/api/v1/villages/v-nobody, 404, village, v-nobody",
        "/api/v1/incidents/i-nobody, 404, incident, i-nobody",
        "/api/v1/nowhere, 404, path, /api/v1/nowhere",
    })
    void a_bad_question_is_a_problem_that_names_field_and_value(String path, int status, String field, String value)
            throws Exception {
        HttpResponse<Buffer> answer = web.get(path);
        assertEquals(status, answer.statusCode());
        assertEquals("application/problem+json", answer.getHeader("Content-Type"));
        JsonObject problem = answer.bodyAsJsonObject();
        assertEquals(status, problem.getInteger("status"));
        assertEquals(field, problem.getString("field"));
        assertEquals(value, problem.getString("value"));
        assertTrue(problem.getString("detail").contains(value), problem.encode());
    }

    @Test
    void another_method_is_refused_and_head_is_answered_without_a_body() throws Exception {
        assertEquals(
                401,
                web.ask(HttpMethod.DELETE, "/api/v1/summary", Map.of()).statusCode(),
                "who did not log in learns nothing about what could be changed");
        assertEquals(405, web.ask(HttpMethod.GET, "/api/v1/readings", Map.of()).statusCode());
        HttpResponse<Buffer> head = web.ask(HttpMethod.HEAD, "/api/v1/summary", Map.of());
        assertEquals(200, head.statusCode());
        assertNull(head.body());
        assertEquals(web.get("/api/v1/summary").getHeader("ETag"), head.getHeader("ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/summary",
        "/api/v1/map.geojson",
        "/api/v1/boundaries.geojson",
        "/api/v1/villages",
        "/",
        "/main.js",
        "/openapi.json"
    })
    void who_has_the_picture_already_is_told_so(String path) throws Exception {
        String tag = web.get(path).getHeader("ETag");
        HttpResponse<Buffer> again = web.ask(HttpMethod.GET, path, Map.of("If-None-Match", tag));
        assertEquals(304, again.statusCode());
        assertNull(again.body());
    }

    @Test
    void a_new_scene_is_a_new_picture() throws Exception {
        String before = web.get("/api/v1/map.geojson").getHeader("ETag");
        web.scene.set(SmallProvince.scene(T0 + 1000, Standing.UNCOVERED));
        assertFalse(before.equals(web.get("/api/v1/map.geojson").getHeader("ETag")));
    }

    @Test
    void the_map_holds_every_village_of_the_roster_once() throws Exception {
        JsonArray features = web.json("/api/v1/map.geojson").getJsonArray("features");
        assertEquals(4, features.size());
        JsonObject dark = features.getJsonObject(1);
        assertEquals("v-dark", dark.getString("id"));
        assertEquals("trắng sóng", dark.getJsonObject("properties").getString("whiteSpot"));
        assertEquals(
                "[105.8,22.1]",
                dark.getJsonObject("geometry").getJsonArray("coordinates").encode());
    }

    @Test
    void readings_are_buckets_and_a_gap_stays_a_gap() throws Exception {
        long at = T0 - 3_600_000;
        web.keep(
                List.of(),
                List.of(),
                List.of(
                        new Rollup("v-co", "viettel", at, 4, 1, 0, -485, 5),
                        new Rollup("v-co", "viettel", at + 300_000, 0, 0, 5, 0, 0),
                        new Rollup("v-co", "vina", at, 5, 0, 0, -450, 5)));
        JsonObject fine = web.json("/api/v1/villages/v-co/readings?operator=viettel");
        assertEquals(-110.0, fine.getDouble("threshold"));
        JsonArray points = fine.getJsonArray("series").getJsonObject(0).getJsonArray("points");
        assertEquals(2, points.size());
        assertEquals(-97.0, points.getJsonObject(0).getDouble("rsrp"));
        assertNull(points.getJsonObject(1).getValue("rsrp"));
        JsonArray coarse = web.json("/api/v1/villages/v-co/readings?step=1h").getJsonArray("series");
        assertEquals(2, coarse.size());
        assertEquals(
                5,
                coarse.getJsonObject(0).getJsonArray("points").getJsonObject(0).getInteger("noService"));
    }

    @Test
    void incidents_come_newest_first_by_state_area_and_page() throws Exception {
        Incident old = SmallProvince.incident(1, "v-co", IncidentState.OPENED, T0 - 9_000_000);
        Incident closed = SmallProvince.incident(1, "v-co", IncidentState.CLOSED, T0 - 9_000_000);
        Incident dark = SmallProvince.incident(1, "v-dark", IncidentState.OPENED, T0 - 7_200_000);
        web.keep(List.of(), List.of(old, closed, dark), List.of());
        assertEquals(List.of("v-dark-m1", "v-co-m1"), ids("/api/v1/incidents", "incidents"));
        assertEquals(List.of("v-dark-m1"), ids("/api/v1/incidents?state=open", "incidents"));
        assertEquals(List.of("v-co-m1"), ids("/api/v1/incidents?state=closed&area=19", "incidents"));
        assertEquals(List.of("v-dark-m1"), ids("/api/v1/incidents?area=05665", "incidents"));
        JsonObject page = web.json("/api/v1/incidents?limit=1");
        assertEquals(List.of("v-co-m1"), ids("/api/v1/incidents?after=" + page.getString("next"), "incidents"));
        JsonObject one = web.json("/api/v1/incidents/v-co-m1");
        assertEquals("closed", one.getString("state"));
        assertEquals("Xã Văn Lang", one.getString("areaName"));
        assertEquals(2, one.getJsonArray("revisions").size());
    }

    @Test
    void quarantine_shows_reason_and_first_bytes_newest_first() throws Exception {
        web.keep(List.of(refused("probe-co", "{broken"), refused("probe-dark", "<b>\u0000")));
        JsonObject list = web.json("/api/v1/quarantine");
        assertEquals(
                "probe-dark", list.getJsonArray("quarantine").getJsonObject(0).getString("device"));
        JsonObject one = web.json("/api/v1/quarantine?device=probe-co")
                .getJsonArray("quarantine")
                .getJsonObject(0);
        assertEquals("unparsable", one.getString("reason"));
        assertNull(one.getString("text"), "bytes are for operators");
    }

    private static Quarantined refused(String device, String text) {
        return new Quarantined(
                0,
                T0,
                device,
                "phusong/v1/" + device + "/telemetry",
                new Refusal(RefusalReason.UNPARSABLE, "no JSON"),
                text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void devices_are_listed_without_household_keys() throws Exception {
        assertEquals(List.of("probe-dark"), ids("/api/v1/devices?village=v-dark", "devices"));
        assertEquals(3, ids("/api/v1/devices?kind=probe", "devices").size());
        assertFalse(web.get("/api/v1/devices").bodyAsString().contains("household"));
    }

    @Test
    void health_says_why_not_and_metrics_are_scraped() throws Exception {
        assertEquals(200, web.get("/health/live").statusCode());
        HttpResponse<Buffer> noted = web.get("/health/ready");
        assertEquals(200, noted.statusCode());
        assertEquals(
                "history is behind",
                noted.bodyAsJsonObject().getJsonArray("notes").getString(0));
        web.notReady.add("the disk is full");
        HttpResponse<Buffer> ready = web.get("/health/ready");
        assertEquals(503, ready.statusCode());
        assertTrue(ready.bodyAsString().contains("the disk is full"));
        assertEquals("phusong_test 1\n", web.get("/metrics").bodyAsString());
        assertEquals(202, web.ask(HttpMethod.POST, "/api/v1/readings", Map.of()).statusCode());
    }

    @Test
    void standings_are_changes_in_order() throws Exception {
        web.keep(
                List.of(
                        new StandingChange(
                                "mobile",
                                "v-co",
                                "v-co-c",
                                "viettel",
                                Standing.UNKNOWN,
                                Standing.COVERED,
                                T0 - 7000,
                                "enter"),
                        new StandingChange(
                                "mobile", "v-co", null, null, Standing.UNKNOWN, Standing.COVERED, T0 - 7000, "enter")),
                List.of(),
                List.of());
        JsonArray changes = web.json("/api/v1/villages/v-co/standings").getJsonArray("changes");
        assertEquals(2, changes.size());
        assertEquals("viettel", changes.getJsonObject(0).getString("operator"));
        assertNull(changes.getJsonObject(1).getValue("operator"));
    }
}
