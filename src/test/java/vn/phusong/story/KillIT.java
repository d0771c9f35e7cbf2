package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed again and again while four publishers speak. What it acknowledged is there, once; and nobody could tell from its verdicts that it
 * was ever killed. {@code -Dphusong.kills=200 -Dphusong.seed=7} for a longer night.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("phusong.kills", 20);
    private static final long SEED = Long.getLong("phusong.seed", 20260301);
    private static final int PROBES = 9;
    private static final int LINES = 200;

    /** A day of verdicts in a minute: short windows, no holds, a snapshot every second so that kills fall beside and into them. */
    private static final Map<String, String> RULES = Map.of(
            "window.long", "2m",
            "window.short", "1m",
            "stale.min", "1m",
            "live.min", "10s",
            "hold.down", "0s",
            "hold.up", "0s",
            "alert.warning", "0s",
            "startup.grace", "0s",
            "snapshot.every", "1s",
            "mqtt.rate.device", "1000");

    @TempDir
    private Path folder;

    private final Ledger ledger = new Ledger();
    private final AtomicInteger port = new AtomicInteger();
    private final Random random = new Random(SEED);

    @Test
    void twenty_kills_lose_nothing_double_nothing_and_change_no_verdict() throws Exception {
        Path data = folder.resolve("data");
        List<Publisher> publishers = new ArrayList<>();
        try (ServerProcess first = ServerProcess.start(data, RULES)) {
            first.importFolder(SmallRegistry.write(folder.resolve("registry"), PROBES, LINES, "5s"));
            publishers.addAll(publishers(secrets(first)));
            first.stop();
        }
        List<Thread> threads = publishers.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        int whileStarting = 0;
        for (int i = 0; i < KILLS; i++) {
            whileStarting += killOnce(data) ? 0 : 1;
        }
        try (ServerProcess last = ServerProcess.start(data, RULES)) {
            port.set(last.mqttPort());
            assertFalse(last.endsWithin(1000), last::said);
            publishers.forEach(Publisher::finish);
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
                assertFalse(thread.isAlive(), () -> "still in hand\n" + last.said());
            }
            for (int quiet = 0; quiet < 3; ) {
                assertFalse(last.endsWithin(700), last::said);
                quiet = last.metric("phusong_history_lag_seconds") == 0 ? quiet + 1 : 0;
            }
            last.stop();
        }
        long resent = publishers.stream().mapToLong(it -> it.resent.get()).sum();
        System.out.printf(
                "kill test: seed %d, %d kills (%d of them while starting), %d readings said, %d acknowledged, %d messages sent again%n",
                SEED,
                KILLS,
                whileStarting,
                ledger.said().size(),
                ledger.promised().size(),
                resent);
        assertEquals(ledger.said(), ledger.promised(), "in the end all is acknowledged");
        assertTrue(resent > 0, "the kills fell between a publish and its PUBACK");
        Aftermath aftermath = Aftermath.of(data);
        List<Ledger.Said> told = InDuckDb.told(data);
        aftermath.check(ledger, told);
        ledger.promised(List.of(new Ledger.Said(SmallRegistry.probe(0), 1, -85)));
        assertThrows(AssertionError.class, () -> aftermath.check(ledger, told), "one that is missing would be seen");
    }

    /** True when it was killed while it served; one in five dies before it is ready. */
    private boolean killOnce(Path data) throws Exception {
        try (ServerProcess server = ServerProcess.launch(List.of(), data, RULES)) {
            if (random.nextInt(5) == 0) {
                assertFalse(server.endsWithin(300 + random.nextInt(1000)), server::said);
                server.kill();
                return false;
            }
            server.awaitReady();
            port.set(server.mqttPort());
            assertFalse(server.endsWithin(300 + random.nextInt(1700)), server::said);
            server.kill();
            port.set(0);
            return true;
        }
    }

    private static Map<String, String> secrets(ServerProcess server) throws Exception {
        Map<String, String> secrets = new HashMap<>();
        secrets.put(SmallRegistry.COLLECTOR, server.secret(SmallRegistry.COLLECTOR));
        for (int i = 0; i < PROBES; i++) {
            secrets.put(SmallRegistry.probe(i), server.secret(SmallRegistry.probe(i)));
        }
        return secrets;
    }

    private List<Publisher> publishers(Map<String, String> secrets) {
        List<Publisher> publishers = new ArrayList<>();
        publishers.add(new Publisher(List.of(SmallRegistry.COLLECTOR), 50, secrets, port::get, ledger, SEED));
        for (int i = 0; i < 3; i++) {
            List<String> probes =
                    List.of(SmallRegistry.probe(3 * i), SmallRegistry.probe(3 * i + 1), SmallRegistry.probe(3 * i + 2));
            publishers.add(new Publisher(probes, 0, secrets, port::get, ledger, SEED + 1 + i));
        }
        return publishers;
    }
}
