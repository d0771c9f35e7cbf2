package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Against a real HTTP server. */
class WebhookTest extends ChannelContract {
    private static final Signature SIGNED = Signature.of(List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    @Override
    Peer peer() throws Exception {
        Vertx vertx = Vertx.vertx();
        Receiver receiver = new Receiver(vertx, 0);
        InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(OutboxTest.EIGHT));
        return new Peer() {
            private final List<Got> got = new ArrayList<>();

            @Override
            public Channel channel() {
                return new Webhook(vertx, new WebhookSettings(receiver.address(), null, SIGNED, 4, 2_000), clock);
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
                    assertEquals(post.id(), post.webhookId());
                    assertEquals("1772326800", post.timestamp());
                    assertEquals(
                            SIGNED.header(post.id(), 1_772_326_800, post.body().getBytes(StandardCharsets.UTF_8)),
                            post.signature());
                    got.add(new Got(post.id(), post.body()));
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
}
