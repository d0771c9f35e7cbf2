package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.grafana.Board;
import vn.phusong.grafana.Filling;
import vn.phusong.history.Influxd;
import vn.phusong.ingest.Mosquitto;

/**
 * A real Prometheus over the shipped configuration, watching the real server between a real Mosquitto and a real InfluxDB: every rule and every query of
 * the operations dashboard has something to say.
 */
class PrometheusIT {
    private static final long SCRAPED_WITHIN_MS = 150_000;
    private static final Pattern METRIC = Pattern.compile("\\b(?:phusong|process|jvm)_[a-z0-9_]+");
    private static final String SEEN_TWICE =
            "min(count_over_time(up{job=\"phusong\"}[5m])) >= 3 and min(up{job=\"phusong\"}) == 1";

    @TempDir
    private static Path folder;

    private static ServerProcess server;
    private static Mosquitto mosquitto;
    private static Influxd influxd;
    private static PrometheusProcess prometheus;

    @BeforeAll
    static void a_server_that_is_watched() throws Exception {
        mosquitto = Mosquitto.open(Files.createDirectory(folder.resolve("broker")), List.of());
        influxd = Influxd.start(folder.resolve("influxd"));
        Map<String, String> settings = Map.of(
                "broker.main.url",
                "mqtt://127.0.0.1:" + mosquitto.port(),
                "history.store",
                "influx",
                "influx.url",
                influxd.url().toString(),
                "influx.org",
                Influxd.ORG,
                "influx.token",
                influxd.tokenForBuckets());
        server = ServerProcess.start(folder.resolve("data"), settings);
        server.importFolder(SmallRegistry.write(folder.resolve("registry"), 1, 0, "5s"));
        prometheus = PrometheusProcess.start(folder.resolve("prometheus"), List.of("127.0.0.1:" + server.webPort()));
        awaitTwoScrapes();
    }

