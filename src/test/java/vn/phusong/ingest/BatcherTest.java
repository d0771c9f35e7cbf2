package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.ingest.Lines.MINUTE;
import static vn.phusong.ingest.Lines.T0;
import static vn.phusong.ingest.Lines.light;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Disk;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.Quarantined;
import vn.phusong.journal.SecurityEvent;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The watch loop over the real engine and the real journal, one step at a time. */
class BatcherTest {
    @TempDir
    Path folder;

    private Walk walk;
    private final List<Settled> settled = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        walk = new Walk(folder, T0);
        walk.start();
    }

    @AfterEach
    void end() {
        walk.close();
    }

    private boolean say(Reading... readings) {
        return walk.offer(settled::add, readings);
    }

    private List<Outcome> outcomes() {
        return settled.stream().flatMap(one -> one.outcomes().stream()).toList();
    }

    @Test
    void nothing_is_settled_before_the_disk_has_it() throws Exception {
        say(light(1, T0));
        walk.sleep(50);
        walk.loop();
        assertEquals(List.of(), settled);
        assertTrue(walk.disk());
        assertEquals(List.of(light(1, T0)), walk.logged());
        assertEquals(List.of(), settled, "the loop has not heard from the disk yet");
        walk.loop();
        assertEquals(List.of(Outcome.COMMITTED), outcomes());
        assertEquals(walk.journal.position(), settled.get(0).position());
    }

    @Test
    void the_first_of_a_batch_waits_for_company_no_longer_than_it_may() {
        int before = walk.commits.size();
        say(light(1, T0));
        walk.pass(49);
        say(light(2, T0));
        assertEquals(before, walk.commits.size());
        walk.pass(1);
        assertEquals(before + 1, walk.commits.size());
        assertEquals(2, settled.size());
    }

    @Test
    void enough_readings_wait_for_no_more_company() {
        int before = walk.commits.size();
        for (int i = 0; i < Walk.SETTINGS.enough() - 1; i++) {
            say(light(i % 10, T0 - i));
        }
        walk.loop();
        assertEquals(before, walk.commits.size(), "one short of enough waits");
        say(light(1, T0 - 1_000));
        walk.pass(0);
        assertEquals(before + 1, walk.commits.size());
        assertEquals(Walk.SETTINGS.enough(), settled.size());
    }

    @Test
    void readings_keep_the_order_in_which_they_came_over_batches() throws Exception {
        List<Reading> said = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Reading reading = light(i % 10, T0 - i);
            said.add(reading);
            assertTrue(say(reading));
        }
        walk.pass(50);
        assertEquals(said, walk.logged());
        assertEquals(250, settled.size());
    }

    @Test
    void a_batch_holds_no_more_readings_than_it_may() {
        for (int i = 0; i < 250; i++) {
            say(light(i % 10, T0 - i));
        }
        walk.pass(50);
        for (Commit commit : walk.commits) {
            int readings = 0;
            for (Commit.Step step : commit.steps()) {
                readings += step.event() instanceof Event.Readings batch
                        ? batch.readings().size()
                        : 0;
            }
            assertTrue(readings <= Walk.SETTINGS.batchMax(), "a commit with " + readings + " readings");
        }
    }

    @Test
    void a_full_queue_takes_nothing_more_and_says_so() {
        for (int i = 0; i < Walk.SETTINGS.waitingMax(); i++) {
            assertTrue(say(light(i % 10, T0 - i)));
        }
        assertFalse(say(light(1, T0 - 1_000)));
        assertFalse(walk.batcher.isOpen());
        walk.pass(200);
        assertTrue(walk.batcher.isOpen());
        assertEquals(Walk.SETTINGS.waitingMax(), settled.size(), "what was turned away is not settled");
        assertEquals(1, walk.batcher.counts().work().turnedAway());
    }

    @Test
    void a_message_larger_than_the_queue_is_taken_when_nothing_else_waits() {
        Reading[] many = new Reading[Walk.SETTINGS.waitingMax() + 100];
        for (int i = 0; i < many.length; i++) {
            many[i] = light(i % 10, T0 - i);
        }
        assertTrue(say(many));
        assertFalse(say(light(1, T0 + 1)));
        walk.pass(50);
        assertEquals(many.length, outcomes().size());
    }

    @Test
    void a_reading_said_twice_is_a_success_and_written_once() throws Exception {
        say(light(1, T0), light(1, T0));
        walk.pass(50);
        assertEquals(List.of(Outcome.COMMITTED, Outcome.DUPLICATE), outcomes());
        assertEquals(List.of(light(1, T0)), walk.logged());
    }

    @Test
    void a_reading_said_again_after_a_restart_is_written_once() throws Exception {
        say(light(1, T0));
        walk.pass(50);
        walk.kill();
        CompletableFuture<Long> started = walk.batcher.start();
        say(light(1, T0));
        walk.pass(50);
        assertTrue(started.isDone());
        assertEquals(List.of(Outcome.COMMITTED, Outcome.DUPLICATE), outcomes());
        assertEquals(List.of(light(1, T0)), walk.logged());
    }

    @Test
    void a_backlog_said_again_after_a_broken_link_or_a_kill_is_written_once() throws Exception {
        Reading[] backlog = new Reading[100];
        for (int i = 0; i < backlog.length; i++) {
            backlog[i] = light(3, T0 - 15 * MINUTE * (backlog.length - i));
        }
        say(backlog);
        walk.pass(50);
        say(backlog);
        walk.pass(50);
        walk.kill();
        CompletableFuture<Long> started = walk.batcher.start();
        say(backlog);
        walk.pass(50);
        assertTrue(started.isDone());
        assertEquals(Collections.nCopies(100, Outcome.COMMITTED), outcomes().subList(0, 100));
        assertEquals(Collections.nCopies(200, Outcome.DUPLICATE), outcomes().subList(100, 300));
        assertEquals(List.of(backlog), walk.logged());
    }

    @Test
    void a_reading_refused_because_its_device_is_unknown_is_taken_once_the_device_is_listed() throws Exception {
        Reading early = light(42, T0);
        say(early, light(42, T0));
        walk.pass(50);
        CompletableFuture<Long> listed = walk.batcher.change(Lines.roster(walk.clock(), 43));
        walk.pass(50);
        say(early, light(42, T0));
        walk.pass(50);
        assertTrue(listed.isDone());
        assertEquals(
                List.of(Outcome.NOT_ALLOWED, Outcome.NOT_ALLOWED, Outcome.COMMITTED, Outcome.DUPLICATE), outcomes());
    }

    @Test
    void the_second_story_of_one_moment_goes_to_the_quarantine_and_the_first_stands() throws Exception {
        say(light(1, T0), light(1, T0, T0, -29f), light(2, T0));
        walk.pass(50);
        assertEquals(List.of(Outcome.COMMITTED, Outcome.CONFLICT, Outcome.COMMITTED), outcomes());
        assertEquals(List.of(light(1, T0), light(2, T0)), walk.logged());
        assertEquals(List.of(RefusalReason.CONFLICT), quarantined());
    }

    @Test
    void a_device_the_registry_does_not_know_goes_to_the_quarantine() throws Exception {
        say(light(77, T0));
        walk.pass(50);
        assertEquals(List.of(Outcome.NOT_ALLOWED), outcomes());
        assertTrue(settled.get(0).isAllRefused());
        assertEquals(List.of(RefusalReason.DEVICE_NOT_ALLOWED), quarantined());
        assertEquals(List.of(), walk.logged());
    }

    @Test
    void what_the_door_refused_is_durable_before_the_device_is_told() throws Exception {
        Refusal refusal = new Refusal(RefusalReason.UNPARSABLE, "no JSON");
        Quarantined row = new Quarantined(0, T0, "olt-1", "phusong/v1/olt-1/telemetry", refusal, new byte[] {'x'});
        assertTrue(walk.offer(List.of(), List.of(row), settled::add));
        walk.sleep(50);
        walk.loop();
        assertEquals(List.of(), settled);
        walk.settle();
        assertTrue(settled.get(0).isAllRefused());
        assertEquals(List.of(RefusalReason.UNPARSABLE), quarantined());
    }

    private List<RefusalReason> quarantined() throws Exception {
        try (JournalReader reader = walk.journal.reader()) {
            return reader.quarantine(null, Long.MAX_VALUE, 1_000).stream()
                    .map(row -> row.refusal().reason())
                    .toList();
        }
    }

    @Test
    void a_disk_in_trouble_loses_nothing_acknowledges_nothing_and_goes_on_by_itself() throws Exception {
        walk.weather = what -> {
            throw new IOException("no space left on device");
        };
        say(light(1, T0));
        walk.pass(30_000);
        assertEquals(List.of(), settled);
        assertFalse(walk.batcher.isOpen());
        DiskTrouble trouble = walk.batcher.trouble();
        assertNotNull(trouble);
        assertTrue(trouble.since() >= T0 && trouble.since() <= T0 + 100, "since " + trouble.since());
        Commit refused = walk.attempts.get(walk.attempts.size() - 1);
        int before = walk.commits.size();
        say(light(2, T0));
        walk.weather = Disk.REAL;
        walk.pass(10_000);
        assertSame(refused, walk.commits.get(before), "the same commit was tried again");
        assertNull(walk.batcher.trouble());
        assertTrue(walk.batcher.isOpen());
        assertEquals(List.of(light(1, T0), light(2, T0)), walk.logged());
        assertEquals(2, settled.size());
    }

    @Test
    void a_full_disk_is_tried_again_ever_more_slowly() {
        walk.weather = what -> {
            throw new IOException("no space left on device");
        };
        int before = walk.attempts.size();
        say(light(1, T0));
        walk.pass(60_000);
        int tries = walk.attempts.size() - before;
        assertTrue(tries >= 5 && tries <= 40, tries + " tries in a minute");
        for (int i = before + 1; i < walk.attempts.size(); i++) {
            assertSame(walk.attempts.get(before), walk.attempts.get(i));
        }
    }

    @Test
    void a_fault_of_our_own_on_the_disk_ends_the_loop_instead_of_letting_everyone_wait() {
        walk.weather = what -> {
            throw new Walk.Crash();
        };
        say(light(1, T0));
        walk.sleep(50);
        walk.loop();
        assertThrows(Walk.Crash.class, walk::disk);
        assertThrows(Walk.Crash.class, walk::loop);
        assertEquals(List.of(), settled);
    }

    @Test
    void a_tick_comes_at_every_whole_minute_and_once_at_the_start() throws Exception {
        walk.pass(3 * MINUTE);
        assertEquals(List.of(T0, T0 + 30_000, T0 + 90_000, T0 + 150_000), walk.ticks());
    }

    @Test
    void readings_received_up_to_a_tick_come_before_it_and_later_ones_after() throws Exception {
        walk.pass(29_980);
        Reading before = light(1, walk.clock());
        say(before);
        walk.sleep(40);
        Reading after = light(2, walk.clock());
        say(after);
        walk.pass(200);
        List<Event> log = walk.log();
        int tick = log.lastIndexOf(new Event.Tick(T0 + 30_000));
        assertEquals(List.of(before), ((Event.Readings) log.get(tick - 1)).readings());
        assertEquals(List.of(after), ((Event.Readings) log.get(tick + 1)).readings());
    }

    @Test
    void a_sleep_of_an_hour_makes_one_tick() throws Exception {
        int before = walk.ticks().size();
        walk.sleep(60 * MINUTE);
        walk.pass(1_000);
        assertEquals(before + 1, walk.ticks().size());
        assertEquals(T0 + 60 * MINUTE - 30_000, walk.ticks().get(before));
    }

    @Test
    void a_clock_set_an_hour_forward_makes_one_tick() throws Exception {
        int before = walk.ticks().size();
        walk.setClock(T0 + 60 * MINUTE);
        walk.pass(1_000);
        assertEquals(before + 1, walk.ticks().size());
    }

    @Test
    void a_clock_set_back_never_takes_the_time_back() throws Exception {
        walk.pass(5 * MINUTE);
        long reached = walk.engine.now();
        walk.setClock(walk.clock() - 60 * MINUTE);
        walk.pass(2 * MINUTE);
        say(light(1, walk.clock()));
        walk.pass(100);
        assertTrue(walk.engine.now() >= reached);
        assertEquals(List.of(Outcome.COMMITTED), outcomes());
        List<Long> ticks = walk.ticks();
        for (int i = 1; i < ticks.size(); i++) {
            assertTrue(ticks.get(i) > ticks.get(i - 1), "ticks " + ticks);
        }
    }

    @Test
    void notes_of_followers_and_the_security_log_ride_along_and_several_notes_are_one() throws Exception {
        int before = walk.commits.size();
        for (int i = 1; i <= 5; i++) {
            walk.batcher.note(new FollowerNote("history", i, List.of()));
        }
        walk.batcher.report(new SecurityEvent(T0, "login_failed", "p-1", "10.0.0.9", "wrong secret"));
        walk.pass(1_000);
        assertEquals(before + 1, walk.commits.size());
        assertEquals(
                List.of(new FollowerNote("history", 5, List.of())),
                walk.commits.get(before).notes());
        try (JournalReader reader = walk.journal.reader()) {
            assertEquals(5, reader.cursor("history"));
            assertEquals(1, reader.securityLog(10).size());
        }
    }

    @Test
    void the_security_log_forgets_rather_than_fill_the_memory_and_counts_what_it_forgot() {
        walk.weather = what -> {
            throw new IOException("no space left on device");
        };
        say(light(1, T0));
        walk.pass(100);
        for (int i = 0; i < 10_050; i++) {
            walk.batcher.report(new SecurityEvent(T0, "login_failed", "p-" + i, "10.0.0.9", "wrong secret"));
        }
        walk.pass(1_000);
        assertEquals(50, walk.batcher.counts().work().lostReports());
    }

    @Test
    void a_snapshot_rides_along_every_five_seconds_and_stands_where_it_says() throws Exception {
        for (int i = 0; i < 120; i++) {
            say(light(i % 10, walk.clock()));
            walk.pass(250);
        }
        long snapshots =
                walk.commits.stream().filter(commit -> !commit.rows().isEmpty()).count();
        assertTrue(snapshots >= 5 && snapshots <= 7, snapshots + " in 30 s");
        assertRestoresAlike();
    }

    @Test
    void whoever_looks_on_is_told_only_of_what_is_durable_with_a_picture_once_a_second() {
        walk.told.clear();
        for (int i = 0; i < 40; i++) {
            say(light(i % 10, walk.clock()));
            walk.pass(100);
            for (Durable durable : walk.told) {
                assertTrue(durable.position() <= walk.journal.position());
            }
        }
        long pictures =
                walk.told.stream().filter(durable -> durable.picture() != null).count();
        assertTrue(pictures >= 3 && pictures <= 5, pictures + " pictures in 4 s");
    }

    @Test
    void the_last_readings_of_a_burst_are_in_the_picture_when_nothing_follows_them() {
        walk.pass(1_000);
        say(light(1, T0));
        walk.pass(50);
        say(light(2, T0));
        walk.pass(50);
        long durable = walk.told.get(walk.told.size() - 1).position();
        assertNull(walk.told.get(walk.told.size() - 1).picture(), "within a second of the one before");
        walk.pass(1_100);
        assertEquals(durable, newestPicture().position());
        int told = walk.told.size();
        walk.pass(5_000);
        assertEquals(told, walk.told.size(), "one picture of it is enough");
    }

    private CoverageMap newestPicture() {
        CoverageMap newest = null;
        for (Durable durable : walk.told) {
            newest = durable.picture() == null ? newest : durable.picture();
        }
        return Objects.requireNonNull(newest);
    }

    @Test
    void whoever_asked_for_a_change_finds_that_those_who_look_on_know_it_already() {
        List<Durable> seen = new ArrayList<>();
        walk.batcher.listen(seen::add);
        List<Integer> seenWhenTold = new ArrayList<>();
        var told =
                walk.batcher.change(new Event.Tick(T0 + 60_000)).thenAccept(position -> seenWhenTold.add(seen.size()));
        walk.pass(50);
        assertTrue(told.isDone());
        assertEquals(List.of(1), seenWhenTold);
    }

    @Test
    void a_stop_makes_durable_what_waits_settles_it_and_takes_nothing_more() throws Exception {
        say(light(1, T0));
        CompletableFuture<Long> stopped = walk.batcher.stop();
        assertFalse(say(light(2, T0)));
        walk.settle();
        assertTrue(stopped.isDone());
        assertEquals(1, settled.size());
        assertEquals(List.of(light(1, T0)), walk.logged());
        assertFalse(walk.commits.get(walk.commits.size() - 1).rows().isEmpty(), "with a last snapshot");
        assertRestoresAlike();
    }

    @Test
    void a_stop_in_the_middle_of_a_commit_waits_for_it_and_for_what_came_after() throws Exception {
        say(light(1, T0));
        walk.sleep(50);
        walk.loop();
        say(light(2, T0));
        CompletableFuture<Long> stopped = walk.batcher.stop();
        walk.loop();
        assertFalse(stopped.isDone());
        walk.settle();
        assertTrue(stopped.isDone());
        assertEquals(2, settled.size());
        assertFalse(walk.commits.get(walk.commits.size() - 1).rows().isEmpty(), "with a last snapshot");
    }

    @Test
    void the_balance_holds_while_readings_are_on_the_way() {
        for (int i = 0; i < 120; i++) {
            say(light(i % 12, T0 - i / 2));
        }
        walk.sleep(60);
        walk.loop();
        assertBalance(walk.batcher.counts());
        walk.pass(1_000);
        IngestCounts counts = walk.batcher.counts();
        assertBalance(counts);
        assertEquals(120, counts.received());
        assertEquals(0, counts.inFlight());
    }

    private static void assertBalance(IngestCounts counts) {
        assertEquals(
                counts.received(),
                counts.committed() + counts.duplicate() + counts.refused() + counts.inFlight(),
                counts.toString());
    }

    private void assertRestoresAlike() throws Exception {
        List<String> before = StateText.of(walk.engine);
        walk.kill();
        assertEquals(before, StateText.of(walk.engine));
    }
}
