package vn.phusong.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.web.SmallProvince.T0;
import static vn.phusong.web.SmallProvince.day;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
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
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.Commit;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** The promise by regulation over a real journal and a real connection: June 2025 in the old tree, February and March 2026 in the new one. */
class PromiseDoorTest {
    private static final String PROMISE = "/api/v1/promise";

    @TempDir
    private Path folder;

    private Served web;
    private final Engine engine = new Engine(SampleRules.DEFAULT);

    @BeforeEach
    void serve() throws Exception {
        web = new Served(folder);
        step(new Event.RegistryChanged(
                day("2025-05-01"), SmallProvince.registry().asChange()));
        looks("probe-co", day("2025-06-10"), 100, -90, -90);
        // The last minutes in the old tree and the first in the new one.
        looks("probe-co", SmallProvince.JULY_2025 - 50 * 60_000, 100, -90, -120);
        step(new Event.Tick(day("2026-02-20")));
        looks("probe-co", day("2026-02-20"), 100, -90, -120);
        looks("probe-dark", day("2026-02-20"), 100, -120, -120);
        looks("probe-weak", day("2026-02-20"), 20, -90, -90);
        step(new Event.Tick(T0));
        keep();
    }

    private void step(Event event) {
        Effects made = engine.step(event);
        for (Outcome outcome : made.outcomes()) {
            assertEquals(Outcome.COMMITTED, outcome);
        }
    }

    private void looks(String probe, long from, int times, float viettel, float vina) {
        for (int minute = 0; minute < times; minute++) {
            long at = from + minute * 60_000L;
            Mobile mobile = new Mobile(List.of(radio("45204", viettel), radio("45202", vina)), null, null);
            step(new Event.Readings(at, List.of(new Reading(probe, probe, at, at, -1, mobile))));
        }
    }

