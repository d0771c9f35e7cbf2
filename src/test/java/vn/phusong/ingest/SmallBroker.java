package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttSubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A broker that does what a test says, also what no good broker would: the other end of a {@link BrokerDoor}. */
final class SmallBroker implements AutoCloseable {
    final BlockingQueue<MqttEndpoint> guests = new LinkedBlockingQueue<>();
    final BlockingQueue<MqttSubscribeMessage> asked = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> acknowledged = new LinkedBlockingQueue<>();
    final List<String> behindConnack = Collections.synchronizedList(new ArrayList<>());
    volatile boolean hasSession;
    volatile boolean letsRead = true;
    private final Vertx vertx;
    private final MqttServer server;
    private final int port;

    SmallBroker(Vertx vertx) {
        this(vertx, 0);
    }

    SmallBroker(Vertx vertx, int port) {
        this.vertx = vertx;
        this.server = MqttServer.create(
                        vertx, new MqttServerOptions().setHost("127.0.0.1").setPort(port))
                .endpointHandler(this::meet);
        this.port = OpenDoor.await(server.listen()).actualPort();
    }

    int port() {
        return port;
    }

    private void meet(MqttEndpoint guest) {
        guest.subscribeHandler(message -> {
            asked.add(message);
            List<MqttSubAckReasonCode> codes = new ArrayList<>();
            message.topicSubscriptions()
                    .forEach(topic -> codes.add(
                            letsRead
                                    ? MqttSubAckReasonCode.qosGranted(topic.qualityOfService())
                                    : MqttSubAckReasonCode.NOT_AUTHORIZED));
            guest.subscribeAcknowledge(message.messageId(), codes, MqttProperties.NO_PROPERTIES);
        });
        guest.publishAcknowledgeMessageHandler(message -> acknowledged.add(message.messageId()));
        guest.accept(hasSession);
        int packet = 100;
        for (String payload : behindConnack) {
            send(guest, packet++, "phusong/v1/p1/telemetry", payload, false);
        }
        guests.add(guest);
    }

    MqttEndpoint guest() throws InterruptedException {
        MqttEndpoint guest = guests.poll(10, TimeUnit.SECONDS);
        assertNotNull(guest, "somebody connects within 10 s");
        return guest;
    }

    /** Says good-bye to a guest, who may be gone as soon as it has heard. */
    static void part(Runnable goodbye) {
        try {
            goodbye.run();
        } catch (IllegalArgumentException e) {
            assertEquals("MQTT endpoint is closed", e.getMessage());
        }
    }

    /** The next PUBACK's packet number. */
    int acknowledged() throws InterruptedException {
        Integer packet = acknowledged.poll(10, TimeUnit.SECONDS);
        assertNotNull(packet, "a PUBACK within 10 s");
        return packet;
    }

    boolean hearsNoAcknowledgement(long millis) throws InterruptedException {
        return acknowledged.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    /** QoS 1, or 0 when {@code packet} is 0. */
    void send(MqttEndpoint guest, int packet, String topic, String payload, boolean isRetained) {
        vertx.runOnContext(v -> {
            Buffer bytes = Buffer.buffer(payload.getBytes(StandardCharsets.UTF_8));
            MqttQoS qos = packet == 0 ? MqttQoS.AT_MOST_ONCE : MqttQoS.AT_LEAST_ONCE;
            guest.publish(topic, bytes, qos, false, isRetained, Math.max(1, packet))
                    .onComplete(sent -> {}, gone -> {});
        });
    }

    void send(MqttEndpoint guest, int packet, String payload) {
        send(guest, packet, "phusong/v1/p1/telemetry", payload, false);
    }

    @Override
    public void close() {
        OpenDoor.await(server.close());
    }
}
