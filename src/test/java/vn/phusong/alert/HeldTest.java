package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.phusong.incident.Names;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.RememberedJournal;

/** What a restored journal owed: real posts to a real server; only the journal is remembered. */
@Timeout(60)
class HeldTest {
    private static final long EIGHT = 1_772_326_800_000L; // 2026-03-01T08:00+07:00
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(EIGHT + 60_000));
    private static final List<String> CHANNELS = List.of("log", "webhook:127.0.0.1");

    private final Vertx vertx = Vertx.vertx();
    private final RememberedJournal journal = new RememberedJournal();
    private final BlockingQueue<FollowerNote> notes = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Receiver receiver;

    @BeforeEach
    void three_are_owed_one_of_them_told_and_the_journal_is_restored() throws Exception {
        receiver = new Receiver(vertx, 0);
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-1-m1", 1));
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-2-m1", 1));
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-3-m1", 1));
        journal.note(new FollowerNote(AlertFollower.NAME, 0, List.of(receipt("log"), receipt("webhook:127.0.0.1"))));
        journal.note(new FollowerNote(Held.NAME, 3, List.of()));
    }

    private static FollowerNote.Receipt receipt(String channel) {
        return new FollowerNote.Receipt("gn-2-m1.1", channel, EIGHT, "delivered", "");
    }

    @AfterEach
    void close() throws Exception {
        stop();
        receiver.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void stop() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
        toClose.clear();
    }

    @CanIgnoreReturnValue
    private AlertFollower follow(int loaded) {
        AlertSettings settings = new AlertSettings(CHANNELS, "", loaded, new Backoff(20, 100));
        FollowerThread thread = FollowerThread.named("alert");
        Webhook webhook = new Webhook(
                vertx, new WebhookSettings(receiver.address(), null, Signature.of(List.of()), 2, 5_000), CLOCK);
        toClose.add(thread);
        toClose.add(webhook);
        AlertFollower follower = new AlertFollower(
                new AlertFollower.Ground(journal, this::noted, thread, CLOCK),
                settings,
                incident -> new Names("Thôn Bản Co", "Bản Co village", id -> id),
                List.of(new LogChannel(), webhook));
        follower.wake();
        return follower;
    }

    private CompletableFuture<Long> noted(FollowerNote note) {
        journal.note(note);
        notes.add(note);
        return CompletableFuture.completedFuture(0L);
    }

    private List<String> heldIds() throws Exception {
        return new Held(journal, CHANNELS)
                .notices(100).stream().map(owed -> owed.id()).toList();
    }

    private void awaitCursor(long position) throws Exception {
        while (journal.cursor(AlertFollower.NAME) < position) {
            assertTrue(notes.poll(10, TimeUnit.SECONDS) != null, "no note within 10 s");
        }
    }

    private void awaitReceipts(String owed) throws Exception {
        while (journal.receipts(owed).size() < 2) {
            assertTrue(notes.poll(10, TimeUnit.SECONDS) != null, "no note within 10 s");
        }
    }

    @Test
    void what_was_owed_is_told_to_nobody_and_what_happens_later_is_told() throws Exception {
        AlertFollower follower = follow(100);
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-9-m1", 1));
        follower.wake();
        assertEquals("gn-9-m1.1", receiver.next().id());
        awaitReceipts("gn-9-m1.1");
        assertEquals(2, follower.status().held());
        assertEquals(List.of("gn-1-m1.1", "gn-3-m1.1"), heldIds());
        assertEquals(List.of(), journal.receipts("gn-1-m1.1"), "not even a line in the log");
        assertEquals(0, journal.cursor(AlertFollower.NAME), "the cursor waits for what is held");
    }

    @Test
    void released_they_are_told_once_under_their_ids_and_the_later_ones_not_again() throws Exception {
        AlertFollower follower = follow(100);
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-9-m1", 1));
        follower.wake();
        assertEquals("gn-9-m1.1", receiver.next().id());
        awaitReceipts("gn-9-m1.1");
        journal.note(Held.release());
        follower.wake();
        List<String> told = List.of(receiver.next().id(), receiver.next().id());
        assertEquals(List.of("gn-1-m1.1", "gn-3-m1.1"), told.stream().sorted().toList());
        awaitCursor(4);
        stop();
        assertEquals(0, follower.status().held());
        assertEquals(List.of(), receiver.unread());
        AlertFollower again = follow(100);
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-8-m1", 1));
        again.wake();
        assertEquals("gn-8-m1.1", receiver.next().id(), "a restart tells nothing again");
    }

    @Test
    void the_hold_outlives_a_restart_and_a_small_room_is_not_filled_by_it() throws Exception {
        follow(1);
        stop();
        AlertFollower second = follow(1);
        for (int i = 0; i < 5; i++) {
            journal.owe(EIGHT, AlertFollowerTest.owed("later-" + i + "-m1", 1));
            second.wake();
            assertEquals("later-" + i + "-m1.1", receiver.next().id());
        }
        awaitReceipts("later-4-m1.1");
        assertEquals(2, second.status().held());
        stop();
        AlertFollower third = follow(1);
        journal.note(Held.release());
        third.wake();
        awaitCursor(8);
        assertEquals(
                List.of("gn-1-m1.1", "gn-3-m1.1"),
                List.of(receiver.next().id(), receiver.next().id()));
        assertEquals(List.of(), receiver.unread());
    }

    @Test
    void discarded_they_are_never_told_and_their_receipts_say_why() throws Exception {
        AlertFollower follower = follow(100);
        Held held = new Held(journal, CHANNELS);
        FollowerNote note = held.discard(EIGHT);
        assertEquals(4, note.receipts().size());
        assertEquals(-1, note.position(), "the hold ends only after its receipts are durable");
        journal.note(note);
        assertEquals(List.of(), heldIds());
        FollowerNote end = held.discard(EIGHT);
        assertEquals(List.of(), end.receipts());
        journal.note(end);
        follower.wake();
        awaitCursor(3);
        assertEquals("set_aside", journal.receipts("gn-1-m1.1").get(0).result());
        assertEquals(List.of(), receiver.unread());
    }

    @Test
    void an_elder_notice_released_late_is_not_told_after_the_younger_and_its_receipt_says_so() throws Exception {
        receiver.each(post -> post.id().equals("gn-1-m1.2") && journalHolds() ? Receiver.status(500) : null);
        AlertFollower follower = follow(100);
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-1-m1", 2));
        follower.wake();
        assertEquals("gn-1-m1.2", receiver.next().id());
        journal.note(Held.release());
        follower.wake();
        awaitCursor(4);
        stop();
        List<String> told = new ArrayList<>();
        while (!receiver.unread().isEmpty()) {
            told.add(receiver.next().id());
        }
        assertEquals(
                Set.of("gn-1-m1.2", "gn-3-m1.1"),
                Set.copyOf(told),
                "telling .1 after .2 would say what is no longer so");
        assertEquals(2, journal.receipts("gn-1-m1.2").size());
        assertEquals(
                Set.of("overtaken by gn-1-m1.2 delivered"),
                journal.receipts("gn-1-m1.1").stream()
                        .map(it -> it.result() + " " + it.detail())
                        .collect(Collectors.toSet()));
    }

    private boolean journalHolds() {
        try {
            return journal.cursor(Held.NAME) == 3;
        } catch (vn.phusong.journal.JournalTrouble e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_restored_journal_that_owes_nothing_holds_nothing() throws Exception {
        journal.note(new FollowerNote(AlertFollower.NAME, 3, List.of()));
        AlertFollower follower = follow(100);
        journal.owe(EIGHT, AlertFollowerTest.owed("gn-9-m1", 1));
        follower.wake();
        assertEquals("gn-9-m1.1", receiver.next().id());
        awaitCursor(4);
        assertEquals(0, follower.status().held());
    }
}
