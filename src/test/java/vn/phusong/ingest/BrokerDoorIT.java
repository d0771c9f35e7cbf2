package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SelfSignedCertificate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.FreePort;
import vn.phusong.reading.RefusalReason;

/** The contract, kept behind a real Mosquitto; and what only a real one can show. */
class BrokerDoorIT extends DoorContract {
    @TempDir
    private Path folder;

    private Mosquitto mosquitto;
    private BrokerDoor door;

    @BeforeEach
    void open() throws Exception {
        mosquitto = Mosquitto.open(folder, List.of());
        door = door(URI.create("mqtt://127.0.0.1:" + mosquitto.port()), BrokerSettings.Tls.USUAL);
        awaitConnected();
    }

    private BrokerDoor door(URI url, BrokerSettings.Tls tls) {
        BrokerSettings settings = new BrokerSettings(
                "main",
                url,
                new BrokerSettings.Login("phusong", "", "", tls),
                new BrokerSettings.Limits(Duration.ofDays(7), 20, 256 * 1024, Duration.ofMillis(200)));
        return BrokerDoor.open(List.of(settings), OpenDoor.RATE, needs());
    }

    private void awaitConnected() {
        OpenBroker.until(() -> status().isConnected(), "connected");
    }

    private BrokerStatus status() {
        return door.status().get(0);
    }

    @AfterEach
    void close() {
        OpenDoor.await(door.close());
        mosquitto.close();
    }

    @Override
    int port() {
        return mosquitto.port();
    }

    @Override
    long acknowledged() {
        return status().of(BrokerCount.ACKNOWLEDGED);
    }

    @Override
    long held() {
        return status().held();
    }

