package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.RememberedJournal;

/** Real posts to a real server; only the journal is remembered. */
@Timeout(60)
class AlertFollowerTest {
    private static final long EIGHT = 1_772_326_800_000L; // 2026-03-01T08:00+07:00
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(EIGHT + 60_000));

    private final Vertx vertx = Vertx.vertx();
    private final RememberedJournal journal = new RememberedJournal();
    private final BlockingQueue<FollowerNote> notes = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void listen() throws Exception {
        receiver = new Receiver(vertx, 0);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
        receiver.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_notice_is_posted_as_json_under_its_own_id_and_the_receipt_noted_after() throws Exception {
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        follow(told());
        Receiver.Post post = receiver.next();
        assertEquals("gn-1-m1.1", post.id());
        assertEquals("application/json", post.contentType());
        assertEquals(
                "{\"id\":\"gn-1-m1.1\",\"step\":\"opened\",\"tells\":[\"gn-1-m1.1\"],\"incident\":{\"t\":\"2026-03-01T08:00:00+07:00\",\"kind\":\"incident\","
                        + "\"id\":\"gn-1-m1\",\"revision\":1,\"village\":\"gn-1\",\"area\":null,\"state\":\"opened\","
                        + "\"severity\":\"warning\",\"start\":\"2026-03-01T07:30:00+07:00\",\"detected\":\"2026-03-01T08:00:00+07:00\","
                        + "\"end\":null,\"cause\":\"mobile_site\",\"confidence\":0.6,\"villages\":1,\"households\":43,"
                        + "\"operators\":[\"viettel\"],\"parent\":null,\"flapping\":false,\"unobserved\":false,"
                        + "\"retroactive\":false,\"left\":false,\"earlier\":[]},"
                        + "\"text\":{\"vi\":\"[cảnh báo] Thôn Bản Co, Xã A: mất sóng viettel từ 07:30 01/03/2026 (30 phút)."
                        + " Nguyên nhân dự kiến: trạm thu phát sóng (BTS). Hộ ảnh hưởng: 43. Tính đến 08:00 01/03/2026.\","
                        + "\"en\":\"[warning] Bản Co village, A: viettel mobile service lost since 07:30 01/03/2026 (30 min)."
                        + " Probable cause: base station. Households affected: 43. As of 08:00 01/03/2026.\"},"
                        + "\"place\":{\"vi\":\"Thôn Bản Co, Xã A\",\"en\":\"Bản Co village, A\"},"
                        + "\"link\":\"https://phusong.example/#incident=gn-1-m1\"}",
                post.body());
        assertEquals("delivered 200 OK", receiptOf("gn-1-m1.1"));
        assertEquals(1, journal.cursor(AlertFollower.NAME));
    }

    @Test
    void a_failure_that_may_pass_is_tried_again_with_the_same_bytes() throws Exception {
        receiver.then(Receiver.status(500), Receiver.status(503), Receiver.status(408));
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        AlertFollower follower = follow(told());
        Set<Receiver.Post> posts = new TreeSet<>(Comparator.comparing(Receiver.Post::body));
        for (int i = 0; i < 4; i++) {
            posts.add(receiver.next());
        }
        assertEquals(1, posts.size());
        awaitCursor(1);
        assertEquals("delivered 200 OK", receiptOf("gn-1-m1.1"));
        assertEquals(3, follower.status().retries());
        assertNull(follower.status().trouble());
    }

    @Test
    void a_refusal_for_good_is_set_aside_with_its_answer_and_others_go_on() throws Exception {
        receiver.then(Receiver.status(400));
        journal.owe(EIGHT, owed("gn-1-m1", 1), owed("gn-2-m1", 1));
        AlertFollower follower = follow(told(receiver.address(), 100, 1, 5_000));
        awaitCursor(1);
        assertEquals("set_aside 400 Bad Request said 400", receiptOf("gn-1-m1.1"));
        assertEquals("delivered 200 OK", receiptOf("gn-2-m1.1"));
        assertEquals(1, follower.status().setAside());
        assertEquals(1, journal.cursor(AlertFollower.NAME));
    }

    @Test
    void too_many_requests_are_paused_for_as_long_as_asked() throws Exception {
        receiver.then(Receiver.status(429, "Retry-After", "1"));
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        long before = System.nanoTime();
        follow(told());
        receiver.next();
        receiver.next();
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        assertTrue(waited >= 990, "waited " + waited + " ms");
    }

    @Test
    void a_receiver_that_hangs_or_hangs_up_is_tried_again() throws Exception {
        receiver.then(Receiver.HANG, Receiver.HANG_UP);
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        follow(told(receiver.address(), 100, 4, 300));
        assertEquals("delivered 200 OK", receiptOf("gn-1-m1.1"));
    }

    @Test
    void a_receiver_that_is_not_there_loses_nothing_and_memory_is_bounded() throws Exception {
        int port = receiver.port();
        URI address = receiver.address();
        receiver.stop();
        for (int i = 0; i < 100; i++) {
            journal.owe(EIGHT + i, owed("gn-" + i + "-m1", 1), owed("gn-" + i + "-m2", 1));
        }
        AlertFollower follower = follow(told(address, 10, 4, 500));
        awaitTrouble(follower);
        assertEquals(10, follower.status().waiting());
        assertTrue(follower.status().oldestWaitingMs() > 0);
        assertEquals(0, journal.cursor(AlertFollower.NAME));

        receiver = new Receiver(vertx, port);
        Set<String> ids = new TreeSet<>();
        while (ids.size() < 200) {
            ids.add(receiver.next().id());
        }
        awaitCursor(100);
        assertEquals(200, follower.status().delivered());
    }

    @Test
    void order_is_kept_within_an_incident_and_one_that_fails_holds_nobody_else() throws Exception {
        AtomicInteger goodOnes = new AtomicInteger();
        receiver.each(post -> post.id().startsWith("bad") && goodOnes.get() < 5 ? Receiver.status(500) : null);
        journal.owe(EIGHT, owed("bad-m1", 1));
        AlertFollower follower = follow(told());
        List<String> bad = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            journal.owe(EIGHT, i == 3 ? owed("bad-m1", 2) : owed("other-m1", i), owed("good-m1", i));
            follower.wake();
            String id = receiver.next().id();
            while (!id.startsWith("good")) {
                if (id.startsWith("bad")) {
                    bad.add(id);
                }
                id = receiver.next().id();
            }
            assertEquals("good-m1." + i, id);
            goodOnes.incrementAndGet();
        }
        awaitCursor(6);
        while (!receiver.unread().isEmpty()) {
            String id = receiver.next().id();
            if (id.startsWith("bad")) {
                bad.add(id);
            }
        }
        assertEquals(bad.stream().sorted().toList(), bad);
        assertEquals("bad-m1.1", bad.get(0));
        assertEquals("bad-m1.2", bad.get(bad.size() - 1));
        assertEquals("carried by bad-m1.2", receiptOf("bad-m1.1"));
    }

    @Test
    void a_restart_between_the_try_and_its_receipt_sends_the_same_bytes_under_the_same_id() throws Exception {
        receiver.then(Receiver.HANG);
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        FollowerThread first = FollowerThread.named("first");
        start(told(), first);
        Receiver.Post before = receiver.next();
        first.close();
        follow(told());
        assertEquals(before, receiver.next());
        assertEquals("delivered 200 OK", receiptOf("gn-1-m1.1"));
    }

    @Test
    void what_has_a_receipt_is_not_told_again_after_a_restart() throws Exception {
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        journal.owe(EIGHT, owed("gn-2-m1", 1));
        journal.note(new FollowerNote(
                AlertFollower.NAME,
                0,
                List.of(new FollowerNote.Receipt("gn-2-m1.1", "webhook:127.0.0.1", EIGHT, "delivered", ""))));
        AlertFollower follower = follow(told());
        assertEquals("gn-1-m1.1", receiver.next().id());
        awaitCursor(2);
        assertEquals(1, follower.status().delivered());
        assertEquals(List.of(), receiver.unread());
    }

    @Test
    void without_a_webhook_the_log_is_told_and_the_cursor_moves() throws Exception {
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        AlertFollower follower = follow(new Told(settings(100), List.of(new LogChannel())));
        awaitCursor(1);
        assertEquals("log", journal.receipts("gn-1-m1.1").get(0).channel());
        assertEquals(1, follower.status().logged());
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        Receiver elsewhere = new Receiver(vertx, 0);
        toClose.add(elsewhere::stop);
        receiver.then(Receiver.status(302, "Location", elsewhere.address().toString()));
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        follow(told());
        assertEquals("delivered 200 OK", receiptOf("gn-1-m1.1"));
        assertEquals(List.of(), elsewhere.unread());
    }

    @Test
    void a_certificate_nobody_trusts_is_trouble_and_nothing_is_sent() throws Exception {
        URI tls = URI.create("https://127.0.0.1:" + receiver.port() + "/");
        journal.owe(EIGHT, owed("gn-1-m1", 1));
        AlertFollower follower = follow(told(tls, 100, 4, 5_000));
        awaitTrouble(follower);
        assertEquals(List.of(), receiver.unread());
        assertEquals(1, follower.status().waiting());
    }

    @Test
    void many_notices_of_one_commit_come_all_even_when_the_room_is_smaller() throws Exception {
        Owed[] many = new Owed[50];
        for (int i = 0; i < many.length; i++) {
            many[i] = owed("gn-" + i + "-m1", 1);
        }
        journal.owe(EIGHT, many);
        AlertFollower follower = follow(told(receiver.address(), 3, 2, 2_000));
        awaitCursor(1);
        assertEquals(50, follower.status().delivered());
    }

    @Test
    void a_journal_that_cannot_be_read_is_told() throws Exception {
        journal.fail("disk gone");
        AlertFollower follower = follow(told());
        assertNotEquals(null, awaitTrouble(follower));
    }

    static Owed owed(String incident, int revision) {
        Incident now = new Incident(
                incident,
                revision,
                IncidentState.OPENED,
                EIGHT,
                Severity.WARNING,
                Cause.MOBILE_SITE,
                0.6,
                new Incident.Span(EIGHT - 1_800_000, EIGHT, -1),
                new Incident.Scope(incident.substring(0, incident.length() - 3), null, 1, 43, List.of("viettel"), null),
                Incident.Marks.NONE,
                List.of());
        return new Owed(incident + "." + revision, Owed.Step.OPENED, now);
    }

    /** Settings, and the channels they speak of. */
    private record Told(AlertSettings settings, List<? extends Channel> channels) {}

    private Told told() {
        return told(receiver.address(), 100, 4, 5_000);
    }

    private Told told(URI address, int loaded, int atOnce, long answerMs) {
        Webhook webhook = new Webhook(
                vertx, new WebhookSettings(address, null, Signature.of(List.of()), atOnce, answerMs), CLOCK);
        toClose.add(webhook);
        return new Told(settings(loaded), List.of(new LogChannel(), webhook));
    }

    private static AlertSettings settings(int loaded) {
        return new AlertSettings(
                List.of("log", "webhook:127.0.0.1"), "https://phusong.example", loaded, new Backoff(20, 100));
    }

    @CanIgnoreReturnValue
    private AlertFollower follow(Told told) {
        FollowerThread thread = FollowerThread.named("alert");
        toClose.add(thread);
        return start(told, thread);
    }

    @CanIgnoreReturnValue
    private AlertFollower start(Told told, FollowerThread thread) {
        AlertFollower.Ground ground = new AlertFollower.Ground(journal, this::noted, thread, CLOCK);
        AlertFollower follower = new AlertFollower(
                ground,
                told.settings(),
                it -> new Names("Thôn Bản Co, Xã A", "Bản Co village, A", id -> id),
                told.channels());
        follower.wake();
        return follower;
    }

    private CompletableFuture<Long> noted(FollowerNote note) {
        journal.note(note);
        notes.add(note);
        return CompletableFuture.completedFuture(0L);
    }

    /** Result and detail of the webhook's receipt. */
    private String receiptOf(String owed) throws Exception {
        while (true) {
            for (FollowerNote.Receipt receipt : journal.receipts(owed)) {
                if (receipt.channel().startsWith("webhook:")) {
                    return receipt.result() + " " + receipt.detail();
                }
            }
            nextNote();
        }
    }

    private void awaitCursor(long position) throws Exception {
        while (journal.cursor(AlertFollower.NAME) < position) {
            nextNote();
        }
        // The status is painted after the note, by the same thread.
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    private void nextNote() throws InterruptedException {
        assertTrue(notes.poll(10, TimeUnit.SECONDS) != null, "no note within 10 s");
    }

    @CanIgnoreReturnValue
    private static @Nullable String awaitTrouble(AlertFollower follower) {
        while (follower.status().trouble() == null) {
            Thread.onSpinWait();
        }
        return follower.status().trouble();
    }
}
