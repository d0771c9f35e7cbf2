package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.phusong.journal.Frozen;

/** Operators are told of our own troubles, once at the beginning and once at the end; in played time. */
class OwnWatchTest {
    private static final long MINUTE = 60_000;
    private static final long GB = OwnJudgeTest.GB;

    private final AtomicBoolean isAway = new AtomicBoolean();
    private final PlayedChannel hook =
            PlayedChannel.answering("hook", unused -> isAway.get() ? PlayedChannel.NOBODY : PlayedChannel.TAKEN);
    private final AtomicReference<byte @Nullable []> kept = new AtomicReference<>();
    private final AtomicBoolean isDiskFull = new AtomicBoolean();
    private PlayedThread thread = new PlayedThread(OutboxTest.EIGHT);
    private long free = 100 * GB;
    private int waiting;

    private OwnFigures figures() {
        return new OwnFigures(
                thread.millis(),
                thread.millis(),
                new OwnFigures.Disk(free, isDiskFull.get() ? "disk full" : ""),
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                waiting);
    }

    @CanIgnoreReturnValue
    private OwnWatch begin() {
        OwnWatch watch = new OwnWatch(
                new OwnWatch.Ground(this::figures, shelf(), thread, "https://phusong.example"),
                OwnJudgeTest.LIMITS,
                List.of(hook),
                new Backoff(1_000, 300_000));
        watch.start();
        return watch;
    }

    private Shelf shelf() {
        return new Shelf() {
            @Override
            public byte @Nullable [] read() {
                return kept.get();
            }

            @Override
            public boolean keep(byte[] bytes) {
                if (!isDiskFull.get()) {
                    kept.set(bytes);
                }
                return !isDiskFull.get();
            }
        };
    }

    @CanIgnoreReturnValue
    private OwnWatch killedAndBegunAgain() {
        long now = thread.millis();
        thread.close();
        thread = new PlayedThread(now + MINUTE);
        return begin();
    }

    private static JsonObject body(Frozen letter) {
        return new JsonObject(new String(letter.body(), StandardCharsets.UTF_8));
    }

    @Test
    void a_trouble_is_told_once_when_it_begins_and_once_when_it_has_been_over_for_a_while() {
        OwnWatch watch = begin();
        thread.play(60 * MINUTE);
        assertEquals(List.of(), hook.attempts);
        free = GB;
        thread.play(60 * MINUTE);
        assertEquals(List.of("ops-disk-1772330430.1"), hook.takenIds());
        assertEquals(
                List.of("disk"),
                watch.status().open().stream().map(OwnTrouble::key).toList());
        free = 100 * GB;
        thread.play(9 * MINUTE);
        assertEquals(1, hook.taken.size(), "it may come back");
        thread.play(3 * MINUTE);
        assertEquals(List.of("ops-disk-1772330430.1", "ops-disk-1772330430.2"), hook.takenIds());
        assertEquals(new OwnWatch.Status(List.of(), 0), watch.status());
    }

    @Test
    void a_letter_says_what_it_is_in_both_languages() {
        begin();
        thread.play(30 * MINUTE);
        free = GB;
        thread.play(MINUTE);
        free = 100 * GB;
        thread.play(20 * MINUTE);
        assertEquals(
                "{\"id\":\"ops-disk-1772328630.1\",\"kind\":\"operations\",\"condition\":\"disk\",\"subject\":\"\",\"step\":\"opened\",\"start\":\"2026-03-01T08:30:30+07:00\",\"end\":null,\"text\":{\"vi\":\"[vận"
                        + " hành] Ổ đĩa của thư mục dữ liệu chỉ còn trống 1,0 GB. Từ 08:30"
                        + " 01/03/2026.\",\"en\":\"[operations] Only 1.0 GB are free on the disk of the data folder. Since"
                        + " 08:30 01/03/2026.\"},\"link\":\"https://phusong.example\"}",
                body(hook.taken.get(0)).encode());
        JsonObject over = body(hook.taken.get(1));
        assertEquals("closed", over.getString("step"));
        assertEquals(
                "[vận hành] Đã hết lúc 08:31 01/03/2026 (bắt đầu lúc 08:30 01/03/2026): Ổ đĩa của thư mục dữ liệu chỉ"
                        + " còn trống 1,0 GB.",
                over.getJsonObject("text").getString("vi"));
    }