    private static Radio radio(String plmn, float rsrpDbm) {
        Levels levels = new Levels(rsrpDbm, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        return new Radio(plmn, null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, null);
    }

    private void keep() throws Exception {
        long position = web.journal.commit(new Commit(
                List.of(new Commit.Step(new Event.Tick(T0), Effects.NONE)),
                engine.takeDirtyRows(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
        assertTrue(position > 0);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private static JsonObject village(JsonObject report, String id) {
        JsonArray villages = report.getJsonArray("villages");
        for (int i = 0; i < villages.size(); i++) {
            if (villages.getJsonObject(i).getString("id").equals(id)) {
                return villages.getJsonObject(i);
            }
        }
        throw new AssertionError(id + " is not in " + report.encode());
    }

    private static String figure(JsonObject report, String indicator) {
        JsonObject ratio = report.getJsonObject("indicators").getJsonObject(indicator);
        return ratio.getValue("num") + "+" + ratio.getValue("unknown") + "/" + ratio.getValue("den") + " "
                + ratio.getString("met");
    }

    @Test
    void the_running_period_is_judged_village_by_village_and_operator_by_operator() throws Exception {
        JsonObject report = web.json(PROMISE);
        assertEquals(
                "{\"name\":\"2026-03\",\"from\":\"2026-02-15T00:00:00+07:00\",\"to\":\"2026-03-15T00:00:00+07:00\","
                        + "\"lastDay\":\"2026-03-14\",\"days\":28,\"status\":\"open\"}",
                report.getJsonObject("period").encode());
        JsonObject co = village(report, "v-co");
        assertEquals(
                "met", co.getJsonObject("operators").getJsonObject("viettel").getString("verdict"));
        assertEquals(
                "{\"verdict\":\"not met\",\"good\":0,\"samples\":100,\"unknown\":0,\"share\":0.0,\"lower\":0.0,\"upper\":3.6}",
                co.getJsonObject("operators").getJsonObject("vina").encode());
        assertEquals("met", co.getJsonObject("any").getString("verdict"));
        assertEquals("not met", co.getJsonObject("two").getString("verdict"));
        assertTrue(co.getBoolean("fragile"));
        assertEquals(1, co.getInteger("days"));
        assertEquals("Xã Văn Lang", co.getString("areaName"));
        assertEquals("trắng sóng", village(report, "v-dark").getString("whiteSpot"));
        assertEquals(
                "not enough samples",
                village(report, "v-weak").getJsonObject("any").getString("verdict"));
    }

    /** Edge case 49. */
    @Test
    void a_village_without_a_probe_stays_in_every_denominator_as_unknown() throws Exception {
        JsonObject report = web.json(PROMISE);
        assertEquals("unknown", village(report, "v-new").getString("whiteSpot"));
        assertNull(village(report, "v-new").getValue("fragile"));
        assertEquals("1+2/4 no", figure(report, "mobile"));
        assertEquals("0+2/4 not applicable", figure(report, "mobile.two"));
        assertEquals("1+2/4 not applicable", figure(report, "mobile.operator.viettel"));
        assertEquals("1+0/1 not applicable", figure(report, "fragile"));
        assertEquals("1+2/4 not applicable", figure(report, "trangSong"));
        assertEquals("0+3/3 not applicable", figure(report, "lomSong"), "its cluster has no probe");
        assertEquals("200+400/800 not applicable", figure(report, "mobile.households"));
        assertEquals(
                25.0, report.getJsonObject("indicators").getJsonObject("mobile").getDouble("lowerBound"));
    }

    @Test
    void nothing_of_it_hangs_on_the_live_standing() throws Exception {
        String before = web.json(PROMISE).getJsonObject("indicators").encode();
        web.scene.set(SmallProvince.scene(T0, Standing.UNCOVERED));
        assertEquals(before, web.json(PROMISE).getJsonObject("indicators").encode());
    }

    /** Edge cases 37 and 44: the same code, and the same data, in two trees. */
    @Test
    void bac_kan_then_and_thai_nguyen_now_are_answered_from_the_same_data() throws Exception {
        JsonObject then = web.json(PROMISE + "?period=2025-06&area=06");
        assertEquals("Tỉnh Bắc Kạn", then.getJsonObject("area").getString("name"));
        assertEquals("2025-06-30T23:59:59.999+07:00", then.getString("hierarchyDate"));
        assertEquals("1+0/1 yes", figure(then, "mobile"));
        assertEquals("an older text, 2.1", then.getJsonObject("rule").getString("source"));
        assertEquals("closed", then.getJsonObject("period").getString("status"));
        assertEquals("02140", village(then, "v-co").getString("areaCode"));
        JsonObject now = web.json(PROMISE + "?area=19");
        assertEquals("1+2/4 no", figure(now, "mobile"));
        assertEquals("02143", village(now, "v-co").getString("areaCode"));
        assertEquals(2, now.getJsonObject("rule").getInteger("version"));
        assertEquals(404, web.get(PROMISE + "?period=2025-06&area=19").statusCode());
        assertEquals(404, web.get(PROMISE + "?area=06").statusCode());
        assertEquals(
                "Xã Văn Lang",
                web.json(PROMISE + "?period=2025-06&area=02140")
                        .getJsonObject("area")
                        .getString("name"));
        JsonObject reused = web.json(PROMISE + "?area=02140");
        assertEquals("Xã Cường Lợi", reused.getJsonObject("area").getString("name"));
        assertEquals("0+0/0 not applicable", figure(reused, "mobile"));
    }

    /** Edge case 36: the samples of one night, on the days they belong to, in the tree of each period's end. */
    @Test
    void a_merger_at_midnight_parts_the_samples_by_their_own_time() throws Exception {
        JsonObject june = village(web.json(PROMISE + "?period=2025-06"), "v-co");
        assertEquals(
                150, june.getJsonObject("operators").getJsonObject("viettel").getInteger("samples"));
        assertEquals(2, june.getInteger("days"));
        JsonObject july = village(web.json(PROMISE + "?period=2025-07"), "v-co");
        assertEquals(
                50, july.getJsonObject("operators").getJsonObject("viettel").getInteger("samples"));
        assertEquals("02143", july.getString("areaCode"));
        JsonObject half = web.json(PROMISE + "?period=2025-H2");
        assertEquals(
                50,
                village(half, "v-co")
                        .getJsonObject("operators")
                        .getJsonObject("viettel")
                        .getInteger("samples"));
        JsonObject year = village(web.json(PROMISE + "?period=2025"), "v-co");
        assertEquals(
                200, year.getJsonObject("operators").getJsonObject("viettel").getInteger("samples"));
    }

    @Test
    void as_of_chooses_the_tree_and_the_households_and_never_the_samples() throws Exception {
        JsonObject other = web.json(PROMISE + "?period=2025-06&asOf=2025-07-01");
        assertEquals(4, other.getInteger("total"));
        assertEquals("02143", village(other, "v-co").getString("areaCode"));
        assertEquals("1+3/4 not proven", figure(other, "mobile"));
        assertEquals("2025-07-01T00:00:00+07:00", other.getString("hierarchyDate"));
    }

    /** Edge cases 39, 40 and 48: a village takes households over and is renamed, another one comes, within the period. */
    @Test
    void who_is_counted_and_how_many_households_are_those_of_the_periods_end() throws Exception {
        Registry before = SmallProvince.registry();
        Households some = new Households(200, "2019-04-01", "giả định (assumed): chia theo dân số");
        Households more = new Households(260, "2019-04-01", "giả định (assumed): chia theo dân số");
        Validity first = new Validity(SmallProvince.JULY_2025, day("2026-02-25"));
        Validity then = new Validity(day("2026-02-25"), Validity.FOREVER);
        Place place = new Place(22.1, 105.8);
        Registry after = before.with(new RegistryChange(
                new RegistryChange.Tree(
                        List.of(),
                        List.of(
                                new Village("v-dark", "Nà Đồng", "thôn", "05665", place, some, null, first),
                                new Village("v-dark", "Nà Đồng mới", "thôn", "05665", place, more, null, then),
                                new Village("v-end", "Nà Cũ", "thôn", "05665", place, some, null, first),
                                new Village("v-split", "Nà Tách", "thôn", "05665", place, some, null, then)),
                        List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
        Scene scene = web.scene.get();
        web.scene.set(new Scene(scene.map(), after, scene.rules(), List.of()));
        JsonObject report = web.json(PROMISE + "?area=05665");
        assertEquals(3, report.getInteger("total"), "the new one, not the one that ended");
        JsonObject dark = village(report, "v-dark");
        assertEquals("Nà Đồng mới", dark.getString("name"));
        assertEquals(260, dark.getInteger("households"));
        assertEquals(
                100,
                dark.getJsonObject("operators").getJsonObject("viettel").getInteger("samples"),
                "what was measured under the old name stays its own");
        assertEquals("0+400/660 not applicable", figure(report, "mobile.households"));
        assertEquals(3, web.json(PROMISE + "?area=05665&asOf=2026-02-24").getInteger("total"), "v-dark, v-new, v-end");
    }

    /** Edge case 45: denominators of two sources, and more households on fibre than households. */
    @Test
    void figures_that_do_not_fit_together_are_not_published() throws Exception {
        JsonObject told = web.json(PROMISE);
        assertEquals("139+600/800 not proven", figure(told, "fibre"));
        web.scene.set(withFibre("v-co", 201));
        JsonObject wrong = web.json(PROMISE);
        assertEquals("null+null/null data error", figure(wrong, "fibre"));
        assertTrue(
                wrong.getJsonArray("notes").encode().contains("v-co"),
                wrong.getJsonArray("notes").encode());
        Scene scene = web.scene.get();
        Village other = new Village(
                "v-new",
                "Khuổi Thuổn",
                "thôn",
                "05665",
                new Place(22.1, 105.8),
                new Households(90, "2022-12-31", "báo cáo xã"),
                null,
                new Validity(SmallProvince.JULY_2025, Validity.FOREVER));
        Registry mixed = scene.registry()
                .with(new RegistryChange(
                        new RegistryChange.Tree(List.<Area>of(), List.of(other), List.of()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        web.scene.set(new Scene(scene.map(), mixed, scene.rules(), List.of()));
        JsonObject none = web.json(PROMISE);
        assertFalse(none.getJsonObject("indicators").containsKey("mobile.households"));
        assertFalse(none.getJsonObject("indicators").containsKey("fibre"));
        assertNull(none.getValue("households"));
    }

    private Scene withFibre(String village, int households) {
        Scene scene = web.scene.get();
        Map<String, VillageCoverage> villages =
                new java.util.TreeMap<>(scene.map().villages());
        VillageCoverage was = villages.get(village);
        villages.put(
                village,
                new VillageCoverage(
                        village,
                        was.standing(),
                        was.since(),
                        was.fourGPlus(),
                        was.slots(),
                        was.whiteSpot(),
                        was.silence(),
                        new FibreCoverage(households, 300, 300, 0, 0, 0, true)));
        CoverageMap map = new CoverageMap(
                scene.asOf(), scene.map().position(), villages, scene.map().indicators());
        return new Scene(map, scene.registry(), scene.rules(), List.of());
    }

    @Test
    void the_rule_is_told_with_what_is_not_known_of_it() throws Exception {
        JsonObject then = web.json(PROMISE + "?period=2025-06");
        assertNull(then.getJsonObject("rule").getValue("minLevelDbm"));
        assertTrue(then.getJsonArray("notes").encode().contains("legal minimum level is not set"));
        JsonObject now = web.json(PROMISE);
        assertEquals(-121, now.getJsonObject("rule").getInteger("minLevelDbm"));
        assertFalse(now.getJsonArray("notes").encode().contains("legal minimum level is not set"));
    }

    @Test
    void villages_are_read_page_by_page() throws Exception {
        List<String> seen = new ArrayList<>();
        String after = "";
        for (int page = 0; after != null && page < 9; page++) {
            JsonObject report = web.json(PROMISE + "?limit=3&after=" + after);
            report.getJsonArray("villages").forEach(one -> seen.add(((JsonObject) one).getString("id")));
            after = report.getString("next");
        }
        assertEquals(List.of("v-co", "v-dark", "v-new", "v-weak"), seen);
    }

    @ParameterizedTest(name = "{0} → {1} {2}={3}")
    @CsvSource({
        "?period=March, 400, period, March",
        "?period=2026-13, 400, period, 2026-13",
        "?period=2026-04, 400, period, 2026-04",
        "?period=2019-12, 400, period, 2019-12",
        "?asOf=2026-03-02, 400, asOf, 2026-03-02T00:00:00+07:00",
        "?format=xml, 400, format, xml",
        "?perod=2026, 400, parameter, perod",
        "?area=99999, 404, area of 2026-03-01T08:00:00+07:00, 99999",
    })
    void a_bad_question_is_a_problem_that_names_field_and_value(String query, int status, String field, String value)
            throws Exception {
        HttpResponse<Buffer> answer = web.get(PROMISE + query);
        assertEquals(status, answer.statusCode());
        assertEquals(field, answer.bodyAsJsonObject().getString("field"));
        assertEquals(value, answer.bodyAsJsonObject().getString("value"));
    }

    @Test
    void the_table_holds_every_village_of_the_area_by_parameter_or_by_accept() throws Exception {
        HttpResponse<Buffer> asked = web.get(PROMISE + "?format=csv&limit=1");
        assertEquals("text/csv; charset=utf-8", asked.getHeader("Content-Type"));
        List<String> lines = asked.bodyAsString().lines().toList();
        assertEquals(5, lines.size());
        assertTrue(lines.get(0).startsWith("period,first_day,last_day,hierarchy_date,as_of,rule_version,village_id,"));
        assertTrue(
                lines.get(1)
                        .startsWith(
                                "2026-03,2026-02-15,2026-03-14,2026-03-01T08:00:00+07:00,2026-03-01T08:00:00+07:00,2,"
                                        + "v-co,Bản Co,thôn,02143,Xã Văn Lang,200,1,unknown,yes,met,100,100,0,96.3,100.0,"
                                        + "not met,0,100,0,0.0,3.6,met,100,100,0,96.3,100.0,not met,0,100,0,0.0,3.6"),
                lines.get(1));
        HttpResponse<Buffer> accepted = web.ask(HttpMethod.GET, PROMISE, Map.of("Accept", "text/csv"));
        assertEquals(asked.bodyAsString(), accepted.bodyAsString());
        assertTrue(accepted.headers().getAll("Vary").contains("Accept"), "caches must not mix the two");
        assertEquals(
                "application/json",
                web.ask(HttpMethod.GET, PROMISE, Map.of("Accept", "*/*")).getHeader("Content-Type"));
    }

    @Test
    void case_67_no_cell_of_the_table_is_a_formula() {
        for (String formula : List.of("=1+1", "+84", "-2", "@SUM(A1)", "\tx")) {
            assertEquals("'" + formula, PromiseCsv.cell(formula));
        }
        assertEquals("\"'=a,b\"", PromiseCsv.cell("=a,b"));
        assertEquals("\"'\rx\"", PromiseCsv.cell("\rx"));
        assertEquals("\"thôn 1, 2\"", PromiseCsv.cell("thôn 1, 2"));
        assertEquals("\"Nà \"\"Đồng\"\"\"", PromiseCsv.cell("Nà \"Đồng\""));
        assertEquals("Bản Co", PromiseCsv.cell("Bản Co"));
        assertEquals("", PromiseCsv.cell(""));
    }
}
