package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.journal.Frozen;

/** A message of several incidents, for receivers who know only incidents of their own: each gets his, none gets lost. */
class SeveralTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Notice several = new Notice(
            List.of(
                    ChannelContract.notice("gn-2-m1", 1, 2).lead(),
                    ChannelContract.notice("gn-1-m1", 1).lead()),
            "https://phusong.example");

    @AfterEach
    void the_end() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Answer deliver(Channel channel) throws Exception {
        return channel.deliver(
                        new Frozen(channel.name(), "storm", several.id(), several.ids(), 1, channel.compose(several)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void an_alertmanager_gets_an_alert_for_each() {
        Channel channel =
                new Alertmanager(vertx, URI.create("http://127.0.0.1:1"), null, 1_000, InstantSource.system());
        JsonArray alerts = new JsonArray(new String(channel.compose(several), StandardCharsets.UTF_8));
        assertEquals(
                List.of("gn-2-m1", "gn-1-m1"),
                alerts.stream()
                        .map(it -> ((JsonObject) it).getJsonObject("labels").getString("incident"))
                        .toList());
        channel.close();
    }

    @Test
    void a_post_of_version_4_fires_while_one_of_them_does_and_shares_what_is_alike() {
        JsonObject post = new JsonObject(new String(AlertmanagerJson.post(several), StandardCharsets.UTF_8));
        assertEquals("firing", post.getString("status"));
        assertEquals(
                List.of("resolved", "firing"),
                post.getJsonArray("alerts").stream()
                        .map(it -> ((JsonObject) it).getString("status"))
                        .toList());
        assertEquals(
                new JsonObject().put("alertname", "PhusongIncident").put("kind", "mobile"),
                post.getJsonObject("commonLabels"));
    }

    @Test
    void a_broker_gets_a_message_for_each_under_its_own_topic() throws Exception {
        MqttOutTest.Broker broker = new MqttOutTest.Broker();
        try (Channel channel = broker.channel()) {
            assertEquals(Answer.Kind.DELIVERED, deliver(channel).kind());
            assertEquals(
                    List.of("phusong-out/v1/notices/gn-2-m1", "phusong-out/v1/notices/gn-1-m1"),
                    broker.came.stream().map(MqttOutTest.Came::topic).toList());
        }
        broker.stop();
    }

    @Test
    void a_broker_that_refuses_one_of_them_has_not_taken_the_message() throws Exception {
        MqttOutTest.Broker broker = new MqttOutTest.Broker();
        try (Channel channel = broker.channel()) {
            broker.next(ChannelContract.Manner.TAKE);
            broker.next(ChannelContract.Manner.LATER);
            assertEquals(Answer.Kind.AGAIN, deliver(channel).kind());
        }
        broker.stop();
    }

    @Test
    void a_broker_that_refuses_one_of_them_for_good_gets_the_others() throws Exception {
        MqttOutTest.Broker broker = new MqttOutTest.Broker();
        try (Channel channel = broker.channel()) {
            broker.next(ChannelContract.Manner.REFUSE);
            Answer answer = deliver(channel);
            assertEquals(2, broker.came.size(), "the second one left, too");
            assertEquals(Answer.Kind.DELIVERED, answer.kind());
            assertEquals(Map.of("gn-2-m1.2", "0x99 payload format invalid"), answer.refused());
            broker.next(ChannelContract.Manner.REFUSE);
            broker.next(ChannelContract.Manner.REFUSE);
            assertEquals(Answer.Kind.SET_ASIDE, deliver(channel).kind(), "nothing of it was taken");
        }
        broker.stop();
    }

    @Test
    void cap_gets_a_file_for_each() throws Exception {
        Path cap = folder.resolve("cap");
        try (Channel channel = new Cap(vertx, CapTest.settings(cap), () -> false, CapTest::spots)) {
            assertEquals("2 files", deliver(channel).detail());
        }
        assertEquals(
                List.of("gn-2-m1.2", "gn-1-m1.1"),
                new CapFolder(cap).newest(10).stream().map(CapFolder.Said::id).toList());
    }
}
