package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.web.SmallProvince.day;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/** {@code asOf}: the tree, the roster and the standings of a time that has passed. */
class PastTest {
    private static final String JUNE = "asOf=2025-06-30T12:00:00%2B07:00";

    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
        web.keep(
                List.of(
                        change("v-co", "v-co-c", "viettel", Standing.UNKNOWN, Standing.DEGRADED, day("2025-06-01")),
                        change("v-co", null, null, Standing.UNKNOWN, Standing.DEGRADED, day("2025-06-01")),
                        change("v-co", "v-co-k", null, Standing.UNKNOWN, Standing.UNCOVERED, day("2025-06-02")),
                        change("v-co", null, null, Standing.DEGRADED, Standing.COVERED, day("2025-08-01"))),
                List.of(),
                List.of());
    }

    private static StandingChange change(
            String village, String point, String operator, Standing from, Standing to, long at) {
        return new StandingChange("mobile", village, point, operator, from, to, at, "enter");
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void a_code_means_what_it_meant_then() throws Exception {
        assertEquals("Xã Văn Lang", web.json("/api/v1/areas/02140?" + JUNE).getString("name"));
        JsonObject now = web.json("/api/v1/areas/02140");
        assertEquals("Xã Cường Lợi", now.getString("name"));
        assertEquals(2, now.getJsonArray("meanings").size());
        assertEquals(404, web.get("/api/v1/areas/02143?" + JUNE).statusCode());
        assertEquals(2, web.json("/api/v1/areas?" + JUNE).getJsonArray("areas").size());
    }

    @Test
    void the_change_of_the_tree_happens_at_midnight_of_the_province() throws Exception {
        assertEquals(
                "Xã Văn Lang",
                web.json("/api/v1/areas/02140?asOf=2025-06-30T23:59:59%2B07:00").getString("name"));
        assertEquals(
                "Xã Cường Lợi",
                web.json("/api/v1/areas/02140?asOf=2025-06-30T17:00:00Z").getString("name"));
    }

    @Test
    void a_village_stands_as_it_did_and_lay_where_it_did() throws Exception {
        JsonObject then = web.json("/api/v1/villages/v-co?" + JUNE);
        assertEquals("DEGRADED", then.getString("standing"));
        assertEquals("2025-06-01T00:00:00+07:00", then.getString("since"));
        assertEquals(
                "{\"viettel\":\"DEGRADED\"}", then.getJsonObject("operators").encode());
        assertEquals("Tỉnh Bắc Kạn", then.getJsonArray("area").getJsonObject(1).getString("name"));
        assertEquals("lõm sóng", then.getString("whiteSpot"), "its cluster was dark");
        assertNull(then.getValue("fibre"), "not kept is not zero");
        assertFalse(then.getJsonObject("why").getString("vi").contains("0/0"));
        assertEquals(404, web.get("/api/v1/villages/v-dark?" + JUNE).statusCode());
    }

    @Test
    void the_summary_of_then_counts_the_roster_of_then() throws Exception {
        JsonObject summary = web.json("/api/v1/summary?" + JUNE);
        assertEquals(1, summary.getJsonObject("mobile").getInteger("total"));
        assertEquals(1, summary.getJsonObject("mobile").getInteger("degraded"));
        assertFalse(summary.containsKey("fibre"));
        assertEquals("Tỉnh Bắc Kạn", summary.getJsonObject("province").getString("name"));
        assertEquals(
                0,
                web.json("/api/v1/summary?asOf=2019-01-01")
                        .getJsonObject("mobile")
                        .getInteger("total"));
    }

    @Test
    void boundaries_are_of_code_and_time() throws Exception {
        JsonArray then = web.json("/api/v1/boundaries.geojson?" + JUNE).getJsonArray("features");
        assertEquals(1, then.size());
        assertEquals(
                "Xã Văn Lang", then.getJsonObject(0).getJsonObject("properties").getString("name"));
        assertEquals(
                2,
                web.json("/api/v1/boundaries.geojson").getJsonArray("features").size());
    }

    @Test
    void a_plus_that_nobody_escaped_is_still_understood() throws Exception {
        assertTrue(web.json("/api/v1/summary?asOf=2025-06-30T12:00:00+07:00")
                .getString("asOf")
                .startsWith("2025-06-30T12"));
    }
}