    private void publish(int from, int to, boolean isRetained) throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + mosquitto.port(), "speaker", new MemoryPersistence());
        client.connect().waitForCompletion(10_000);
        for (int i = from; i < to; i++) {
            String payload = "{\"seq\":" + i + ",\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"rsrp\":-97}]}";
            client.publish("phusong/v1/p1/telemetry", payload.getBytes(StandardCharsets.UTF_8), 1, isRetained)
                    .waitForCompletion(10_000);
        }
        client.disconnect().waitForCompletion(10_000);
        client.close();
    }

    private List<Long> seqs() {
        return List.copyOf(intake.all).stream()
                .map(arrival -> arrival.readings().get(0).seq())
                .distinct()
                .toList();
    }

    @Test
    void what_came_while_we_were_away_is_there_when_we_come_back_and_what_was_not_settled_comes_again()
            throws Exception {
        publish(0, 5, false);
        OpenBroker.until(() -> intake.all.size() == 5, "five came");
        intake.isOpen = false;
        OpenDoor.await(door.close());
        publish(5, 60, false);
        intake.all.clear();
        intake.isOpen = true;
        intake.settlesAtOnce = true;
        door = door(URI.create("mqtt://127.0.0.1:" + mosquitto.port()), BrokerSettings.Tls.USUAL);
        OpenBroker.until(() -> seqs().size() == 60, "sixty came");
        OpenBroker.until(() -> acknowledged() >= 60 && status().unacknowledged() == 0, "all acknowledged");
        assertEquals(0L, seqs().get(0));
    }

    @Test
    void a_broker_that_is_stopped_and_started_gives_the_session_back() throws Exception {
        intake.settlesAtOnce = true;
        publish(0, 3, false);
        OpenBroker.until(() -> acknowledged() == 3, "three acknowledged");
        mosquitto.stop();
        OpenBroker.until(() -> !status().isConnected(), "noticed");
        mosquitto.again();
        awaitConnected();
        publish(3, 6, false);
        OpenBroker.until(() -> seqs().size() == 6, "six came");
        assertEquals(0, status().of(BrokerCount.SESSIONS_FORGOTTEN));
    }

    @Test
    void a_retained_message_is_taken_when_it_is_said_and_never_again() throws Exception {
        intake.settlesAtOnce = true;
        publish(0, 1, true);
        OpenBroker.until(() -> acknowledged() == 1, "said");
        assertEquals(1, intake.all.get(0).readings().size());
        OpenDoor.await(door.close());
        door = door(URI.create("mqtt://127.0.0.1:" + mosquitto.port()), BrokerSettings.Tls.USUAL);
        awaitConnected();
        publish(1, 2, false);
        OpenBroker.until(() -> seqs().size() == 2, "the next one came");
        assertEquals(2, intake.all.size(), "the retained one did not come again");
        assertEquals(0, status().of(BrokerCount.RETAINED));
    }

    @Test
    void two_with_one_name_push_each_other_out_and_both_are_told() throws Exception {
        BrokerDoor other = door(URI.create("mqtt://127.0.0.1:" + mosquitto.port()), BrokerSettings.Tls.USUAL);
        try {
            OpenBroker.until(() -> status().of(BrokerCount.TAKE_OVERS) > 0, "the first is told");
            OpenBroker.until(
                    () -> other.status().get(0).of(BrokerCount.TAKE_OVERS) > 0, "and then the second, by the first");
        } finally {
            OpenDoor.await(other.close());
        }
        awaitConnected();
    }

    @Test
    void the_broker_tells_what_it_keeps_and_what_it_dropped() throws Exception {
        OpenBroker.until(() -> status().own().storedMessages() > 0, "it tells");
        assertEquals(0, status().own().dropped());
        OpenDoor.await(door.close());
        mosquitto.close();
        Path small = Files.createDirectory(folder.resolve("small"));
        mosquitto = Mosquitto.open(small, List.of("max_queued_messages 10"));
        door = door(URI.create("mqtt://127.0.0.1:" + mosquitto.port()), BrokerSettings.Tls.USUAL);
        awaitConnected();
        OpenBroker.until(() -> status().own().storedMessages() > 0, "it tells");
        publish(0, 100, false);
        OpenBroker.until(() -> status().own().dropped() > 0, "it tells that it dropped");
        assertTrue(
                status().own().alert().startsWith("broker main dropped "),
                status().own().alert());
    }

    @Test
    void over_tls_with_the_brokers_own_authority_and_not_without() throws Exception {
        OpenDoor.await(door.close());
        SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
        int port = FreePort.any();
        Path second = Files.createDirectory(folder.resolve("tls"));
        try (Mosquitto tls = Mosquitto.open(
                second,
                List.of(
                        "listener " + port + " localhost",
                        "certfile " + certificate.certificatePath(),
                        "keyfile " + certificate.privateKeyPath()))) {
            URI url = URI.create("mqtts://localhost:" + port);
            door = door(url, BrokerSettings.Tls.USUAL);
            OpenBroker.until(() -> status().trouble().contains("PKIX"), "nobody vouches for it");
            assertTrue(status().of(BrokerCount.CONNECT_FAILURES) > 0);
            assertTrue(!status().trouble().contains("Untranslated"), status().trouble());
            OpenDoor.await(door.close());
            door = door(url, new BrokerSettings.Tls(Path.of(certificate.certificatePath()), null, null));
            awaitConnected();
            assertTrue(tls.port() > 0);
        } finally {
            certificate.delete();
        }
    }

    @Test
    void a_device_nobody_knows_is_set_aside() throws Exception {
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + mosquitto.port(), "stranger", new MemoryPersistence());
        client.connect().waitForCompletion(10_000);
        client.publish("phusong/v1/stranger/telemetry", new byte[] {1}, 1, false)
                .waitForCompletion(10_000);
        Arrival arrival = intake.next();
        assertEquals(
                RefusalReason.UNKNOWN_DEVICE, arrival.refused().get(0).refusal().reason());
        client.disconnect().waitForCompletion(10_000);
        client.close();
    }
}
