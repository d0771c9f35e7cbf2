package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.phusong.web.SmallProvince.T0;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;

/** What was reported stays readable beside what is known now, through journal and REST. */
class KnownStandingsTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    private Path folder;

    private Served web;

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
        web.keep(
                List.of(
                        change("v-co-c", "viettel", Standing.UNKNOWN, Standing.COVERED, -20),
                        change(null, null, Standing.UNKNOWN, Standing.COVERED, -20),
                        change("v-co-c", "viettel", Standing.COVERED, Standing.UNKNOWN, -12),
                        change(null, null, Standing.COVERED, Standing.UNKNOWN, -12),
                        change("v-co-c", "viettel", Standing.UNKNOWN, Standing.COVERED, -2),
                        change(null, null, Standing.UNKNOWN, Standing.COVERED, -2)),
                List.of(),
                List.of());
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private static StandingChange change(
            @Nullable String point, @Nullable String operator, Standing from, Standing to, int hour) {
        return change("mobile", point, operator, from, to, hour);
    }

    private static StandingChange change(
            String indicator, @Nullable String point, @Nullable String operator, Standing from, Standing to, int hour) {
        return new StandingChange(indicator, "v-co", point, operator, from, to, T0 + hour * HOUR, "enter");
    }

    private void revise(int knownAt, int from, int to, Revision.At... standings) throws Exception {
        revise("mobile", knownAt, from, to, standings);
    }

    private void revise(String indicator, int knownAt, int from, int to, Revision.At... standings) throws Exception {
        web.keep(new Effects(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Revision(
                        indicator,
                        "v-co",
                        "v-co-c",
                        "viettel",
                        T0 + knownAt * HOUR,
                        T0 + from * HOUR,
                        T0 + to * HOUR,
                        List.of(standings)))));
    }

    private static Revision.At at(int hour, Standing standing) {
        return new Revision.At(T0 + hour * HOUR, standing);
    }

    private static List<String> intervals(JsonArray all, @Nullable String operator) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JsonObject one = all.getJsonObject(i);
            if (java.util.Objects.equals(operator, one.getString("operator"))) {
                lines.add(one.getString("from").substring(8, 13) + " " + one.getString("standing")
                        + (one.getBoolean("revised", false) ? " revised" : ""));
            }
        }
        return lines;
    }

    @Test
    void the_reported_intervals_stay_beside_those_now_known() throws Exception {
        revise(-1, -12, -2, at(-12, Standing.COVERED), at(-9, Standing.UNCOVERED), at(-5, Standing.COVERED));
        JsonObject answer = web.json("/api/v1/villages/v-co/standings?from=2026-02-28T08:00:00%2B07:00");
        assertEquals(
                List.of("28T08 UNKNOWN", "28T12 COVERED", "28T20 UNKNOWN", "01T06 COVERED"),
                intervals(answer.getJsonArray("reported"), "viettel"));
        assertEquals(
                List.of(
                        "28T08 UNKNOWN",
                        "28T12 COVERED",
                        "28T20 COVERED revised",
                        "28T23 UNCOVERED revised",
                        "01T03 COVERED revised",
                        "01T06 COVERED"),
                intervals(answer.getJsonArray("known"), "viettel"));
        JsonObject revision = answer.getJsonArray("revisions").getJsonObject(0);
        assertEquals("2026-03-01T07:00:00+07:00", revision.getString("knownAt"));
        assertEquals(3, revision.getJsonArray("standings").size());
        assertEquals(6, answer.getJsonArray("changes").size(), "changes are as they were");
    }

    @Test
    void each_indicator_is_put_right_by_its_own_revisions() throws Exception {
        web.keep(
                List.of(change("mobile.4g+", "v-co-c", "viettel", Standing.UNKNOWN, Standing.COVERED, -20)),
                List.of(),
                List.of());
        revise("mobile.4g+", -1, -12, -2, at(-12, Standing.UNCOVERED));
        String door = "/api/v1/villages/v-co/standings?from=2026-02-28T08:00:00%2B07:00";
        JsonObject mobile = web.json(door);
        assertEquals("mobile", mobile.getString("indicator"));
        assertEquals(0, mobile.getJsonArray("revisions").size());
        assertEquals(
                intervals(mobile.getJsonArray("reported"), "viettel"),
                intervals(mobile.getJsonArray("known"), "viettel"));
        JsonObject fourG = web.json(door + "&indicator=mobile.4g%2B");
        assertEquals("mobile.4g+", fourG.getString("indicator"));
        assertEquals(List.of("28T08 UNKNOWN", "28T12 COVERED"), intervals(fourG.getJsonArray("reported"), "viettel"));
        assertEquals(
                List.of("28T08 UNKNOWN", "28T12 COVERED", "28T20 UNCOVERED revised", "01T06 COVERED"),
                intervals(fourG.getJsonArray("known"), "viettel"));
        assertEquals(400, web.get(door + "&indicator=fibre").statusCode());
    }

    @Test
    void a_village_is_known_by_all_operators_at_its_centre() throws Exception {
        revise(-1, -12, -2, at(-12, Standing.COVERED), at(-9, Standing.UNCOVERED), at(-5, Standing.COVERED));
        JsonObject answer = web.json("/api/v1/villages/v-co/standings?from=2026-02-28T08:00:00%2B07:00");
        assertEquals(
                List.of(
                        "28T08 UNKNOWN",
                        "28T12 COVERED",
                        "28T20 COVERED revised",
                        "28T23 UNKNOWN",
                        "01T03 COVERED revised",
                        "01T06 COVERED"),
                intervals(answer.getJsonArray("known"), null),
                "VinaPhone was never heard, so nobody knows while Viettel was out");
    }

    @Test
    void asked_for_a_time_before_it_was_known_the_answer_does_not_know_it() throws Exception {
        revise(-1, -12, -2, at(-12, Standing.COVERED));
        JsonObject then = web.json(
                "/api/v1/villages/v-co/standings?from=2026-02-28T08:00:00%2B07:00&asOf=2026-03-01T06:30:00%2B07:00");
        assertEquals(0, then.getJsonArray("revisions").size());
        assertEquals(
                intervals(then.getJsonArray("reported"), "viettel"), intervals(then.getJsonArray("known"), "viettel"));
    }

    @Test
    void a_later_revision_holds_over_an_earlier_one() throws Exception {
        revise(-2, -12, -4, at(-12, Standing.DEGRADED));
        revise(-1, -10, -6, at(-10, Standing.COVERED));
        JsonObject answer = web.json("/api/v1/villages/v-co/standings?from=2026-02-28T20:00:00%2B07:00");
        assertEquals(
                List.of(
                        "28T20 DEGRADED revised",
                        "28T22 COVERED revised",
                        "01T02 DEGRADED revised",
                        "01T04 UNKNOWN",
                        "01T06 COVERED"),
                intervals(answer.getJsonArray("known"), "viettel"));
    }
}
