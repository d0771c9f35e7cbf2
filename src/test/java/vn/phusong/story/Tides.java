package vn.phusong.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Villages that lose their signal and get it back, one after the other, by the clock alone: what a probe says of an instant does not depend on who was killed
 * meanwhile. Each speaks over HTTP until it is told 202, then goes on.
 */
final class Tides implements AutoCloseable {
    private static final int THREADS = 8;
    private static final long GRID_MS = 5_000;
    /** Well for so long, then without signal for as long. */
    private static final long HALF_MS = 90_000;
    /** As far back as readings count as live. */
    private static final long BACK_MS = 240_000;

    private final Map<String, String> secrets;
    private final IntSupplier port;
    private final long[] told;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @param port of the page, below 1 while nobody listens */
    Tides(int villages, Map<String, String> secrets, IntSupplier port) {
        this.secrets = secrets;
        this.port = port;
        told = new long[villages];
        java.util.Arrays.fill(told, System.currentTimeMillis() / GRID_MS * GRID_MS - BACK_MS);
        for (int i = 0; i < THREADS; i++) {
            int first = i;
            threads.add(new Thread(() -> speak(first), "tides-" + i));
        }
    }

    void begin() {
        threads.forEach(Thread::start);
    }

    private void speak(int first) {
        while (!isOver.get()) {
            for (int i = first; i < told.length && !isOver.get(); i += THREADS) {
                if (!speakFor(i)) {
                    LockSupport.parkNanos(20_000_000);
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** False while nobody takes it. */
    private boolean speakFor(int village) {
        long now = System.currentTimeMillis();
        long from = Math.max(told[village], now / GRID_MS * GRID_MS - BACK_MS) + GRID_MS;
        StringBuilder readings = new StringBuilder();
        long last = told[village];
        for (long t = from; t <= now; t += GRID_MS) {
            readings.append(readings.isEmpty() ? "[" : ",").append(reading(t, isWell(village, t)));
            last = t;
        }
        if (readings.isEmpty()) {
            return true;
        }
        if (port.getAsInt() < 1
                || !isTaken(SmallRegistry.probe(village), readings.append(']').toString())) {
            return false;
        }
        told[village] = last;
        return true;
    }

    private boolean isWell(int village, long t) {
        return Math.floorMod(t + 2 * HALF_MS * village / told.length, 2 * HALF_MS) < HALF_MS;
    }

    static String reading(long t, boolean isWell) {
        return "{\"t\":%d,\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":%d}]}"
                .formatted(t, SmallRegistry.PLMN, isWell ? -85 : -125);
    }

    private boolean isTaken(String probe, String readings) {
        String login = probe + ":" + secrets.get(probe);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port.getAsInt() + "/api/v1/readings"))
                .timeout(Duration.ofSeconds(5))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(readings))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException e) {
            // Killed, or not there yet: said again.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        isOver.set(true);
        for (Thread thread : threads) {
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
