package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Against a broker over real sockets that answers as the test says; {@code MqttOutIT} is against a real Mosquitto. */
class MqttOutTest extends ChannelContract {
    // MQTT 5 §2.2.2.2.
    private static final int CONTENT_TYPE = 3;
    private static final int USER_PROPERTY = 38;

    /** A message as it came over the wire. */
    record Came(String topic, String payload, boolean isRetained, String contentType, TreeMap<String, String> said) {
        static Came of(MqttPublishMessage message) {
            TreeMap<String, String> said = new TreeMap<>();
            for (MqttProperties.MqttProperty<?> one :
                    message.properties().getProperties(USER_PROPERTY)) {
                MqttProperties.UserProperty property = (MqttProperties.UserProperty) one;
                said.put(property.value().key, property.value().value);
            }
            Object type = message.properties()
                    .getProperty(CONTENT_TYPE)
                    .value();
            return new Came(
                    message.topicName(),
                    message.payload().toString(StandardCharsets.UTF_8),
                    message.isRetain(),
                    (String) type,
                    said);
        }
    }

    /** Answers each message as it was told to. */
    static final class Broker implements Peer {
        private final Vertx vertx = Vertx.vertx();
        private final Deque<Manner> manners = new ConcurrentLinkedDeque<>();
        final List<Came> came = new CopyOnWriteArrayList<>();
        private final MqttServer server;

        Broker() throws Exception {
            server = MqttServer.create(
                            vertx, new MqttServerOptions().setHost("127.0.0.1").setPort(0))
                    .endpointHandler(this::meet)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        }

        private void meet(MqttEndpoint guest) {
            guest.publishHandler(message -> {
                Manner manner = manners.poll();
                came.add(Came.of(message));
                if (manner != Manner.HANG) {
                    guest.publishAcknowledge(message.messageId(), code(manner), MqttProperties.NO_PROPERTIES);
                }
            });
            guest.accept(false);
        }

        private static MqttPubAckReasonCode code(Manner manner) {
            return switch (manner == null ? Manner.TAKE : manner) {
                case TAKE -> MqttPubAckReasonCode.SUCCESS;
                case REFUSE -> MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID;
                case LATER -> MqttPubAckReasonCode.QUOTA_EXCEEDED;
                case HANG -> throw new IllegalStateException("says nothing");
            };
        }

        MqttOutSettings settings() {
            return new MqttOutSettings(
                    URI.create("mqtt://127.0.0.1:" + server.actualPort()), "phusong-out", "", "", null, 2_000);
        }

        @Override
        public Channel channel() {
            return new MqttOut(vertx, settings());
        }

        @Override
        public boolean can(Manner manner) {
            return true;
        }

        @Override
        public void next(Manner manner) {
            manners.add(manner);
        }

        @Override
        public List<Got> got() {
            List<Got> got = new ArrayList<>();
            came.forEach(one -> got.add(new Got(one.said().get("id"), one.payload())));
            return got;
        }

        @Override
        public void stop() throws Exception {
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    Peer peer() throws Exception {
        return new Broker();
    }

    @Test
    void a_notice_is_a_cloud_event_in_binary_mode_and_is_not_retained() throws Exception {
        peer.next(Manner.TAKE);
        assertEquals(
                Answer.Kind.DELIVERED, deliver(frozen(notice("gn-1-m1", 1, 2))).kind());
        Came came = ((Broker) peer).came.get(0);
        assertEquals("phusong-out/v1/notices/gn-1-m1", came.topic());
        assertEquals("application/json", came.contentType());
        assertEquals(
                "{id=gn-1-m1.2, source=https://phusong.example, specversion=1.0, subject=gn-1-m1,"
                        + " time=2026-03-01T08:02:00+07:00, type=vn.phusong.incident.closed.v1}",
                came.said().toString());
        assertTrue(!came.isRetained(), "a notice is news");
        assertEquals("gn-1-m1.2", new JsonObject(came.payload()).getString("id"));
    }

    @Test
    void a_broker_that_is_gone_is_no_answer() throws Exception {
        MqttOutTest.Broker broker = (Broker) peer;
        broker.server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        Answer answer = deliver(frozen(notice("gn-1-m1", 1)));
        assertEquals(Answer.Kind.SILENCE, answer.kind(), answer.detail());
    }
}
