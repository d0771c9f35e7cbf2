package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phusong.journal.Frozen;

/** A webhook's receiver and the road to it, in every way they can be bad. What is not surely taken is sent again, the same under the same key. */
@Timeout(60)
class BadReceiverTest {
    private static final long ANSWER_MS = 1_500;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(OutboxTest.EIGHT));
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_cGh1c29uZy1waHUtc29uZy1waHVzb25nLTAx";

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void listen() throws Exception {
        receiver = new Receiver(vertx, 0);
        toClose.add(receiver::stop);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Webhook webhook(URI address, String... secrets) {
        Webhook webhook = new Webhook(
                vertx, new WebhookSettings(address, null, Signature.of(List.of(secrets)), 2, ANSWER_MS), CLOCK);
        toClose.add(webhook);
        return webhook;
    }

    private Webhook along(Road road) {
        toClose.add(road);
        return webhook(URI.create("http://127.0.0.1:" + road.port() + "/hook"));
    }

    private static Frozen message(int n) {
        String incident = "gn-" + n + "-m1";
        Notice notice = ChannelContract.notice(incident, 1);
        return new Frozen("webhook:127.0.0.1", incident, notice.id(), notice.ids(), 1, NoticeJson.body(notice));
    }

    private static Answer deliver(Webhook webhook, Frozen message) throws Exception {
        return webhook.deliver(message)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** A status at once, and then a body that never ends. */
    private Receiver.Manner endless(int status, int bytes, long everyMs) {
        return request -> {
            request.response().setStatusCode(status).setChunked(true);
            vertx.setPeriodic(everyMs, timer -> {
                if (request.response().closed() || request.response().ended()) {
                    vertx.cancelTimer(timer);
                } else {
                    request.response()
                            .write(Buffer.buffer("x".repeat(bytes)))
                            .onComplete(done -> {}, gone -> vertx.cancelTimer(timer));
                }
            });
        };
    }

    @Test
    void a_receiver_that_takes_it_and_never_stops_talking_holds_up_nobody() throws Exception {
        Webhook webhook = webhook(receiver.address());
        for (int i = 0; i < 3 * webhook.atOnce(); i++) {
            receiver.then(endless(200, 1, 20));
            Answer answer = deliver(webhook, message(i));
            assertEquals(Answer.Kind.DELIVERED, answer.kind(), i + ": " + answer.detail());
        }
        assertEquals(3 * webhook.atOnce(), receiver.unread().size(), "each once");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void a_huge_body_is_not_read_to_its_end(int status) throws Exception {
        Webhook webhook = webhook(receiver.address());
        receiver.then(endless(status, 1 << 20, 1));
        Answer answer = deliver(webhook, message(1));
        assertEquals(Answer.of(status, "", 0).kind(), answer.kind(), answer.detail());
        assertTrue(answer.detail().length() <= 200, answer.detail());
        receiver.then(Receiver.status(200));
        assertEquals(Answer.Kind.DELIVERED, deliver(webhook, message(2)).kind());
    }

    @Test
    void a_failure_whose_words_trickle_is_not_waited_for_longer_than_an_answer_may_take() throws Exception {
        Webhook webhook = webhook(receiver.address());
        receiver.then(endless(503, 1, 100));
        long begun = System.nanoTime();
        Answer answer = deliver(webhook, message(1));
        assertTrue(answer.kind() != Answer.Kind.DELIVERED, answer.detail());
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertTrue(ms < 2 * ANSWER_MS, ms + " ms");
    }

    @Test
    void a_status_line_that_trickles_is_no_answer_in_time() throws Exception {
        Webhook webhook = webhook(receiver.address());
        receiver.then(request -> request.toNetSocket()
                .onComplete(
                        socket -> vertx.setPeriodic(200, timer -> socket.write("H")
                                .onComplete(done -> {}, gone -> vertx.cancelTimer(timer))),
                        gone -> {}));
        Answer answer = deliver(webhook, message(1));
        assertEquals(Answer.Kind.SILENCE, answer.kind(), answer.detail());
    }

    @Test
    void gone_is_a_no_for_good_in_the_receivers_own_words() throws Exception {
        receiver.then(Receiver.status(410));
        Answer answer = deliver(webhook(receiver.address()), message(1));
        assertEquals(new Answer(Answer.Kind.SET_ASIDE, "410 Gone said 410", 0), answer);
    }

    @Test
    void too_many_requests_says_for_how_long() throws Exception {
        receiver.then(Receiver.status(429, "Retry-After", "7"));
        Answer answer = deliver(webhook(receiver.address()), message(1));
        assertEquals(Answer.Kind.AGAIN, answer.kind());
        assertEquals(7_000, answer.waitMs());
    }

    @Test
    void a_redirect_goes_nowhere_and_is_told_as_what_it_is() throws Exception {
        receiver.then(Receiver.status(307, "Location", "http://127.0.0.1:1/"));
        Answer answer = deliver(webhook(receiver.address()), message(1));
        assertEquals(Answer.Kind.AGAIN, answer.kind());
        assertTrue(answer.detail().endsWith("(redirects are not followed)"), answer.detail());
    }

    /** Somebody will mend the secret: the notice must still be there then. */
    @Test
    void a_signature_the_receiver_does_not_believe_loses_no_notice() throws Exception {
        Frozen message = message(1);
        receiver.each(post -> Receiver.status(isBelieved(OTHER, post) ? 204 : 401));
        Answer refused = deliver(webhook(receiver.address(), SECRET), message);
        assertEquals(Answer.Kind.AGAIN, refused.kind(), refused.detail());
        Answer rotating = deliver(webhook(receiver.address(), SECRET, OTHER), message);
        assertEquals(Answer.Kind.DELIVERED, rotating.kind(), "signed by both while the secret is changed");
        assertEquals(receiver.next().body(), receiver.next().body());
    }

    private static boolean isBelieved(String secret, Receiver.Post post) {
        String expected = Signature.of(List.of(secret))
                .header(post.id(), Long.parseLong(post.timestamp()), post.body().getBytes(StandardCharsets.UTF_8));
        return List.of(post.signature().split(" ", -1)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 407})
    void what_says_nothing_about_the_notice_sets_none_aside(int status) throws Exception {
        receiver.then(Receiver.status(status));
        assertEquals(
                Answer.Kind.AGAIN,
                deliver(webhook(receiver.address()), message(1)).kind());
    }

    @Test
    void a_slow_road_is_slow_and_nothing_else() throws Exception {
        Road road = new Road(receiver.port());
        Webhook webhook = along(road);
        road.weather = Road.Weather.SLOW;
        assertEquals(Answer.Kind.DELIVERED, deliver(webhook, message(1)).kind());
        assertEquals(List.of("gn-1-m1.1"), receiver.unread());
    }

    /** A connection that was good is kept for the next post: it may be dead by then, and look alive. */
    @ParameterizedTest
    @EnumSource(
            value = Road.Weather.class,
            names = {"LOSES_ANSWERS", "HALF_OPEN", "BLOCKED"})
    void a_road_that_fails_under_an_open_connection_is_silence_and_the_next_try_takes_another(Road.Weather weather)
            throws Exception {
        Road road = new Road(receiver.port());
        Webhook webhook = along(road);
        assertEquals(Answer.Kind.DELIVERED, deliver(webhook, message(1)).kind());
        road.weather = weather;
        Answer lost = deliver(webhook, message(2));
        assertEquals(Answer.Kind.SILENCE, lost.kind(), lost.detail());
        road.weather = Road.Weather.CLEAR;
        assertEquals(Answer.Kind.DELIVERED, deliver(webhook, message(2)).kind());
        assertEquals(2, road.connections.get(), "the bad connection is not used again");
        assertEquals("gn-1-m1.1", receiver.next().id());
        List<String> ids = receiver.unread();
        String body = receiver.next().body();
        if (weather == Road.Weather.BLOCKED) {
            assertEquals(List.of("gn-2-m1.1"), ids);
        } else {
            assertEquals(List.of("gn-2-m1.1", "gn-2-m1.1"), ids, "it was taken, and nobody could know: the same key");
            assertEquals(body, receiver.next().body());
        }
    }

    @Test
    void a_server_that_speaks_something_else_is_silence() throws Exception {
        receiver.then(request -> speakNonsense(request));
        Answer answer = deliver(webhook(receiver.address()), message(1));
        assertEquals(Answer.Kind.SILENCE, answer.kind(), answer.detail());
    }

    private static void speakNonsense(HttpServerRequest request) {
        request.toNetSocket()
                .onComplete(socket -> socket.write("250 OK\r\n").onComplete(done -> {}, gone -> {}), gone -> {});
    }
}
