package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.FreePort;
import vn.phusong.ingest.Mosquitto;

/** The files of {@code mosquitto/} as they are shipped, with only their places changed, in a real Mosquitto: who may do what. */
class BrokerAccessIT {
    private static final int REFUSED = 0x87;

    @TempDir
    private Path folder;

    private Shipped shipped;
    private Mosquitto mosquitto;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void the_shipped_files_and_passwords_by_our_own_verb() throws Exception {
        shipped = new Shipped(folder, Map.of("probe-0", "s0", "probe-1", "s1", "phusong", "ours"));
        mosquitto = shipped.start();
    }

    @AfterEach
    void the_end() {
        mosquitto.close();
    }

    private MqttAsyncClient login(String user, String password) throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + mosquitto.port(), "as-" + user, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        client.connect(options).waitForCompletion(10_000);
        return client;
    }

    private MqttAsyncClient listener(String user, String password, String filter) throws MqttException {
        MqttAsyncClient client = login(user, password);
        MqttSubscription asked = new MqttSubscription(filter, 1);
        // Paho 1.2.5 takes a listener only together with a number for the subscription.
        MqttProperties numbered = new MqttProperties();
        numbered.setSubscriptionIdentifiers(List.of(1));
        client.subscribe(
                        new MqttSubscription[] {asked},
                        null,
                        null,
                        (topic, message) -> heard.add(topic + " " + message),
                        numbered)
                .waitForCompletion(10_000);
        return client;
    }

    /** Whether a QoS 1 publish is told no: Paho 1.2.5 hangs up over a PUBACK with a no, so each time on a connection of its own. */
    private boolean isRefused(String user, String password, String topic) throws MqttException {
        MqttAsyncClient client = login(user, password);
        try {
            IMqttToken told = client.publish(topic, "x".getBytes(StandardCharsets.UTF_8), 1, false);
            told.waitForCompletion(10_000);
            int[] codes = told.getReasonCodes();
            return codes != null && codes.length > 0 && (codes[0] & 0xFF) >= REFUSED;
        } catch (MqttException e) {
            return true;
        } finally {
            leave(client);
        }
    }

    private String next() throws InterruptedException {
        String message = heard.poll(10, TimeUnit.SECONDS);
        return message == null ? "nothing" : message;
    }

    private static void leave(MqttAsyncClient... clients) throws MqttException {
        for (MqttAsyncClient client : clients) {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        }
    }

    @Test
    void a_device_is_heard_under_its_own_name_and_under_no_other() throws Exception {
        MqttAsyncClient ours = listener("phusong", "ours", "phusong/v1/#");
        assertTrue(isRefused("probe-0", "s0", "phusong/v1/probe-1/telemetry"));
        assertTrue(isRefused("probe-0", "s0", "phusong/v1/telemetry"));
        assertTrue(isRefused("probe-0", "s0", "phusong-out/v1/incidents"));
        assertFalse(isRefused("probe-0", "s0", "phusong/v1/probe-0/telemetry"));
        assertFalse(isRefused("probe-0", "s0", "phusong/v1/probe-0/state"));
        assertEquals("phusong/v1/probe-0/telemetry x", next(), "the refused ones, sent before, did not come");
        assertEquals("phusong/v1/probe-0/state x", next());
        leave(ours);
    }

    /** A word about listeners outside of one opens another one, on port 1883 of every address and without TLS. */
    @Test
    void it_listens_where_its_listeners_say_and_nowhere_else() throws Exception {
        assertEquals(Set.of(mosquitto.port()), mosquitto.listensOn());
        mosquitto.stop();
        shipped.replace("config/mosquitto.conf", "message_size_limit", "max_connections 5\nmessage_size_limit");
        try {
            mosquitto = shipped.start();
            // It answers on the first as soon as that is open.
            for (int i = 0; i < 500 && mosquitto.listensOn().size() < 2; i++) {
                LockSupport.parkNanos(10_000_000);
            }
            assertEquals(Set.of(mosquitto.port(), 1883), mosquitto.listensOn(), "one more would be seen");
        } catch (IOException taken) {
            assertTrue(mosquitto.said().contains("Address already in use"), mosquitto.said());
        }
    }

    @Test
    void nobody_enters_without_a_name_or_with_a_wrong_password() {
        for (List<String> who : List.of(List.of("", ""), List.of("probe-0", "s1"), List.of("probe-9", "s0"))) {
            MqttException told = assertThrows(MqttException.class, () -> login(who.get(0), who.get(1)));
            assertTrue(Stream.of(0x86, 0x87).anyMatch(code -> code == (told.getReasonCode() & 0xFF)), told.toString());
        }
    }

    @Test
    void our_own_user_says_nothing_for_devices_and_only_it_writes_what_we_publish() throws Exception {
        assertTrue(isRefused("phusong", "ours", "phusong/v1/probe-0/telemetry"));
        assertTrue(isRefused("phusong", "ours", "phusong/v1/phusong/telemetry"));
        assertFalse(isRefused("phusong", "ours", "phusong-out/v1/incidents"));
    }

    @Test
    void a_device_hears_nothing_of_others() throws Exception {
        MqttAsyncClient nosy = listener("probe-1", "s1", "phusong/v1/#");
        assertFalse(isRefused("probe-0", "s0", "phusong/v1/probe-0/telemetry"));
        MqttAsyncClient ours = listener("phusong", "ours", "phusong/v1/#");
        assertFalse(isRefused("probe-0", "s0", "phusong/v1/probe-0/event"));
        assertEquals("phusong/v1/probe-0/event x", next());
        assertTrue(heard.isEmpty());
        leave(nosy, ours);
    }

    @Test
    void a_certificate_stands_for_a_password_where_the_listener_says_so() throws Exception {
        SelfSignedCertificate server = SelfSignedCertificate.create("localhost");
        SelfSignedCertificate device = SelfSignedCertificate.create("probe-0");
        int port = FreePort.any();
        try {
            shipped.certificate(Path.of(server.certificatePath()), "server.crt");
            shipped.certificate(Path.of(server.privateKeyPath()), "server.key");
            shipped.certificate(Path.of(device.certificatePath()), "devices-ca.crt");
            shipped.listener("certificates.conf", 8884, port);
            mosquitto.stop();
            mosquitto.again();
            MqttAsyncClient ours = listener("phusong", "ours", "phusong/v1/#");
            assertEquals(0, pub(port, device, "phusong/v1/probe-0/telemetry", server));
            assertEquals("phusong/v1/probe-0/telemetry x", next());
            int other = pub(port, device, "phusong/v1/probe-1/telemetry", server);
            assertEquals(0, pub(port, device, "phusong/v1/probe-0/event", server));
            assertEquals("phusong/v1/probe-0/event x", next(), "the other name's did not come, exit " + other);
            assertFalse(pub(port, null, "phusong/v1/probe-0/event", server) == 0, "not without a certificate");
            leave(ours);
        } finally {
            server.delete();
            device.delete();
        }
    }

    private int pub(int port, SelfSignedCertificate device, String topic, SelfSignedCertificate server)
            throws IOException, InterruptedException {
        Stream<String> words = Stream.of(
                "mosquitto_pub", "-h", "localhost", "-p", "" + port, "-q", "1", "-V", "mqttv5", "-t", topic, "-m", "x");
        Stream<String> tls = Stream.of("--cafile", server.certificatePath());
        Stream<String> own = device == null
                ? Stream.of()
                : Stream.of("--cert", device.certificatePath(), "--key", device.privateKeyPath());
        Process process = new ProcessBuilder(
                        Stream.of(words, tls, own).flatMap(it -> it).toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pub.txt").toFile())
                .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "mosquitto_pub ends");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }
}
