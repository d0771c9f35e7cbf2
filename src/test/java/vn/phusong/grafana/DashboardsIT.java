package vn.phusong.grafana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phusong.history.FilledStore;
import vn.phusong.history.Influxd;
import vn.phusong.history.SmallProvince;

/** Every query of every dashboard against a real InfluxDB that holds a day as the product itself fills it, asked as Grafana would send it, and each must have something to show. */
class DashboardsIT {
    private static final ZoneOffset HERE = ZoneOffset.ofHours(7);
    static final String DATABASE = "phusong";
    private static final int HOURS = 26;

    @TempDir
    private static Path folder;

    private static Influxd store;
    private static Choices choices;
    private static Instant end;

    @BeforeAll
    static void a_store_that_holds_a_day() throws Exception {
        store = Influxd.start(folder.resolve("influx"));
        end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        Path data = Files.createDirectories(folder.resolve("data"));
        FilledStore.fill(store.settings(DATABASE), data, end.toEpochMilli(), HOURS);
        choices = new Choices(store, end.minus(Duration.ofHours(HOURS)).toEpochMilli(), end.toEpochMilli());
    }

    @AfterAll
    static void the_end() {
        store.close();
    }

    static List<Board> boards() {
        return Board.all().stream()
                .filter(board -> !board.file().equals("operations.json"))
                .toList();
    }

    private static long rows(String query) throws Exception {
        return store.query(DATABASE, query).stream()
                .flatMap(series -> series.rows().stream())
                .filter(DashboardsIT::saysSomething)
                .count();
    }

    /** A row of nothing but its time draws nothing. */
    private static boolean saysSomething(JsonArray row) {
        return row.stream().skip(1).anyMatch(value -> value != null);
    }

    private static void assertEachHasRows(Board board, Filling filling) throws Exception {
        List<String> mute = new ArrayList<>();
        for (Board.Query query : board.queries()) {
            assertEquals("phusonginflux", query.source(), query.where());
            String text = filling.fill(query.text(), query.minimum());
            if (rows(text) == 0) {
                mute.add(query.where() + ": " + text);
            }
        }
        assertEquals(List.of(), mute, "panels without a row");
    }

    @ParameterizedTest
    @MethodSource("boards")
    void every_query_has_rows_when_everything_is_chosen(Board board) throws Exception {
        assertEachHasRows(board, choices.everything(board));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void every_query_has_rows_when_some_of_it_is_chosen(Board board) throws Exception {
        assertEachHasRows(board, choices.some(board));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void every_variable_offers_something_and_no_word_of_ours(Board board) throws Exception {
        for (Board.Query query : board.variableQueries().values()) {
            List<String> offered = choices.values(choices.everything(board).fill(query.text(), query.minimum()));
            assertFalse(offered.isEmpty(), query.where());
            assertFalse(offered.contains("any") || offered.contains("fibre"), query.where() + offered);
        }
    }

    @Test
    void a_village_that_nobody_measures_is_on_the_map_as_unknown() throws Exception {
        Board board = Board.named("coverage.json");
        Filling filling = choices.everything(board);
        Map<String, Long> byLayer = new TreeMap<>();
        for (Board.Query query : board.queries()) {
            if (query.where().contains("Thôn, bản theo tình trạng")) {
                byLayer.put(query.where().substring(query.where().length() - 1), rows(filling.fill(query.text(), "")));
            }
        }
        assertEquals(SmallProvince.VILLAGES, byLayer.get("A"), "every village of the registry");
        long known = byLayer.get("B") + byLayer.get("C") + byLayer.get("D");
        assertTrue(known < SmallProvince.VILLAGES, "some are unknown: " + byLayer);
    }

    @Test
    void the_layers_of_an_operator_are_those_of_its_own_standings() throws Exception {
        Board board = Board.named("coverage.json");
        Filling filling = choices.some(board);
        String operator = filling.values().get("operator").text();
        for (Board.Query query : board.queries()) {
            if (query.where().endsWith("theo tình trạng B")) {
                for (Influxd.Series series : store.query(DATABASE, filling.fill(query.text(), ""))) {
                    String village = series.tags().getString("village");
                    List<Influxd.Series> own = store.query(
                            DATABASE,
                            "SELECT last(\"standing_n\") FROM \"phusong\".\"rollup\".\"village_5m\" WHERE \"village\" = '"
                                    + village + "' AND \"operator\" = '" + operator + "'");
                    assertEquals(4, own.get(0).rows().get(0).getInteger(1), village);
                }
            }
        }
    }

    /** Where a Grafana is given, the same queries go through it, both ways it has, and a browser looks at every dashboard. */
    @Test
    void a_real_grafana_shows_them_where_one_is_given() throws Exception {
        String home = System.getenv("PHUSONG_GRAFANA_HOME");
        if (home == null || home.isEmpty()) {
            System.out.println(
                    "Grafana: none given (PHUSONG_GRAFANA_HOME); the dashboards were checked against the real "
                            + "InfluxDB and by their files only");
            return;
        }
        try (GrafanaServer grafana = GrafanaServer.start(
                Path.of(home),
                Files.createDirectories(folder.resolve("grafana")),
                store.url().toString())) {
            for (Board board : boards()) {
                askThrough(grafana, board);
            }
            GrafanaLook.at(grafana, folder.resolve("chromium"), choices.eventfulVillage());
        }
    }

    private static void askThrough(GrafanaServer grafana, Board board) throws Exception {
        Filling filling = choices.everything(board);
        for (Board.Query query : board.queries()) {
            String text = filling.fill(query.text(), query.minimum());
            assertTrue(grafana.seriesByProxy(text) > 0, query.where() + " by the proxy");
            assertTrue(grafana.rowsByQuery(text, query.isTable(), filling) > 0, query.where() + " by the query API");
        }
    }

    /** The bars of a day are summed again here, from the five minutes, by the calendar of +07:00. */
    @Test
    void days_end_at_midnight_of_seven_hours_ahead() throws Exception {
        Board board = Board.named("village.json");
        Filling filling = choices.some(board);
        Board.Query daily = board.queries().stream()
                .filter(query -> query.where().contains("Mẫu đo theo ngày"))
                .findFirst()
                .orElseThrow();
        Map<LocalDate, Integer> drawn = new TreeMap<>();
        for (JsonArray row :
                store.query(DATABASE, filling.fill(daily.text(), "")).get(0).rows()) {
            Instant start = Instant.ofEpochMilli(row.getLong(0));
            assertEquals(0, start.atOffset(HERE).toLocalTime().toSecondOfDay(), start + " is no midnight at +07:00");
            drawn.put(start.atOffset(HERE).toLocalDate(), row.getInteger(1));
        }
        Map<LocalDate, Integer> counted = new TreeMap<>();
        String raw =
                "SELECT \"good\", \"operator\" FROM \"phusong\".\"rollup\".\"village_5m\" WHERE \"village\" =~ /^$village$/ "
                        + "AND \"operator\" =~ /^$operator$/ AND $timeFilter";
        for (JsonArray row : store.query(DATABASE, filling.fill(raw, "")).get(0).rows()) {
            if (!List.of("any", "fibre").contains(row.getString(2))) {
                counted.merge(
                        Instant.ofEpochMilli(row.getLong(0)).atOffset(HERE).toLocalDate(),
                        row.getInteger(1),
                        Integer::sum);
            }
        }
        assertTrue(counted.size() >= 2, "26 hours always cross a midnight: " + counted);
        assertEquals(counted, drawn);
    }
}
