package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer runs it: the map comes alive, Ctrl-C stops it in order, a second start goes on with the same data and never back in time. */
class DemoIT {
    private static final long WITHIN_NANOS = 90_000_000_000L;
    // The first masts fall twenty simulated minutes after the start, and half an hour later it is told.
    private static final long TOLD_WITHIN_NANOS = 300_000_000_000L;
    private static final int VILLAGES = 938;

    @TempDir
    Path folder;

    @Test
    void the_demo_comes_alive_and_a_second_start_goes_on_with_its_data() throws Exception {
        long begun = System.nanoTime();
        ServerProcess demo = start();
        JsonObject first;
        double position;
        try {
            JsonObject alive = awaitCovered(demo, 1);
            assertEquals(VILLAGES, alive.getJsonObject("mobile").getInteger("total"));
            System.out.printf("demo: first village judged %.1f s after its start%n", (System.nanoTime() - begun) / 1e9);
            first = awaitCovered(demo, 500);
            assertEquals(true, first.getBoolean("simulated"));
            assertBalance(demo);
            position = demo.metric("phusong_journal_position");
            demo.stop();
        } finally {
            demo.close();
        }
        ServerProcess again = start();
        try {
            JsonObject second = new JsonObject(again.get("/api/v1/summary"));
            assertTrue(time(second).isAfter(time(first)), "time went back: " + time(first) + " to " + time(second));
            assertTrue(again.metric("phusong_journal_position") >= position);
            assertEquals(
                    VILLAGES, awaitCovered(again, 500).getJsonObject("mobile").getInteger("total"));
            awaitTold(again).forEach(line -> assertTrue(line.contains("told - [MÔ PHỎNG] ["), line));
            again.stop();
        } finally {
            again.close();
        }
    }

    /** Lines for people in its log, at least one. */
    private static List<String> awaitTold(ServerProcess demo) {
        long deadline = System.nanoTime() + TOLD_WITHIN_NANOS;
        while (System.nanoTime() < deadline) {
            List<String> told = demo.said()
                    .lines()
                    .filter(line -> line.contains(" told - "))
                    .toList();
            if (!told.isEmpty()) {
                return told;
            }
            LockSupport.parkNanos(500_000_000);
        }
        throw new AssertionError("no incident was told in time");
    }

    private ServerProcess start() throws IOException, InterruptedException {
        ServerProcess demo =
                ServerProcess.launch(List.of(), folder.resolve("data"), Map.of(), List.of("demo", "--speed", "60"));
        demo.awaitReady();
        return demo;
    }

    private static void assertBalance(ServerProcess demo) throws IOException, InterruptedException {
        List<String> scrape = demo.get("/metrics").lines().toList();
        double received = sum(scrape, "phusong_readings_received_total");
        double settled = sum(scrape, "phusong_readings_committed_total")
                + sum(scrape, "phusong_readings_duplicate_total")
                + sum(scrape, "phusong_readings_refused_total")
                + sum(scrape, "phusong_readings_in_flight");
        assertEquals(received, settled, "received = committed + duplicate + refused + in flight");
        assertTrue(received > 0);
    }

    private static double sum(List<String> scrape, String name) {
        return scrape.stream()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static OffsetDateTime time(JsonObject summary) {
        return OffsetDateTime.parse(summary.getString("asOf"));
    }

    private static JsonObject awaitCovered(ServerProcess demo, int villages) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WITHIN_NANOS;
        while (System.nanoTime() < deadline) {
            JsonObject summary = new JsonObject(demo.get("/api/v1/summary"));
            JsonObject mobile = summary.getJsonObject("mobile");
            if (mobile != null && mobile.getInteger("covered") >= villages) {
                return summary;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("not " + villages + " covered villages in time");
    }
}
