package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.Frozen;

/** What every channel keeps. Run by each of them, against the real thing it speaks to. */
@Timeout(60)
abstract class ChannelContract {
    /** What the receiver does with the next attempt. */
    enum Manner {
        TAKE,
        REFUSE,
        LATER,
        HANG
    }

    /** What the receiver got, attempts it did not take included where it can see them. */
    record Got(String id, String content) {}

    /** The real other side. */
    interface Peer {
        Channel channel() throws Exception;

        /** False when a receiver of this kind cannot do so. */
        boolean can(Manner manner);

        void next(Manner manner) throws Exception;

        /** All it got since it began, in order. */
        List<Got> got() throws Exception;

        void stop() throws Exception;

        /** So many in a row are many, for one that takes a connection of its own for each. */
        default int many() {
            return 3_000;
        }
    }

    Peer peer;
    Channel channel;

    abstract Peer peer() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        peer = peer();
        channel = peer.channel();
    }

    @AfterEach
    final void close() throws Exception {
        channel.close();
        peer.stop();
    }

    static Notice notice(String incident, int... revisions) {
        List<Owed> members = java.util.Arrays.stream(revisions)
                .mapToObj(revision -> OutboxTest.owed(
                        incident,
                        revision,
                        revision % 2 == 1 ? Owed.Step.OPENED : Owed.Step.CLOSED,
                        OutboxTest.EIGHT + revision * 60_000L))
                .toList();
        return new Notice(
                members, new Names("Thôn Bản Co, Xã A", "Bản Co village, A", id -> id), "https://phusong.example");
    }

    Frozen frozen(Notice notice) {
        return new Frozen(
                channel.name(), notice.newest().incident().id(), notice.id(), notice.ids(), 1, channel.compose(notice));
    }

    Answer deliver(Frozen message) throws Exception {
        return channel.deliver(message)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void equal_notices_are_equal_bytes_and_others_are_not() {
        assertArrayEquals(channel.compose(notice("gn-1-m1", 1)), channel.compose(notice("gn-1-m1", 1)));
        assertFalse(java.util.Arrays.equals(
                channel.compose(notice("gn-1-m1", 1)), channel.compose(notice("gn-1-m1", 1, 2))));
    }

    @Test
    void what_is_taken_is_delivered_under_its_id_in_both_languages() throws Exception {
        peer.next(Manner.TAKE);
        Answer answer = deliver(frozen(notice("gn-1-m1", 1)));
        assertEquals(Answer.Kind.DELIVERED, answer.kind(), answer.detail());
        Got got = peer.got().get(0);
        assertEquals("gn-1-m1.1", got.id());
        assertTrue(got.content().contains("mất sóng viettel từ 07:30 01/03/2026"), got.content());
        assertTrue(got.content().contains("viettel mobile service lost since 07:30 01/03/2026"), got.content());
        assertEquals(1, peer.got().size());
    }

    @Test
    void the_same_message_arrives_the_same_however_often() throws Exception {
        Frozen message = frozen(notice("gn-1-m1", 1, 2));
        peer.next(Manner.TAKE);
        assertEquals(Answer.Kind.DELIVERED, deliver(message).kind());
        peer.next(Manner.TAKE);
        assertEquals(Answer.Kind.DELIVERED, deliver(message).kind());
        List<Got> got = peer.got();
        assertEquals(got.get(0), got.get(got.size() - 1));
        assertEquals("gn-1-m1.2", got.get(0).id());
    }

    /** An answer may be over before anybody listens; missed, it would have the department told twice. */
    @Test
    void of_many_that_are_taken_at_once_no_answer_is_missed() throws Exception {
        Frozen message = frozen(notice("gn-1-m1", 1));
        for (int i = 0; i < peer.many(); i++) {
            peer.next(Manner.TAKE);
            Answer answer = deliver(message);
            assertEquals(Answer.Kind.DELIVERED, answer.kind(), i + ": " + answer.detail());
        }
        assertEquals(peer.many(), peer.got().size());
    }

    @Test
    void a_refusal_for_good_is_told_in_words_and_the_next_is_taken() throws Exception {
        if (peer.can(Manner.REFUSE)) {
            peer.next(Manner.REFUSE);
            Answer answer = deliver(frozen(notice("gn-1-m1", 1)));
            assertEquals(Answer.Kind.SET_ASIDE, answer.kind(), answer.detail());
            assertFalse(answer.detail().isBlank());
            peer.next(Manner.TAKE);
            assertEquals(
                    Answer.Kind.DELIVERED, deliver(frozen(notice("gn-2-m1", 1))).kind());
        }
    }

    @Test
    void what_may_pass_is_tried_again() throws Exception {
        if (peer.can(Manner.LATER)) {
            Frozen message = frozen(notice("gn-1-m1", 1));
            peer.next(Manner.LATER);
            Answer answer = deliver(message);
            assertEquals(Answer.Kind.AGAIN, answer.kind(), answer.detail());
            assertFalse(answer.detail().isBlank());
            peer.next(Manner.TAKE);
            assertEquals(Answer.Kind.DELIVERED, deliver(message).kind());
        }
    }

    @Test
    void nobody_there_is_an_answer_too() throws Exception {
        if (peer.can(Manner.HANG)) {
            peer.next(Manner.HANG);
            Answer answer = deliver(frozen(notice("gn-1-m1", 1)));
            assertEquals(Answer.Kind.SILENCE, answer.kind(), answer.detail());
            assertTrue(answer.detail().startsWith("no answer: "), answer.detail());
        }
    }
}
