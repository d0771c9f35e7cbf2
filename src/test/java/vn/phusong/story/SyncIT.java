package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill keeps the page cache, a power cut does not. So the system calls themselves are looked at: the journal's sync has returned before the PUBACK leaves.
 * Needs strace; without it this fails.
 */
class SyncIT {
    private static final int ONE_BY_ONE = 60;
    private static final int BURSTS = 10;
    private static final int IN_A_BURST = 15;

    @TempDir
    private Path folder;

    private int port;
    private int spoken;

    /** What the check came to. */
    private record Seen(int messages, List<String> violations, Trace trace) {}

    @Test
    void the_sync_of_the_journal_returns_before_the_puback_leaves() throws Exception {
        Seen seen = publishUnderTrace("FULL");
        assertEquals(List.of(), seen.violations(), "acknowledged before it was durable");
        assertTrue(seen.trace().logSyncs.size() >= ONE_BY_ONE, "a sync for each of those sent alone");
        System.out.printf(
                "sync test: %d messages acknowledged, each after a sync of the journal that began after it was written; %d syncs%n",
                seen.messages(), seen.trace().logSyncs.size());
    }

    @Test
    void without_synchronous_the_same_look_finds_every_promise_broken() throws Exception {
        Seen seen = publishUnderTrace("OFF");
        assertEquals(seen.messages(), seen.violations().size(), "the test would go red");
        System.out.printf(
                "sync test: with synchronous=OFF %d of %d messages were acknowledged before a sync%n",
                seen.violations().size(), seen.messages());
    }

    private Seen publishUnderTrace(String synchronous) throws Exception {
        Path data = folder.resolve("data");
        Path trace = folder.resolve("trace.txt");
        List<String> strace = new ArrayList<>(Trace.COMMAND);
        strace.add(trace.toString());
        Map<Integer, Long> sent;
        Map<String, String> settings = Map.of("journal.synchronous", synchronous, "mqtt.rate.device", "1000");
        try (ServerProcess server = ServerProcess.launch(strace, data, settings)) {
            server.awaitReady();
            port = server.mqttPort();
            server.importFolder(SmallRegistry.write(folder.resolve("registry"), 1, 3, "60s"));
            sent = publish(server.secret(SmallRegistry.probe(0)));
            server.stop();
        }
        return held(sent, Trace.read(trace, port));
    }

    private static Seen held(Map<Integer, Long> sent, Trace trace) {
        List<String> violations = new ArrayList<>();
        sent.forEach((id, at) -> {
            Long acknowledged = trace.acknowledged.get(id);
            assertTrue(acknowledged != null && acknowledged > at, "the trace shows the PUBACK of message " + id);
            if (trace.syncBetween(at, acknowledged).isEmpty()) {
                violations.add("message " + id + " sent at " + at + " µs, acknowledged at " + acknowledged + " µs");
            }
        });
        return new Seen(sent.size(), violations, trace);
    }

    /** When each message was sent, by its packet identifier; all of them were acknowledged. */
    private Map<Integer, Long> publish(String secret) throws Exception {
        Map<Integer, Long> sent = new LinkedHashMap<>();
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + port, SmallRegistry.probe(0), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(SmallRegistry.probe(0));
        options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(10_000);
        for (int i = 0; i < ONE_BY_ONE; i++) {
            publish(client, 1, sent);
        }
        for (int i = 0; i < BURSTS; i++) {
            publish(client, IN_A_BURST, sent);
        }
        client.disconnect().waitForCompletion(5_000);
        client.close();
        assertEquals(ONE_BY_ONE + BURSTS * IN_A_BURST, sent.size());
        return sent;
    }

    private void publish(MqttAsyncClient client, int messages, Map<Integer, Long> sent) throws Exception {
        List<IMqttToken> tokens = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            times.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            tokens.add(client.publish("phusong/v1/" + SmallRegistry.probe(0) + "/telemetry", reading(), 1, false));
        }
        for (int i = 0; i < messages; i++) {
            tokens.get(i).waitForCompletion(10_000);
            sent.put(tokens.get(i).getMessageId(), times.get(i));
        }
    }

    private byte[] reading() throws IOException {
        long at = System.currentTimeMillis() - 100_000 + 100L * spoken++;
        return "{\"t\":%d,\"radio\":[{\"plmn\":\"%s\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-90}]}"
                .formatted(at, SmallRegistry.PLMN)
                .getBytes(StandardCharsets.UTF_8);
    }
}
