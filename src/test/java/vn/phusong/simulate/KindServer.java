package vn.phusong.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A real MQTT server that acknowledges everything at once and remembers it. */
final class KindServer {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Queue<String> duplicates = new ConcurrentLinkedQueue<>();
    final Map<String, Integer> messages = new ConcurrentHashMap<>();
    final CountDownLatch enough;
    private final Map<String, Boolean> identities = new ConcurrentHashMap<>();
    private final MqttServer server;

    KindServer(Vertx vertx, int enoughMessages) {
        enough = new CountDownLatch(enoughMessages);
        server = MqttServer.create(vertx, new MqttServerOptions().setPort(0).setHost("127.0.0.1"))
                .endpointHandler(this::meet);
    }

    Address listen() throws Exception {
        return new Address("127.0.0.1", await(server.listen()).actualPort());
    }

    private void meet(MqttEndpoint endpoint) {
        endpoint.publishHandler(message -> {
                    endpoint.publishAcknowledge(message.messageId());
                    messages.merge(message.topicName(), 1, Integer::sum);
                    if (message.topicName().endsWith("/telemetry")) {
                        remember(endpoint.clientIdentifier(), message.payload().getBytes());
                        enough.countDown();
                    }
                })
                .accept(false);
    }

    private void remember(String device, byte[] payload) {
        JsonNode json;
        try {
            json = JSON.readTree(payload);
        } catch (IOException nonsense) {
            return;
        }
        for (JsonNode reading : json.isArray() ? json : JSON.createArrayNode().add(json)) {
            String identity =
                    reading.path("dev").asText(device) + " " + reading.path("t").asText();
            if (identities.put(identity, true) != null) {
                duplicates.add(identity);
            }
        }
    }

    int readings() {
        return identities.size();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
