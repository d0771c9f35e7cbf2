package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;

/** Incidents of one area among very many of others. */
class IncidentPagesTest {
    private static final long HOUR = 3_600_000;
    private static final int ELSEWHERE = 20_500;

    @Test
    void an_area_whose_incident_lies_behind_many_of_others_is_not_told_to_have_none(@TempDir Path folder)
            throws Exception {
        try (Served web = new Served(folder)) {
            List<Incident> all = new ArrayList<>();
            all.add(SmallProvince.incident(1, "v-co", IncidentState.OPENED, SmallProvince.T0 - 999 * HOUR));
            for (int n = 1; n <= ELSEWHERE; n++) {
                all.add(SmallProvince.incident(
                        n, "v-dark", IncidentState.CLOSED, SmallProvince.T0 - n * HOUR / 100 - 2 * HOUR));
            }
            web.keep(List.of(), all, List.of());
            JsonObject page = web.json("/api/v1/incidents?area=02143&limit=10");
            assertEquals(0, page.getJsonArray("incidents").size());
            assertNotNull(page.getString("next"), "more was not looked at yet");
            page = web.json("/api/v1/incidents?area=02143&limit=10&after=" + page.getString("next"));
            assertEquals(
                    "v-co-m1", page.getJsonArray("incidents").getJsonObject(0).getString("id"));
            assertNull(page.getString("next"));
        }
    }
}
