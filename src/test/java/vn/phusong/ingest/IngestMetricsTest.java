package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.ingest.Lines.T0;
import static vn.phusong.ingest.Lines.light;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestMetricsTest {
    private static final String COUNTED = "phusong_readings_";

    @TempDir
    Path folder;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Sums over labels, by name. */
    private Map<String, Double> scrape() {
        Map<String, Double> numbers = new TreeMap<>();
        registry.scrape().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] words = line.split(" ", -1);
            numbers.merge(words[0].replaceAll("\\{.*", ""), Double.parseDouble(words[1]), Double::sum);
        });
        return numbers;
    }

    @Test
    void the_readings_balance_on_every_scrape_and_no_device_is_a_label() throws Exception {
        try (Walk walk = new Walk(folder, T0)) {
            walk.start();
            IngestMetrics metrics = IngestMetrics.of(registry, walk.batcher, walk::nanos);
            assertTrue(metrics != null);
            for (int i = 0; i < 60; i++) {
                assertTrue(walk.offer(settled -> {}, light(i % 12, T0 - i / 2), light(3, T0 - i / 3)));
                walk.pass(30 + i);
                assertBalance(scrape());
            }
            walk.pass(1_000);
            Map<String, Double> numbers = scrape();
            assertEquals(120, numbers.get(COUNTED + "received_total"));
            assertEquals(0, numbers.get(COUNTED + "in_flight"));
            assertTrue(numbers.get(COUNTED + "refused_total") > 0);
            assertTrue(numbers.get("phusong_commit_seconds_count") > 0);
            assertFalse(registry.scrape().contains("ont-"), "a device id is a label");
        }
    }

    private static void assertBalance(Map<String, Double> numbers) {
        assertEquals(
                numbers.get(COUNTED + "received_total"),
                numbers.get(COUNTED + "committed_total")
                        + numbers.get(COUNTED + "duplicate_total")
                        + numbers.get(COUNTED + "refused_total")
                        + numbers.get(COUNTED + "in_flight"),
                numbers.toString());
    }

    @Test
    void fields_set_aside_and_the_door_are_counted_by_name() throws Exception {
        try (Walk walk = new Walk(folder, T0)) {
            walk.start();
            IngestMetrics metrics = IngestMetrics.of(registry, walk.batcher, walk::nanos);
            metrics.fields(() -> Map.of("rsrp", 3L, "fibre.rx", 2L));
            metrics.door(() -> new DoorCounts(7, 0, Map.of(MqttCount.WILLS, 4L)));
            assertTrue(walk.offer(settled -> {}, light(1, T0)));
            walk.pass(100);
            String scraped = registry.scrape();
            assertTrue(scraped.contains("phusong_fields_dropped_total{field=\"rsrp\"} 3.0"), scraped);
            assertTrue(scraped.contains("phusong_mqtt_events_total{what=\"wills\"} 4.0"), scraped);
            assertTrue(scraped.contains("phusong_mqtt_connections 7.0"), scraped);
        }
    }

    @Test
    void a_disk_in_trouble_and_a_full_queue_are_to_be_seen() throws Exception {
        try (Walk walk = new Walk(folder, T0)) {
            walk.start();
            IngestMetrics metrics = IngestMetrics.of(registry, walk.batcher, walk::nanos);
            assertTrue(metrics != null);
            assertEquals(0, scrape().get("phusong_disk_trouble"));
            walk.weather = what -> {
                throw new IOException("no space left on device");
            };
            assertTrue(walk.offer(settled -> {}, light(1, T0)));
            walk.pass(1_000);
            assertTrue(walk.offer(settled -> {}, light(2, T0), light(3, T0)));
            Map<String, Double> numbers = scrape();
            assertEquals(1, numbers.get("phusong_disk_trouble"));
            assertEquals(2, numbers.get("phusong_queue_readings"));
            assertEquals(Walk.SETTINGS.waitingMax(), numbers.get("phusong_queue_readings_max"));
        }
    }

    @Test
    void a_glance_stays_the_same_while_it_is_read_and_ends_with_a_pause() {
        long[] nanos = {0};
        int[] source = {0};
        Glance<Integer> glance = new Glance<>(() -> ++source[0], () -> nanos[0]);
        assertEquals(1, glance.get());
        for (int i = 0; i < 10; i++) {
            nanos[0] += 150_000_000;
            assertEquals(1, glance.get());
        }
        nanos[0] += 201_000_000;
        assertEquals(2, glance.get());
        for (int i = 0; i < 40; i++) {
            nanos[0] += 150_000_000;
            assertTrue(glance.get() >= 2);
        }
        assertEquals(3, glance.get(), "a reader without pause does not hold it for ever");
    }
}
