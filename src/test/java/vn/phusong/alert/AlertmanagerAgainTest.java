package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.RememberedJournal;

/** What is told again to an Alertmanager that may have been restarted; {@code AlertmanagerIT} has a real one. */
@Timeout(60)
class AlertmanagerAgainTest {
    private static final int MANY = 450;
    private static final String LAST = "gn-0450-m1";

    private final Vertx vertx = Vertx.vertx();
    private final RememberedJournal journal = new RememberedJournal();
    private final List<Incident> open = new CopyOnWriteArrayList<>();
    private final FollowerThread thread = FollowerThread.named("alert");
    private final Names names = new Names("Thôn Bản Co, Xã A", "Bản Co village, A", id -> id);
    private Receiver receiver;
    private Alertmanager channel;

    @BeforeEach
    void an_alertmanager_that_was_told_of_many() throws Exception {
        receiver = new Receiver(vertx, 0);
        channel = new Alertmanager(
                vertx,
                URI.create("http://127.0.0.1:" + receiver.port()),
                null,
                20_000,
                InstantSource.fixed(Instant.ofEpochMilli(OutboxTest.EIGHT)));
        for (int i = 1; i <= MANY; i++) {
            Owed owed = OutboxTest.owed("gn-%04d-m1".formatted(i), 1, Owed.Step.OPENED, OutboxTest.EIGHT);
            journal.owe(OutboxTest.EIGHT, owed);
            open.add(owed.incident());
            journal.note(new FollowerNote(
                    "alert",
                    -1,
                    List.of(new FollowerNote.Receipt(owed.id(), channel.name(), OutboxTest.EIGHT, "delivered", "")),
                    List.of()));
        }
    }

    @AfterEach
    void the_end() throws Exception {
        thread.close();
        channel.close();
        receiver.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void start() {
        new AlertmanagerAgain(
                        new AlertmanagerAgain.Ground(journal, thread, () -> open, unused -> names, "", 10), channel)
                .start();
    }

    private static List<String> incidents(Receiver.Post post) {
        return new JsonArray(post.body())
                .stream()
                        .map(alert ->
                                ((JsonObject) alert).getJsonObject("labels").getString("incident"))
                        .toList();
    }

    @Test
    void all_that_is_open_is_told_again_in_posts_of_some() throws Exception {
        start();
        List<String> told = new CopyOnWriteArrayList<>(incidents(receiver.next()));
        assertEquals(200, told.size());
        told.addAll(incidents(receiver.next()));
        told.addAll(incidents(receiver.next()));
        assertEquals(open.stream().map(Incident::id).toList(), told);
    }

    /** After that nothing would ever end it there: it is open nowhere but in that post. */
    @Test
    void what_ends_while_a_post_is_on_the_line_is_not_raised_again_by_the_next() throws Exception {
        CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
        receiver.then(held::complete);
        start();
        HttpServerRequest first = held.get(20, TimeUnit.SECONDS);
        Owed closed = OutboxTest.owed(LAST, 2, Owed.Step.CLOSED, OutboxTest.EIGHT + 60_000);
        journal.owe(OutboxTest.EIGHT + 60_000, closed);
        Notice close = new Notice(List.of(closed), names, "");
        Frozen message = new Frozen(channel.name(), LAST, close.id(), close.ids(), MANY + 1, channel.compose(close));
        CompletableFuture<Boolean> queued = new CompletableFuture<>();
        thread.run(() -> {
            var unused = channel.deliver(message);
            queued.complete(true);
        });
        assertTrue(queued.get(10, TimeUnit.SECONDS));
        first.response().end().onComplete(done -> {}, gone -> {});
        assertFalse(incidents(receiver.next()).contains(LAST));
        assertEquals(List.of(LAST), incidents(receiver.next()));
        for (int i = 0; i < 5; i++) {
            assertFalse(incidents(receiver.next()).contains(LAST), "it was over before that post was made");
        }
    }
}
