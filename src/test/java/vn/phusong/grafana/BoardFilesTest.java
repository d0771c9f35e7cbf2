package vn.phusong.grafana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the dashboards by Grafana's schema, as far as no Grafana is needed to know it. */
class BoardFilesTest {
    /** Panels that come with every Grafana from 9.4 to 12. */
    private static final Set<String> PANELS = Set.of(
            "row", "stat", "table", "timeseries", "state-timeline", "geomap", "bargauge", "gauge", "barchart", "text");

    private static final Set<String> UNITS =
            Set.of("none", "percent", "percentunit", "dBm", "dB", "bps", "s", "bytes", "cps", "dateTimeAsIso");
    private static final Set<String> TRANSFORMATIONS = Set.of("groupBy");
    private static final Set<String> REDUCERS = Set.of("lastNotNull");
    /** Letters only Vietnamese has; a title without any of them is not in Vietnamese, unless it is a name. */
    private static final Pattern VIETNAMESE =
            Pattern.compile("[ăâđêôơưạảãàáằẳẵắặầẩẫấậẻẽèéẹềểễếệỉĩìíịỏõòóọồổỗốộờởỡớợủũùúụừửữứựỷỹỳýỵ]");

    private static final Set<String> NAMES = Set.of("Broker", "CPU", "PON", "Theo PON");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\"\\s]+");
    private static final String OURS = "http://localhost:8080";

    static Stream<Board> boards() {
        return Board.all().stream();
    }

    private static void assertVietnamese(String where, String title) {
        assertTrue(
                NAMES.contains(title)
                        || VIETNAMESE
                                .matcher(title.toLowerCase(java.util.Locale.ROOT))
                                .find(),
                where + ": " + title);
    }

    @ParameterizedTest
    @MethodSource("boards")
    void the_head_of_a_dashboard_is_what_grafana_expects(Board board) {
        JsonObject json = board.json();
        assertTrue(json.getString("uid").matches("[a-z]{1,40}"), "no - in uids: " + json.getString("uid"));
        assertVietnamese(board.file(), json.getString("title"));
        assertEquals("Asia/Ho_Chi_Minh", json.getString("timezone"));
        int schema = json.getInteger("schemaVersion");
        assertTrue(37 <= schema && schema <= 39, "newer Grafana migrates, older does not: " + schema);
        assertFalse(json.containsKey("id"), "Grafana gives the id");
        assertFalse(json.containsKey("__inputs"), "provisioned files ask no questions");
        assertFalse(json.getString("description").isBlank());
        assertFalse(json.getJsonObject("time").getString("from").isBlank());
        for (JsonObject variable : board.variables()) {
            assertFalse(variable.getString("description").isBlank(), variable.getString("name"));
            assertTrue(Set.of("query", "constant").contains(variable.getString("type")), variable.getString("name"));
        }
    }

    @Test
    void there_are_the_four_dashboards_and_no_two_share_an_address() {
        Set<String> uids = new TreeSet<>();
        Board.all().forEach(board -> assertTrue(uids.add(board.json().getString("uid")), board.file()));
        assertEquals(Set.of("phusongcoverage", "phusongvillage", "phusongfibre", "phusongoperations"), uids);
    }

    @ParameterizedTest
    @MethodSource("boards")
    void every_panel_has_a_type_grafana_ships_a_title_and_an_explanation(Board board) {
        Set<Integer> ids = new HashSet<>();
        for (JsonObject panel : board.panels()) {
            String where = board.file() + ' ' + panel.getString("title");
            assertTrue(ids.add(panel.getInteger("id")), where + " has the id of another");
            assertTrue(PANELS.contains(panel.getString("type")), where + ": " + panel.getString("type"));
            assertVietnamese(board.file(), panel.getString("title"));
            String description = panel.getString("description");
            assertTrue(description.length() > 10 && description.endsWith("."), where + ": " + description);
            if (panel.getString("type").equals("row")) {
                continue;
            }
            assertTrue(
                    description.contains("Empty") || description.contains("Shows 0"),
                    where + " does not say what it means when it is empty");
            JsonObject defaults = panel.getJsonObject("fieldConfig").getJsonObject("defaults");
            assertFalse(defaults.getString("noValue", "").isBlank(), where + " has no words for no value");
            assertTrue(UNITS.contains(defaults.getString("unit")), where + ": unit " + defaults.getString("unit"));
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panels_stand_beside_each_other_and_never_over_each_other(Board board) {
        Set<String> taken = new HashSet<>();
        for (JsonObject panel : board.panels()) {
            JsonObject place = panel.getJsonObject("gridPos");
            int right = place.getInteger("x") + place.getInteger("w");
            assertTrue(place.getInteger("x") >= 0 && right <= 24, panel.getString("title"));
            for (int x = place.getInteger("x"); x < right; x++) {
                for (int y = place.getInteger("y"); y < place.getInteger("y") + place.getInteger("h"); y++) {
                    assertTrue(
                            taken.add(x + "," + y), panel.getString("title") + " stands on another at " + x + ',' + y);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void every_query_names_a_source_that_is_provisioned(Board board) throws IOException {
        String sources = Files.readString(Path.of("grafana/provisioning/datasources/phusong.yml"));
        Stream<Board.Query> all = Stream.concat(board.queries().stream(), board.variableQueries().values().stream());
        for (Board.Query query : all.toList()) {
            assertTrue(sources.contains("uid: " + query.source() + "\n"), query.where() + ": " + query.source());
            assertFalse(query.text().isBlank(), query.where());
        }
        for (JsonObject panel : board.panels()) {
            Set<String> letters = new HashSet<>();
            for (JsonObject target : Board.objects(panel.getJsonArray("targets", new JsonArray()))) {
                assertTrue(letters.add(target.getString("refId")), panel.getString("title"));
                assertEquals(Board.uid(panel), Board.uid(target), panel.getString("title"));
            }
        }
    }

    /** The fields of an answer are called time or Time, by Grafana's version: nothing may name it. */
    @ParameterizedTest
    @MethodSource("boards")
    void no_transformation_is_unknown_or_names_the_time(Board board) {
        for (JsonObject panel : board.panels()) {
            for (JsonObject each : Board.objects(panel.getJsonArray("transformations", new JsonArray()))) {
                assertTrue(TRANSFORMATIONS.contains(each.getString("id")), each::encode);
                assertFalse(each.encode().toLowerCase(java.util.Locale.ROOT).contains("\"time\""), each::encode);
            }
            JsonObject reduce = panel.getJsonObject("options", new JsonObject()).getJsonObject("reduceOptions");
            if (reduce != null) {
                assertTrue(REDUCERS.containsAll(reduce.getJsonArray("calcs").getList()), panel.getString("title"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void values_inside_overrides_are_known_too(Board board) {
        for (JsonObject panel : board.panels()) {
            JsonObject fields = panel.getJsonObject("fieldConfig", new JsonObject());
            for (JsonObject override : Board.objects(fields.getJsonArray("overrides", new JsonArray()))) {
                String matcher = override.getJsonObject("matcher").getString("id");
                assertTrue(Set.of("byName", "byRegexp").contains(matcher), matcher);
                for (JsonObject property : Board.objects(override.getJsonArray("properties"))) {
                    if (property.getString("id").equals("unit")) {
                        assertTrue(UNITS.contains(property.getString("value")), property::encode);
                    }
                }
            }
        }
    }

    /** What a query reads must not depend on the source's own database, which one version forgets at its first start. */
    @ParameterizedTest
    @MethodSource("boards")
    void every_influx_query_names_database_and_retention(Board board) {
        Pattern from = Pattern.compile("FROM (?!\\()(?!\"phusong\"\\.\"(raw|rollup|forever)\"\\.\"\\w+\")");
        Stream.concat(board.queries().stream(), board.variableQueries().values().stream())
                .filter(query -> query.source().equals("phusonginflux"))
                .forEach(query -> assertFalse(from.matcher(query.text()).find(), query.where() + ": " + query.text()));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void no_address_but_our_own_is_asked(Board board) {
        Matcher addresses = ADDRESS.matcher(board.json().encode());
        while (addresses.find()) {
            assertTrue(addresses.group().startsWith(OURS), board.file() + " names " + addresses.group());
        }
    }

    @Test
    void the_map_stands_on_our_own_outlines_and_draws_each_layer_from_its_own_query() {
        JsonObject map = Board.named("coverage.json").panels().stream()
                .filter(panel -> panel.getString("type").equals("geomap"))
                .findFirst()
                .orElseThrow();
        JsonObject base = map.getJsonObject("options").getJsonObject("basemap");
        assertEquals("geojson", base.getString("type"));
        assertEquals(
                OURS + "/api/v1/boundaries.geojson",
                base.getJsonObject("config").getString("src"));
        List<JsonObject> layers = Board.objects(map.getJsonObject("options").getJsonArray("layers"));
        Set<String> shapes = new HashSet<>();
        for (int i = 0; i < layers.size(); i++) {
            String letter = Board.objects(map.getJsonArray("targets")).get(i).getString("refId");
            assertEquals(
                    Map.of("id", "byRefId", "options", letter),
                    layers.get(i).getJsonObject("filterData").getMap());
            JsonObject style = layers.get(i).getJsonObject("config").getJsonObject("style");
            assertTrue(shapes.add(style.getJsonObject("symbol").getString("fixed")), "a shape for each standing");
        }
        String fitted = map.getJsonObject("options").getJsonObject("view").getString("layer");
        assertEquals(layers.get(0).getString("name"), fitted, "the layer that has every village");
    }
}