    /** Readings go on meanwhile, so that rates are not all nothing. */
    private static void awaitTwoScrapes() throws Exception {
        String secret = server.secret("probe-0");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SCRAPED_WITHIN_MS);
        while (System.nanoTime() < end) {
            post(secret);
            if (!prometheus.query("instance:phusong_commit_seconds:mean5m > 0").isEmpty()
                    && !prometheus.query(SEEN_TWICE).isEmpty()) {
                return;
            }
            prometheus.pause();
        }
        throw new AssertionError("Prometheus has no rates: " + prometheus.query("up"));
    }

    private static void post(String secret) throws IOException, InterruptedException {
        String login = Base64.getEncoder().encodeToString(("probe-0:" + secret).getBytes(StandardCharsets.UTF_8));
        String reading = "{\"t\":%d,\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-90}]}"
                .formatted(Instant.now().toEpochMilli(), SmallRegistry.PLMN);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.page("/api/v1/readings"))
                                .header("Authorization", "Basic " + login)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(reading))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode(), answer.body());
    }

    @AfterAll
    static void the_end() {
        prometheus.close();
        server.close();
        influxd.close();
        mosquitto.close();
    }

    private static void assertContent(PrometheusProcess.Told told) {
        assertEquals(0, told.exit(), told.words());
        assertFalse(told.words().contains("FAILED"), told.words());
    }

    @Test
    void promtool_is_content_with_the_configuration_the_rules_and_their_tests() throws Exception {
        assertContent(PrometheusProcess.promtool(null, "check", "config", "prometheus/prometheus.yml"));
        for (String rules : List.of("recording", "alerts")) {
            assertContent(PrometheusProcess.promtool(null, "check", "rules", "prometheus/rules/" + rules + ".yml"));
            assertContent(PrometheusProcess.promtool(null, "test", "rules", "prometheus/tests/" + rules + ".yml"));
        }
    }

    @Test
    void promtool_is_content_with_our_metrics() throws Exception {
        Path scraped = folder.resolve("metrics.txt");
        Files.writeString(scraped, server.get("/metrics"));
        PrometheusProcess.Told told = PrometheusProcess.promtool(scraped, "check", "metrics");
        assertEquals(0, told.exit(), told.words());
        assertEquals("", told.words());
    }

    @Test
    void no_device_and_no_village_is_a_label_and_the_series_are_few() throws Exception {
        List<String> lines = server.get("/metrics")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertTrue(lines.size() < 400, lines.size() + " series");
        Pattern forbidden = Pattern.compile("probe-0|[{,](device|probe|ont|village|commune)=");
        lines.forEach(line -> assertFalse(forbidden.matcher(line).find(), line));
    }

    @Test
    void every_query_of_the_operations_dashboard_has_rows() throws Exception {
        Board board = Board.named("operations.json");
        Filling filling = new Filling(Map.of("instance", new Filling.Chosen(List.of(".*"), true)), 0, 3_600_000);
        List<String> mute = new ArrayList<>();
        for (Board.Query query : board.queries()) {
            assertEquals("phusongprometheus", query.source(), query.where());
            String text = filling.fill(query.text(), query.minimum());
            if (prometheus.query(text).stream().noneMatch(PrometheusIT::isNumber)) {
                mute.add(query.where() + ": " + text);
            }
        }
        assertEquals(List.of(), mute, "panels without a row");
    }

    private static boolean isNumber(Object row) {
        return !((JsonObject) row).getJsonArray("value").getString(1).equals("NaN");
    }

    @Test
    void the_readings_balance_in_prometheus_too() throws Exception {
        JsonArray rows = prometheus.query("instance:phusong_readings_unbalanced:sum");
        assertEquals(1, rows.size(), rows::encode);
        assertEquals("0", rows.getJsonObject(0).getJsonArray("value").getString(1));
    }

    @Test
    void every_rule_is_evaluated_without_an_error_and_over_metrics_that_are_there() throws Exception {
        TreeMap<String, String> rules = new TreeMap<>();
        for (Object group : prometheus.groups()) {
            for (Object each : ((JsonObject) group).getJsonArray("rules")) {
                JsonObject rule = (JsonObject) each;
                assertEquals("ok", rule.getString("health"), rule::encode);
                rules.put(rule.getString("name"), rule.getString("query"));
            }
        }
        assertTrue(rules.size() > 25, rules::toString);
        TreeSet<String> named = new TreeSet<>();
        rules.values().forEach(query -> METRIC.matcher(query.replaceAll("\\binstance:[a-z0-9_:]+", ""))
                .results()
                .forEach(found -> named.add(found.group())));
        assertTrue(named.size() > 15, named::toString);
        for (String metric : named) {
            assertFalse(prometheus.query(metric).isEmpty(), metric + " is in a rule and nowhere else");
        }
    }

    @Test
    void every_alert_is_seen_to_fire_and_to_keep_still_in_its_tests() throws IOException {
        String rules = Files.readString(Path.of("prometheus/rules/alerts.yml"));
        String tests = Files.readString(Path.of("prometheus/tests/alerts.yml"));
        List<String> alerts = Pattern.compile("alert: (\\w+)")
                .matcher(rules)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(alerts.size() > 15, alerts::toString);
        for (String alert : alerts) {
            assertTrue(tests.contains("name: " + alert + " fires\n"), alert);
            assertTrue(tests.contains("name: " + alert + " keeps still\n"), alert);
        }
    }

    @Test
    void every_recorded_figure_is_tested() throws IOException {
        String tests = Files.readString(Path.of("prometheus/tests/recording.yml"));
        List<String> figures = Pattern.compile("record: (\\S+)")
                .matcher(Files.readString(Path.of("prometheus/rules/recording.yml")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertTrue(figures.size() > 5, figures::toString);
        figures.forEach(figure -> assertTrue(tests.contains("- expr: " + figure + "\n"), figure));
    }
}
