package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One device talks nonsense, two thousand times; nobody else notices. */
class FloodIT {
    private static final int NONSENSE = 2_000;
    private static final int AT_ONCE = 8;
    private static final int KEPT = 100;

    @TempDir
    private Path folder;

    @Test
    void two_thousand_unparsable_messages_are_counted_and_others_go_on() throws Exception {
        Map<String, String> settings = Map.of("quarantine.rows", Integer.toString(KEPT), "mqtt.rate.device", "10000");
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), settings)) {
            server.importFolder(SmallRegistry.write(folder.resolve("registry"), 3, 3, "60s"));
            Map<String, String> secrets = new HashMap<>();
            for (String device : List.of("probe-1", "probe-2")) {
                secrets.put(device, server.secret(device));
            }
            Ledger ledger = new Ledger();
            Publisher other = new Publisher(List.of("probe-1", "probe-2"), 0, secrets, server::mqttPort, ledger, 1);
            Thread others = new Thread(other);
            others.start();
            flood(server);
            other.finish();
            others.join(TimeUnit.SECONDS.toMillis(20));

            assertEquals(ledger.said(), ledger.promised());
            assertTrue(ledger.promised().size() > 20, () -> ledger.promised().size() + " of the others");
            assertEquals(ledger.promised().size(), server.metric("phusong_readings_committed_total"));
            assertEquals(NONSENSE, refused(server), "each counted");
            int kept = new JsonObject(server.get("/api/v1/quarantine?limit=1000"))
                            .encode()
                            .split("\"reason\"", -1)
                            .length
                    - 1;
            assertTrue(kept > 0 && kept <= KEPT, kept + " kept in quarantine");
            server.stop();
        }
    }

    private static double refused(ServerProcess server) throws Exception {
        return server.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("phusong_readings_refused_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void flood(ServerProcess server) throws Exception {
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + server.mqttPort(), "probe-0", new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("probe-0");
        options.setPassword(server.secret("probe-0").getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(5_000);
        for (int i = 0; i < NONSENSE; i += AT_ONCE) {
            List<IMqttToken> tokens = new ArrayList<>();
            for (int k = 0; k < AT_ONCE; k++) {
                byte[] nonsense = ("{nonsense " + (i + k)).getBytes(StandardCharsets.UTF_8);
                tokens.add(client.publish("phusong/v1/probe-0/telemetry", nonsense, 1, false));
            }
            for (IMqttToken token : tokens) {
                answered(token);
            }
        }
        client.disconnect().waitForCompletion(5_000);
        client.close();
    }

    /** A no with a reason is an answer too. */
    private static void answered(IMqttToken token) {
        try {
            token.waitForCompletion(5_000);
        } catch (MqttException no) {
            assertEquals(0x99, no.getReasonCode() & 0xFF);
        }
    }
}
