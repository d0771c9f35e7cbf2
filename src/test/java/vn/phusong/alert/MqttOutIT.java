package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.FreePort;
import vn.phusong.ingest.Authority;
import vn.phusong.ingest.Mosquitto;

/** The contract of every channel against a real Mosquitto, and what only a real broker does. */
class MqttOutIT extends ChannelContract {
    @TempDir
    private Path folder;

    /** Mosquitto, one who listens there, and a channel to it. */
    private static final class Real implements Peer {
        private final Vertx vertx = Vertx.vertx();
        private final Mosquitto broker;
        private final Listener listener;
        private boolean isStopped;
        private final List<Got> got = new ArrayList<>();

        Real(Path folder) throws Exception {
            // Nobody but its owner may write under the second topic.
            Files.writeString(
                    folder.resolve("acl"), "topic readwrite phusong-out/v1/notices/#\ntopic read phusong-out/v1/#\n");
            broker = Mosquitto.open(folder, List.of("acl_file " + folder.resolve("acl")));
            listener = new Listener(broker.port(), "phusong-out/v1/#");
        }

        MqttOutSettings settings() {
            return new MqttOutSettings(
                    URI.create("mqtt://127.0.0.1:" + broker.port()), "phusong-out", "", "", null, 3_000);
        }

        @Override
        public Channel channel() {
            return new MqttOut(vertx, settings());
        }

        @Override
        public boolean can(Manner manner) {
            return manner == Manner.TAKE || manner == Manner.HANG;
        }

        @Override
        public void next(Manner manner) throws Exception {
            if (manner == Manner.HANG) {
                broker.stop();
                isStopped = true;
            }
        }

        @Override
        public List<Got> got() throws Exception {
            listener.await(last -> !last.isEmpty());
            Listener.Came one = listener.came.poll(1, TimeUnit.SECONDS);
            while (one != null) {
                got.add(new Got(one.said().get("id"), one.payload()));
                one = listener.came.poll(1, TimeUnit.SECONDS);
            }
            return got;
        }

        @Override
        public void stop() throws Exception {
            listener.close();
            if (!isStopped) {
                broker.close();
            }
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    Peer peer() throws Exception {
        return new Real(folder);
    }

    @Test
    void the_attributes_reach_a_subscriber_as_user_properties_and_nothing_is_kept() throws Exception {
        Real real = (Real) peer;
        assertEquals(
                Answer.Kind.DELIVERED, deliver(frozen(notice("gn-1-m1", 1))).kind());
        Listener.Came came = real.listener.next();
        assertEquals("phusong-out/v1/notices/gn-1-m1", came.topic());
        assertEquals("application/json", came.contentType());
        assertEquals("vn.phusong.incident.opened.v1", came.said().get("type"));
        assertEquals("1.0", came.said().get("specversion"));
        try (Listener late = new Listener(real.broker.port(), "phusong-out/v1/#")) {
            assertEquals(null, late.came.poll(1, TimeUnit.SECONDS), "nothing is kept of a notice");
        }
    }

    @Test
    void what_we_may_not_write_is_for_somebody_to_mend_and_is_not_set_aside() throws Exception {
        Real real = (Real) peer;
        try (MqttLine line = new MqttLine(real.vertx, real.settings(), "intruder", null, MqttEars.NONE)) {
            Answer answer = line.publish(
                            "phusong-out/v1/villages/v1",
                            new CloudEvent("t", new java.util.TreeMap<>(), "{}").message())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertEquals(Answer.Kind.AGAIN, answer.kind(), answer.detail());
            assertEquals("0x87 not authorised", answer.detail());
        }
    }

    @Test
    void a_broker_that_was_killed_is_told_when_it_is_back() throws Exception {
        Real real = (Real) peer;
        assertEquals(
                Answer.Kind.DELIVERED, deliver(frozen(notice("gn-1-m1", 1))).kind());
        real.broker.kill();
        assertFalse(deliver(frozen(notice("gn-2-m1", 1))).kind() == Answer.Kind.DELIVERED);
        real.broker.again();
        assertEquals(
                Answer.Kind.DELIVERED, deliver(frozen(notice("gn-2-m1", 1))).kind());
    }

    @Test
    void a_broker_is_told_over_tls_only_when_its_certificate_is_of_the_authority_we_name() throws Exception {
        Path home = Files.createDirectory(folder.resolve("tls"));
        Authority authority = new Authority(home.resolve("authority"));
        Authority.Signed shown = authority.sign("broker");
        int port = FreePort.any();
        Mosquitto tls = Mosquitto.open(
                home,
                List.of(
                        "listener " + port + " 127.0.0.1",
                        "certfile " + shown.certificate(),
                        "keyfile " + shown.key()));
        try (tls) {
            assertEquals(Answer.Kind.DELIVERED, overTls(port, authority).kind());
            Answer stranger = overTls(port, new Authority(home.resolve("other")));
            assertEquals(Answer.Kind.SILENCE, stranger.kind(), stranger.detail());
        }
    }

    private Answer overTls(int port, Authority authority) throws Exception {
        MqttOutSettings settings = new MqttOutSettings(
                URI.create("mqtts://localhost:" + port), "phusong-tls", "", "", authority.certificate(), 5_000);
        try (Channel own = new MqttOut(((Real) peer).vertx, settings)) {
            return own.deliver(frozen(notice("gn-1-m1", 1)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
