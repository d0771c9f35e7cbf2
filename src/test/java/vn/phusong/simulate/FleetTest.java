package vn.phusong.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real MQTT server that behaves badly. */
final class FleetTest {
    private static final int DEVICES = 5;
    private static final int MESSAGES = 60;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Set<String>> heard = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch all = new CountDownLatch(DEVICES * MESSAGES);
    private int port;

    @BeforeEach
    void listen() throws Exception {
        port = await(MqttServer.create(vertx, new MqttServerOptions().setPort(0).setHost("127.0.0.1"))
                        .endpointHandler(this::meet)
                        .listen())
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    /** Refuses every fourth connection, hangs up instead of answering every seventh message, and answers every 97th never. */
    private void meet(MqttEndpoint endpoint) {
        if (refused.incrementAndGet() % 4 == 2) {
            endpoint.reject(MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE);
            return;
        }
        String device = endpoint.clientIdentifier();
        assertEquals(device, endpoint.auth().getUsername());
        assertEquals("phusong/v1/" + device + "/state", endpoint.will().getWillTopic());
        endpoint.publishHandler(message -> {
                    String text = message.payload().toString(StandardCharsets.UTF_8);
                    boolean isTelemetry = message.topicName().equals("phusong/v1/" + device + "/telemetry");
                    if (isTelemetry) {
                        heard.computeIfAbsent(device, d -> Collections.synchronizedSet(new LinkedHashSet<>()))
                                .add(text);
                    }
                    int count = published.incrementAndGet();
                    if (count % 7 == 0) {
                        endpoint.close();
                    } else if (count % 97 != 0) {
                        if (isTelemetry && acknowledged.add(device + " " + text)) {
                            all.countDown();
                        }
                        endpoint.publishAcknowledge(message.messageId());
                    }
                })
                .accept(false);
    }

    @Test
    void nothing_is_lost_and_order_is_kept_when_answers_fail_and_connections_break() throws Exception {
        List<String> devices = List.of("probe-0", "probe-1", "probe-2", "probe-3", "probe-4", "no-secret");
        Talk talk = new Talk(devices);
        String id = await(vertx.deployVerticle(talk));
        assertTrue(all.await(60, TimeUnit.SECONDS), "missing " + all.getCount());
        SimulationCounts counts = talk.fleet().counts();
        await(vertx.undeploy(id));
        for (int d = 0; d < DEVICES; d++) {
            List<String> said = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                said.add("m" + i);
            }
            assertEquals(said, List.copyOf(heard.getOrDefault("probe-" + d, Set.of())));
        }
        assertEquals(DEVICES, counts.devices());
        assertTrue(counts.messages().resent() > 0, "nothing was sent twice: the server was too kind");
        assertEquals(0, counts.readings().dropped());
    }

    /** A fleet on its own loop, ticking ten times as fast as in life, which is told everything while it is not yet connected. */
    private final class Talk extends VerticleBase {
        private final List<String> devices;
        private @Nullable Fleet fleet;

        Talk(List<String> devices) {
            this.devices = devices;
        }

        Fleet fleet() {
            if (fleet == null) {
                throw new IllegalStateException("not started");
            }
            return fleet;
        }

        @Override
        public Future<?> start() {
            Limits limits = new Limits(3, 1000, 1_000_000, 1000);
            Fleet mine = new Fleet(
                    vertx,
                    new Address("127.0.0.1", port),
                    limits,
                    devices,
                    device -> device.startsWith("probe") ? "secret" : "",
                    link -> {});
            fleet = mine;
            for (int i = 0; i < MESSAGES; i++) {
                for (int link = 0; link < devices.size(); link++) {
                    mine.say(link, Topic.TELEMETRY, i, ("m" + i).getBytes(StandardCharsets.UTF_8), 1);
                }
            }
            // Real time, made faster: what would wait half a minute waits a second.
            long begin = System.nanoTime();
            vertx.setPeriodic(10, id -> mine.tick(begin + (System.nanoTime() - begin) * 30));
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            fleet().close();
            return Future.succeededFuture();
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