    @Test
    void a_swing_within_a_while_is_one_trouble() {
        begin();
        thread.play(30 * MINUTE);
        for (int i = 0; i < 10; i++) {
            free = i % 2 == 0 ? GB : 100 * GB;
            thread.play(5 * MINUTE);
        }
        assertEquals(1, hook.taken.size(), hook.takenIds()::toString);
    }

    @Test
    void operators_who_are_away_get_the_same_letter_later_and_only_the_end_when_it_is_over_by_then() {
        isAway.set(true);
        begin();
        thread.play(30 * MINUTE);
        free = GB;
        waiting = 1_000;
        thread.play(30 * MINUTE);
        assertTrue(hook.attempts.size() > 3);
        hook.attempts.forEach(attempt -> assertArrayEquals(hook.attempts.get(0).body(), attempt.body()));
        free = 100 * GB;
        thread.play(30 * MINUTE);
        isAway.set(false);
        thread.play(10 * MINUTE);
        List<String> told = hook.taken.stream()
                .map(it -> body(it).getString("condition") + " " + body(it).getString("step"))
                .sorted()
                .toList();
        assertEquals(List.of("backlog opened", "disk closed"), told);
    }

    @Test
    void a_restart_begins_no_trouble_anew_and_tells_the_rest_under_the_same_id() {
        isAway.set(true);
        begin();
        free = GB;
        thread.play(10 * MINUTE);
        Frozen first = hook.attempts.get(0);
        killedAndBegunAgain();
        isAway.set(false);
        thread.play(60 * MINUTE);
        assertEquals(List.of(first.id()), hook.takenIds());
        assertArrayEquals(first.body(), hook.taken.get(0).body());
        killedAndBegunAgain();
        thread.play(60 * MINUTE);
        assertEquals(1, hook.taken.size(), "told is told");
        killedAndBegunAgain();
        free = 100 * GB;
        thread.play(20 * MINUTE);
        assertEquals(1, hook.taken.size(), "a start has seen too little to call it over");
        thread.play(10 * MINUTE);
        assertEquals(first.id().replace(".1", ".2"), hook.takenIds().get(1));
    }

    @Test
    void a_disk_that_takes_nothing_keeps_nobody_from_being_told_so() {
        begin();
        thread.play(30 * MINUTE);
        isDiskFull.set(true);
        thread.play(MINUTE);
        assertEquals(1, hook.taken.size());
        assertTrue(body(hook.taken.get(0)).getJsonObject("text").getString("en").contains("disk full"));
        assertTrue(kept.get() == null);
        isDiskFull.set(false);
        thread.play(MINUTE);
        assertTrue(kept.get() != null, "and is made durable once it can be");
    }

    @Test
    void a_letter_that_is_refused_for_good_is_let_go_and_the_next_is_told() {
        PlayedChannel picky = PlayedChannel.answering(
                "picky", it -> it.id().endsWith(".1") ? PlayedChannel.REFUSED : PlayedChannel.TAKEN);
        OwnWatch watch = new OwnWatch(
                new OwnWatch.Ground(this::figures, shelf(), thread, ""),
                OwnJudgeTest.LIMITS,
                List.of(picky),
                new Backoff(1_000, 300_000));
        watch.start();
        free = GB;
        thread.play(20 * MINUTE);
        assertEquals(1, picky.attempts.size(), "not asked again");
        free = 100 * GB;
        thread.play(20 * MINUTE);
        assertEquals(1, picky.taken.size());
        assertEquals(0, watch.status().waiting());
    }

    @Test
    void one_way_that_is_away_holds_up_no_other() {
        isAway.set(true);
        PlayedChannel mail = PlayedChannel.answering("mail", unused -> PlayedChannel.TAKEN);
        OwnWatch watch = new OwnWatch(
                new OwnWatch.Ground(this::figures, shelf(), thread, ""),
                OwnJudgeTest.LIMITS,
                List.of(hook, mail),
                new Backoff(1_000, 300_000));
        watch.start();
        free = GB;
        thread.play(MINUTE);
        assertEquals(1, mail.taken.size());
        assertEquals(1, watch.status().waiting());
    }
}
