package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.RememberedJournal;

/** What is told, when receivers are away and we are killed; in played time. */
class OutboxTest {
    static final long EIGHT = 1_772_326_800_000L; // 2026-03-01T08:00+07:00
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final RememberedJournal journal = new RememberedJournal();
    private final AtomicBoolean isAway = new AtomicBoolean(true);
    private final PlayedChannel mail =
            PlayedChannel.answering("mail", unused -> isAway.get() ? PlayedChannel.NOBODY : PlayedChannel.TAKEN);
    private final PlayedChannel hook = PlayedChannel.answering("hook", unused -> PlayedChannel.TAKEN);
    private PlayedThread thread = new PlayedThread(EIGHT);
    private int loaded = 3;
    private boolean isMistaken;
    private String place = "Thôn Bản Co, Xã A";

    @Test
    void a_receiver_away_for_a_day_is_told_the_newest_state_once_and_others_are_told_at_once() throws Exception {
        AlertFollower follower = follow(mail, hook);
        owe(follower, "gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(10);
        assertEquals(List.of("gn-1-m1.1"), hook.takenIds());
        thread.play(20 * HOUR);
        owe(follower, "gn-1-m1", 2, Owed.Step.CLOSED, EIGHT + 20 * HOUR);
        owe(follower, "gn-2-m1", 1, Owed.Step.OPENED, EIGHT + 20 * HOUR);
        thread.play(4 * HOUR);
        isAway.set(false);
        thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1", "gn-1-m1.2"), hook.takenIds());
        assertEquals(
                List.of("gn-1-m1.2", "gn-2-m1.1"),
                mail.takenIds().stream().sorted().toList());
        int closing = mail.takenIds().indexOf("gn-1-m1.2");
        assertEquals(
                "[đã khắc phục] Thôn Bản Co, Xã A: sóng viettel có lại lúc 04:00 02/03/2026 (mất 20 giờ 30 phút, từ 07:30"
                        + " 01/03/2026). Hộ ảnh hưởng: 43. Tính đến 04:00 02/03/2026. Thay cho các tin trước chưa có xác"
                        + " nhận đã nhận: mở lúc 08:00 01/03/2026.",
                mail.vi(closing));
        assertEquals(
                "[resolved] Bản Co village, A: viettel mobile service back at 04:00 02/03/2026 (lost for 20 h 30 min,"
                        + " since 07:30 01/03/2026). Households affected: 43. As of 04:00 02/03/2026. Stands for earlier"
                        + " notices not confirmed as received: opened at 08:00 01/03/2026.",
                mail.en(closing));
        assertEquals("carried by gn-1-m1.2", receipt("gn-1-m1.1", "mail"));
        assertEquals("delivered taken", receipt("gn-1-m1.2", "mail"));
        assertEquals("delivered taken", receipt("gn-1-m1.1", "hook"));
        assertEquals(3, journal.cursor(AlertFollower.NAME));
        assertEquals(List.of(), journal.frozen("mail"));
    }

    @Test
    void retries_send_the_same_bytes_even_after_a_restart_under_other_names() throws Exception {
        AlertFollower follower = follow(mail);
        owe(follower, "gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(HOUR);
        thread.close();
        place = "Thôn Tên Mới, Xã B";
        thread = new PlayedThread(EIGHT + 2 * HOUR);
        follow(mail);
        isAway.set(false);
        thread.play(HOUR);
        assertEquals(1, mail.taken.size());
        assertTrue(mail.attempts.size() > 5);
        for (Frozen attempt : mail.attempts) {
            assertEquals("gn-1-m1.1", attempt.id());
            assertArrayEquals(mail.attempts.get(0).body(), attempt.body());
        }
    }

    @Test
    void what_falls_due_while_an_older_message_waits_takes_its_place_after_a_restart_too() throws Exception {
        AlertFollower follower = follow(mail);
        owe(follower, "gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(1);
        thread.close();
        thread = new PlayedThread(EIGHT + HOUR);
        isAway.set(false);
        journal.owe(EIGHT, owed("gn-1-m1", 2, Owed.Step.CLOSED, EIGHT + HOUR));
        follow(mail);
        thread.play(HOUR);
        assertEquals(List.of("gn-1-m1.2"), mail.takenIds());
        assertEquals("carried by gn-1-m1.2", receipt("gn-1-m1.1", "mail"));
        assertEquals(List.of(), journal.frozen("mail"));
    }

    @Test
    void nothing_is_attempted_before_its_bytes_are_durable() throws Exception {
        CompletableFuture<Long> disk = new CompletableFuture<>();
        PlayedChannel taking = PlayedChannel.answering("taking", unused -> PlayedChannel.TAKEN);
        AlertFollower follower = follow(note -> disk, taking);
        owe(follower, "gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(DAY);
        assertEquals(List.of(), taking.attempts);
        disk.complete(1L);
        thread.play(1);
        assertEquals(List.of("gn-1-m1.1"), taking.takenIds());
    }

    @Test
    void a_notice_known_to_the_journal_only_is_told_instead_of_the_one_in_memory() throws Exception {
        isAway.set(false);
        for (int i = 0; i < 20; i++) {
            journal.owe(EIGHT + i, owed("gn-" + i + "-m1", 1, Owed.Step.OPENED, EIGHT + i));
        }
        for (int i = 0; i < 20; i++) {
            journal.owe(EIGHT + HOUR, owed("gn-" + i + "-m1", 2, Owed.Step.CLOSED, EIGHT + HOUR));
        }
        follow(mail);
        thread.play(HOUR);
        assertEquals(20, mail.taken.size(), "three fit into memory, and no opening is told of what is closed");
        assertTrue(mail.takenIds().stream().allMatch(id -> id.endsWith(".2")), mail.takenIds()::toString);
        assertEquals(40, journal.cursor(AlertFollower.NAME));
    }

    @Test
    void the_newest_is_told_first_when_a_receiver_comes_back() throws Exception {
        loaded = 100;
        AlertFollower follower = follow(mail);
        for (int i = 1; i <= 3; i++) {
            owe(follower, "gn-" + i + "-m1", 1, Owed.Step.OPENED, EIGHT + i);
        }
        thread.play(10);
        isAway.set(false);
        for (int i = 4; i <= 5; i++) {
            owe(follower, "gn-" + i + "-m1", 1, Owed.Step.OPENED, EIGHT + i);
        }
        thread.play(DAY);
        assertEquals(5, mail.taken.size());
        assertEquals("gn-5-m1.1", mail.takenIds().get(0));
    }

    @Test
    void a_receiver_that_is_away_is_asked_once_in_a_while_whatever_waits() throws Exception {
        AlertFollower follower = follow(mail);
        for (int i = 0; i < 3; i++) {
            owe(follower, "gn-" + i + "-m1", 1, Owed.Step.OPENED, EIGHT + i);
        }
        thread.play(DAY);
        assertTrue(mail.attempts.size() < 800, "asked " + mail.attempts.size() + " times in a day");
        assertTrue(mail.attempts.size() > 200, "asked " + mail.attempts.size() + " times in a day");
        isAway.set(false);
        thread.play(6 * 60_000);
        assertEquals(3, mail.taken.size(), "within the longest pause all is told");
    }

    @Test
    void what_is_refused_for_good_is_set_aside_with_its_words_and_the_next_is_told() throws Exception {
        PlayedChannel picky = PlayedChannel.answering(
                "picky", it -> it.id().endsWith(".1") ? PlayedChannel.REFUSED : PlayedChannel.TAKEN);
        AlertFollower follower = follow(picky);
        owe(follower, "gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(10);
        owe(follower, "gn-1-m1", 2, Owed.Step.CLOSED, EIGHT + HOUR);
        thread.play(10);
        assertEquals("set_aside never", receipt("gn-1-m1.1", "picky"));
        assertEquals(List.of("gn-1-m1.2"), picky.takenIds());
        assertEquals(List.of("gn-1-m1.2"), picky.taken.get(0).members());
    }

    @Test
    void what_fell_due_while_a_channel_was_not_set_is_not_told_when_it_comes_back() throws Exception {
        AlertFollower follower = follow(mail);
        owe(follower, "gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(10);
        thread.close();
        thread = new PlayedThread(EIGHT + HOUR);
        follow(hook);
        thread.play(10);
        thread.close();
        isAway.set(false);
        thread = new PlayedThread(EIGHT + DAY);
        AlertFollower again = follow(mail, hook);
        owe(again, "gn-2-m1", 1, Owed.Step.OPENED, EIGHT + DAY);
        thread.play(HOUR);
        assertEquals(List.of("gn-2-m1.1"), mail.takenIds());
        assertEquals("set_aside the channel was not set", receipt("gn-1-m1.1", "mail"));
        assertEquals(List.of("gn-1-m1.1", "gn-2-m1.1"), hook.takenIds());
    }

    /** As a mistake of ours would: a text that cannot be made of one notice. */
    @Test
    void a_mistake_in_writing_one_message_holds_up_no_other_and_it_is_tried_again() throws Exception {
        isAway.set(false);
        loaded = 100;
        AlertFollower follower = follow(mail, hook);
        owe(follower, "gn-1-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(10);
        isMistaken = true;
        for (int i = 2; i < 8; i++) {
            owe(follower, "gn-" + i + "-m1", 1, Owed.Step.OPENED, EIGHT);
        }
        thread.play(1_000);
        assertEquals(List.of("gn-1-m1.1"), mail.takenIds());
        isMistaken = false;
        owe(follower, "gn-9-m1", 1, Owed.Step.OPENED, EIGHT);
        thread.play(1_000);
        assertTrue(mail.takenIds().contains("gn-9-m1.1"), "goes on: " + mail.takenIds());
        thread.play(5 * 60_000);
        assertEquals(8, mail.taken.size(), mail.takenIds()::toString);
        assertEquals(8, hook.taken.size(), hook.takenIds()::toString);
    }

    @Test
    void a_journal_that_cannot_be_read_for_a_while_delays_and_loses_nothing() throws Exception {
        isAway.set(false);
        AlertFollower follower = follow(mail);
        thread.play(10);
        journal.fail("disk gone");
        journal.owe(EIGHT, owed("gn-1-m1", 1, Owed.Step.OPENED, EIGHT));
        follower.wake();
        thread.play(HOUR);
        assertNotEquals(null, follower.status().trouble());
        journal.fail(null);
        thread.play(10_000);
        assertEquals(List.of("gn-1-m1.1"), mail.takenIds());
    }

    static Owed owed(String incident, int revision, Owed.Step step, long at) {
        boolean isClosed = step == Owed.Step.CLOSED;
        Incident now = new Incident(
                incident,
                revision,
                isClosed ? IncidentState.CLOSED : IncidentState.OPENED,
                at,
                Severity.WARNING,
                Cause.MOBILE_SITE,
                0.6,
                new Incident.Span(EIGHT - 1_800_000, EIGHT, isClosed ? at : -1),
                new Incident.Scope(incident.substring(0, incident.length() - 3), null, 1, 43, List.of("viettel"), null),
                Incident.Marks.NONE,
                List.of());
        return new Owed(incident + "." + revision, step, now);
    }

    private void owe(AlertFollower follower, String incident, int revision, Owed.Step step, long at) {
        journal.owe(at, owed(incident, revision, step, at));
        follower.wake();
    }

    @CanIgnoreReturnValue
    private AlertFollower follow(Channel... channels) {
        return follow(
                note -> {
                    journal.note(note);
                    return CompletableFuture.completedFuture(0L);
                },
                channels);
    }

    @CanIgnoreReturnValue
    private AlertFollower follow(
            java.util.function.Function<FollowerNote, CompletableFuture<Long>> notes, Channel... channels) {
        List<String> names = List.of(channels).stream().map(Channel::name).toList();
        Names called = new Names(place, "Bản Co village, A", id -> id);
        AlertFollower follower = new AlertFollower(
                new AlertFollower.Ground(journal, notes, thread, thread),
                new AlertSettings(names, "", loaded, new Backoff(1_000, 300_000)),
                unused -> {
                    if (isMistaken) {
                        throw new IllegalStateException("a mistake, as the test wants it");
                    }
                    return called;
                },
                List.of(channels));
        follower.wake();
        return follower;
    }

    private String receipt(String owed, String channel) throws Exception {
        List<String> found = journal.receipts(owed).stream()
                .filter(it -> it.channel().equals(channel))
                .map(it -> it.result() + " " + it.detail())
                .toList();
        assertEquals(1, found.size(), owed + " on " + channel + ": " + found);
        return found.get(0);
    }
}
