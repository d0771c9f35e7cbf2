package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract against a server that refuses what the test wants refused; {@code AlertmanagerIT} is against the real one. */
class AlertmanagerTest extends ChannelContract {
    @Override
    Peer peer() throws Exception {
        Vertx vertx = Vertx.vertx();
        Receiver receiver = new Receiver(vertx, 0);
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(OutboxTest.EIGHT));
        return new Peer() {
            private final List<Got> got = new ArrayList<>();

            @Override
            public Channel channel() {
                return new Alertmanager(
                        vertx, URI.create("http://127.0.0.1:" + receiver.port() + "/"), "Bearer x", 2_000, clock);
            }

            @Override
            public boolean can(Manner manner) {
                return true;
            }

            @Override
            public void next(Manner manner) {
                switch (manner) {
                    case TAKE -> receiver.then(Receiver.status(200));
                    case REFUSE -> receiver.then(Receiver.status(400));
                    case LATER -> receiver.then(Receiver.status(503));
                    case HANG -> receiver.then(Receiver.HANG);
                }
            }

            @Override
            public List<Got> got() throws Exception {
                while (!receiver.unread().isEmpty()) {
                    Receiver.Post post = receiver.next();
                    assertEquals("Bearer x", post.authorization());
                    got.add(new Got(notice(post.body()), post.body()));
                }
                return got;
            }

            @Override
            public void stop() throws Exception {
                receiver.stop();
                vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            }
        };
    }

    private static String notice(String body) {
        return alert(body).getJsonObject("annotations").getString("notice");
    }

    private static JsonObject alert(String body) {
        return new JsonArray(body).getJsonObject(0);
    }

    private JsonObject pushed(int... revisions) {
        return alert(new String(channel.compose(notice("gn-1-m1", revisions)), StandardCharsets.UTF_8));
    }

    @Test
    void an_alert_is_one_and_the_same_from_its_opening_to_its_close() {
        JsonObject opened = pushed(1);
        JsonObject closed = pushed(1, 2);
        assertEquals(
                new JsonObject()
                        .put("alertname", "PhusongIncident")
                        .put("incident", "gn-1-m1")
                        .put("kind", "mobile"),
                opened.getJsonObject("labels"));
        assertEquals(opened.getJsonObject("labels"), closed.getJsonObject("labels"));
        assertEquals(opened.getString("startsAt"), closed.getString("startsAt"));
    }

    @Test
    void it_starts_when_the_outage_did_and_ends_when_it_did_and_not_before_as_far_as_we_know() {
        assertEquals("2026-03-01T07:30:00.000+07:00", pushed(1).getString("startsAt"));
        assertEquals("2099-12-31T23:59:59.000+07:00", pushed(1).getString("endsAt"));
        assertEquals("2026-03-01T08:02:00.000+07:00", pushed(1, 2).getString("endsAt"));
    }

    @Test
    void a_post_of_version_4_fires_with_the_zero_time_and_is_resolved_with_the_true_one() {
        JsonObject opened = post(1);
        assertEquals("4", opened.getString("version"));
        assertEquals("firing", opened.getString("status"));
        JsonObject alert = opened.getJsonArray("alerts").getJsonObject(0);
        assertEquals("firing", alert.getString("status"));
        assertEquals("0001-01-01T00:00:00Z", alert.getString("endsAt"));
        assertEquals(alert.getJsonObject("labels"), opened.getJsonObject("commonLabels"));
        JsonObject closed = post(1, 2);
        assertEquals("resolved", closed.getString("status"));
        assertEquals(
                "2026-03-01T08:02:00.000+07:00",
                closed.getJsonArray("alerts").getJsonObject(0).getString("endsAt"));
        assertEquals(
                alert.getString("fingerprint"),
                closed.getJsonArray("alerts").getJsonObject(0).getString("fingerprint"));
    }

    private static JsonObject post(int... revisions) {
        return new JsonObject(new String(AlertmanagerJson.post(notice("gn-1-m1", revisions)), StandardCharsets.UTF_8));
    }

    /** Of labels, {@code AlertmanagerIT} compares it with what the real one counts. */
    @Test
    void a_fingerprint_without_labels_is_where_the_sum_begins() {
        assertEquals("cbf29ce484222325", AlertmanagerJson.fingerprint(new TreeMap<>(Map.of())));
    }

    @Test
    void two_posts_are_never_on_their_way_at_once() throws Exception {
        peer.next(Manner.HANG);
        peer.next(Manner.TAKE);
        var first = channel.deliver(frozen(notice("gn-1-m1", 1)));
        var second = channel.deliver(frozen(notice("gn-1-m1", 1, 2)));
        assertEquals(
                Answer.Kind.DELIVERED,
                second.toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS)
                        .kind());
        assertTrue(first.isComplete(), "the older was over before the newer was sent");
        assertEquals(Answer.Kind.SILENCE, first.result().kind());
    }
}
