package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

/** Clients that others wrote: Eclipse Paho for MQTT 5, the Vert.x client for 3.1.1. */
class MqttRealClientsTest {
    private static final String OWN = "phusong/v1/probe-1/telemetry";
    private static final byte[] READING = "reading".getBytes(StandardCharsets.UTF_8);

    private static MqttAsyncClient paho(OpenDoor house, String clientId, String secret) throws MqttException {
        MqttAsyncClient client =
                new MqttAsyncClient("tcp://127.0.0.1:" + house.port(), clientId, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("probe-1");
        options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
        client.connect(options).waitForCompletion(5000);
        return client;
    }

    @Test
    void paho_hears_success_only_after_the_commit() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            MqttAsyncClient client = paho(house, "any", house.secret("probe-1"));
            IMqttToken told = client.publish(OWN, READING, 1, false);
            Arrival arrival = house.intake.next();
            assertFalse(told.isComplete());
            SettledWhenTold.settle(arrival);
            told.waitForCompletion(5000);
            assertTrue(told.isComplete());
            client.disconnect().waitForCompletion(5000);
            client.close();
        }
    }

    @Test
    void paho_with_qos_2_and_no_client_id_goes_through() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            house.intake.settlesAtOnce = true;
            MqttAsyncClient client = paho(house, "", house.secret("probe-1"));
            IMqttToken told = client.publish(OWN, READING, 2, false);
            told.waitForCompletion(5000);
            assertEquals(1, house.intake.all.size());
            client.disconnect().waitForCompletion(5000);
            client.close();
        }
    }

    @Test
    void paho_with_a_wrong_secret_is_told_so() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            house.secret("probe-1");
            MqttException told = assertThrows(MqttException.class, () -> paho(house, "any", "guess"));
            assertEquals(0x86, told.getReasonCode() & 0xFF);
        }
    }

    @Test
    void the_vertx_client_of_3_1_1_hears_its_puback_after_the_commit() throws Exception {
        try (OpenDoor house = new OpenDoor()) {
            MqttClient client = MqttClient.create(house.vertx, login(house));
            CompletableFuture<Integer> acknowledged = new CompletableFuture<>();
            client.publishCompletionHandler(acknowledged::complete);
            OpenDoor.await(client.connect(house.port(), "127.0.0.1"));
            int id = OpenDoor.await(client.publish(OWN, Buffer.buffer(READING), MqttQoS.AT_LEAST_ONCE, false, false));
            Arrival arrival = house.intake.next();
            assertFalse(acknowledged.isDone());
            SettledWhenTold.settle(arrival);
            assertEquals(id, acknowledged.get(5, TimeUnit.SECONDS));
            OpenDoor.await(client.disconnect());
        }
    }

    @Test
    void tls_is_a_second_listener() throws Exception {
        SelfSignedCertificate own = SelfSignedCertificate.create("localhost");
        MqttDoorSettings.Tls tls =
                new MqttDoorSettings.Tls(0, Path.of(own.certificatePath()), Path.of(own.privateKeyPath()));
        MqttDoorSettings settings = new MqttDoorSettings("127.0.0.1", 0, tls, OpenDoor.LIMITS, OpenDoor.RATE, 2);
        try (OpenDoor house = new OpenDoor(settings)) {
            house.intake.settlesAtOnce = true;
            MqttClientOptions options = login(house)
                    .setSsl(true)
                    .setHostnameVerificationAlgorithm("HTTPS")
                    .setTrustOptions(new PemTrustOptions().addCertPath(own.certificatePath()));
            MqttClient client = MqttClient.create(house.vertx, options);
            CompletableFuture<Integer> acknowledged = new CompletableFuture<>();
            client.publishCompletionHandler(acknowledged::complete);
            OpenDoor.await(client.connect(house.door.actualTlsPort(), "localhost"));
            OpenDoor.await(client.publish(OWN, Buffer.buffer(READING), MqttQoS.AT_LEAST_ONCE, false, false));
            assertEquals(1, acknowledged.get(5, TimeUnit.SECONDS));
            OpenDoor.await(client.disconnect());
            try (RawDevice plain = new RawDevice(house.port(), 4)) {
                assertEquals(0, plain.login("probe-2", house.secret("probe-2")));
            }
        } finally {
            own.delete();
        }
    }

    private static MqttClientOptions login(OpenDoor house) {
        return new MqttClientOptions().setUsername("probe-1").setPassword(house.secret("probe-1"));
    }
}
