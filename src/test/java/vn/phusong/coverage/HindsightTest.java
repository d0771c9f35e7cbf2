package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Registration;

/** A slot whose samples came late, judged again, against one that heard the same in time. Minutes count from {@link #T0}. */
class HindsightTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules RULES = SampleRules.DEFAULT;
    private static final WindowPlan PLAN = WindowPlan.of(RULES, MINUTE);

    private Slot slot = new Slot(PLAN);

    private static long at(long minute) {
        return T0 + minute * MINUTE;
    }

    private static Radio radio(char said) {
        return switch (said) {
            case '1' -> SampleRules.lte(-90);
            case 'b' -> SampleRules.lte(-111.5f);
            case 'n' -> SampleRules.unregistered(Registration.SEARCHING);
            case 'i' -> SampleRules.unregistered(Registration.DENIED);
            default -> SampleRules.lte(-125);
        };
    }

    private static void live(Slot to, long minute, char said) {
        if (said != '-') {
            String unused = to.add(RULES, new Slot.Sample(at(minute), radio(said), 0, 7, 0, true));
        }
        boolean unused = to.tick(at(minute));
    }

    private static void late(Slot to, long minute, char said, long now) {
        if (said != '-') {
            String unused = to.add(RULES, new Slot.Sample(at(minute), radio(said), 0, 7, 0, false, at(now)));
        }
    }

    private void live(long from, long to, char said) {
        for (long minute = from; minute < to; minute++) {
            live(slot, minute, said);
        }
    }

    private void late(long from, long to, char said, long now) {
        for (long minute = from; minute < to; minute++) {
            late(slot, minute, said, now);
        }
    }

    private static String series(Random random, int minutes) {
        StringBuilder said = new StringBuilder();
        while (said.length() < minutes) {
            char kind = "1111000bbn-i".charAt(random.nextInt(12));
            said.append(String.valueOf(kind).repeat(1 + random.nextInt(40)));
        }
        return said.substring(0, minutes);
    }

    private static List<Known.From> stood(Slot slot, long to) {
        return slot.past().known().within(at(0), at(to));
    }

    private static List<PastOutage> due(Hindsight.Judged judged) {
        return judged.fresh().stream().filter(PastOutage::isDue).toList();
    }

    private static Hindsight.News news(Rules rules, Slot of, long now) {
        Hindsight.Judged judged = Hindsight.judge(rules, of, now);
        return judged == null ? null : judged.news();
    }

    @Test
    void what_is_known_in_the_end_is_what_would_have_been_said_in_time() {
        int agreed = 0;
        int followed = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            String said = series(random, 420);
            Slot inTime = new Slot(PLAN);
            Slot held = new Slot(PLAN);
            int share = 2 + random.nextInt(6);
            int lastHeld = 100 + random.nextInt(320);
            List<Integer> kept = new ArrayList<>();
            for (int minute = 0; minute < 420; minute++) {
                live(inTime, minute, said.charAt(minute));
                boolean isHeld = minute < lastHeld && random.nextInt(share) == 0;
                live(held, minute, isHeld ? '-' : said.charAt(minute));
                if (isHeld) {
                    kept.add(minute);
                }
            }
            for (int minute : kept) {
                late(held, minute, said.charAt(minute), 420);
            }
            Hindsight.News judged = news(RULES, held, at(420));
            assertEquals(stood(inTime, 420), stood(held, 420), "seed " + seed + (judged == null));
            assertNull(news(RULES, held, at(420)), "judged again nothing is new");
            if (!held.past().isWaiting()) {
                agreed++;
                String more = series(random, 150);
                for (int minute = 0; minute < 150; minute++) {
                    live(inTime, 420 + minute, more.charAt(minute));
                    live(held, 420 + minute, more.charAt(minute));
                    assertEquals(inTime.standing(), held.standing(), "seed " + seed + " minute " + minute);
                }
            } else {
                followed++;
            }
        }
        assertTrue(agreed > 5 && followed > 5, agreed + " agreed, " + followed + " have to be followed");
    }

    @Test
    void rows_of_a_past_that_waits_are_read_as_they_were_written() {
        live(0, 20, '1');
        live(60, 200, '1');
        late(20, 60, '0', 200);
        Map<String, byte[]> rows = new TreeMap<>();
        slot.past().all((name, bytes) -> rows.put(name, Row.of(Objects.requireNonNull(bytes)::write)));
        assertEquals(4, rows.size(), "three pieces of two hours, and the rest");
        Past read = new Past();
        rows.forEach((name, row) -> Row.read(row, in -> {
            read.read(name, in);
            return name;
        }));
        assertFalse(read.isDirty());
        read.all((name, bytes) -> assertArrayEquals(rows.get(name), Row.of(Objects.requireNonNull(bytes)::write)));
        Slot again = Row.read(Row.of(slot::write), in -> Slot.read(in, PLAN));
        again.keep(read);
        read.restored(again, at(200));
        assertFalse(read.isDirty(), "it has a past");
        Hindsight.News judged = Objects.requireNonNull(news(RULES, again, at(200)));
        assertEquals(news(RULES, slot, at(200)), judged);
        assertEquals(stood(slot, 200), stood(again, 200));
    }

    @Test
    void only_rows_that_changed_are_given_and_one_that_is_gone_without_bytes() {
        live(0, 10, '1');
        assertTrue(slot.past().isDirty());
        List<String> names = new ArrayList<>();
        slot.past().takeDirty((name, bytes) -> names.add(name + (bytes == null ? "!" : "")));
        assertEquals(2, names.size());
        assertFalse(slot.past().isDirty());
        slot.past().takeDirty((name, bytes) -> names.add(name));
        assertEquals(2, names.size());
        live(11, 12, '1');
        assertTrue(slot.past().isDirty());
        slot.past().takeDirty((name, bytes) -> names.add(name));
        assertEquals(names.get(0), names.get(2));
        live(28 * 60, 30 * 60, '1');
        names.clear();
        slot.past().takeDirty((name, bytes) -> names.add(name + (bytes == null ? "!" : "")));
        assertTrue(names.stream().anyMatch(name -> name.endsWith("!")), names.toString());
        assertFalse(slot.past().isDirty());
    }

    @Test
    void an_outage_that_late_data_shows_is_told_with_its_true_start_and_end() {
        live(0, 120, '1');
        live(180, 300, '1');
        late(120, 180, '0', 300);
        Hindsight.Judged all = Objects.requireNonNull(Hindsight.judge(RULES, slot, at(300)));
        Hindsight.News judged = Objects.requireNonNull(all.news());
        assertEquals(List.of(new PastOutage(at(120), at(180), false)), due(all));
        assertEquals(at(134), judged.from(), "the hard rule would have found it then");
        assertEquals(Standing.UNCOVERED, judged.standings().get(0).standing());
        assertEquals(at(134), judged.standings().get(0).at());
        assertEquals(at(224), judged.to(), "from then on both say covered");
        assertEquals(
                List.of(new Revision.At(at(134), Standing.UNCOVERED), new Revision.At(at(184), Standing.RECOVERING)),
                judged.standings());
    }

    @Test
    void an_outage_too_short_to_have_been_told_is_none() {
        for (int bad : new int[] {26, 27}) {
            slot = new Slot(PLAN);
            live(0, 120, '1');
            live(120 + bad, 300, '1');
            late(120, 120 + bad, '0', 300);
            Hindsight.Judged all = Objects.requireNonNull(Hindsight.judge(RULES, slot, at(300)));
            // Five good samples end it: with 26 bad ones at minute 150, when the notice falls due, with 27 after it.
            assertEquals(bad == 26 ? 0 : 1, due(all).size(), bad + " bad");
        }
    }

    @Test
    void an_outage_nobody_saw_end_is_told_so() {
        live(0, 120, '1');
        late(120, 180, '0', 300);
        Hindsight.Judged all = Objects.requireNonNull(Hindsight.judge(RULES, slot, at(300)));
        assertEquals(List.of(new PastOutage(at(120), at(179), true)), due(all));
    }

    @Test
    void an_outage_that_lasts_is_told_up_to_now() {
        live(0, 120, '1');
        late(120, 180, '0', 181);
        Hindsight.Judged all = Objects.requireNonNull(Hindsight.judge(RULES, slot, at(181)));
        assertEquals(List.of(new PastOutage(at(120), at(181), true)), due(all));
        assertTrue(slot.past().isWaiting(), "what is live and what is known differ");
        assertEquals(at(181) + HOUR, slot.past().waitingSince());
    }

    @Test
    void a_place_that_was_never_served_has_no_outages() {
        live(0, 100, '-');
        late(0, 90, '0', 100);
        Hindsight.Judged all = Objects.requireNonNull(Hindsight.judge(RULES, slot, at(100)));
        assertEquals(List.of(), due(all));
    }

    @Test
    void what_came_in_time_waits_for_nothing() {
        live(0, 300, '1');
        assertFalse(slot.past().isWaiting());
        assertEquals(Long.MAX_VALUE, slot.past().waitingSince());
        assertFalse(slot.past().isDue(at(1000)));
        late(30, 31, 'i', 300);
        assertFalse(slot.past().isWaiting(), "what says nothing changes nothing");
        late(30, 31, '0', 300);
        assertTrue(slot.past().isWaiting());
        assertFalse(slot.past().isDue(at(300)));
        assertFalse(slot.past().isDue(at(304)));
        assertTrue(slot.past().isDue(at(305)));
    }

    @Test
    void what_is_more_than_a_day_late_is_in_no_past() {
        live(0, 1, '1');
        late(0, 1, '0', 24 * 60 + 1);
        assertFalse(slot.past().isWaiting());
        slot = new Slot(PLAN);
        live(1, 2, '1');
        late(0, 1, '0', 24 * 60);
        assertTrue(slot.past().isWaiting());
    }

    @Test
    void a_failed_test_that_came_late_makes_its_samples_bad_in_hindsight() {
        live(0, 120, '1');
        live(120, 200, '1');
        assertNull(news(RULES, slot, at(200)));
        for (int minute = 120; minute < 180; minute += 10) {
            slot.testKept(
                    RULES,
                    new Slot.Tested(
                            at(minute),
                            new ActiveTest("45204", 0, Double.NaN, Double.NaN, Double.NaN),
                            false,
                            0,
                            false,
                            at(200)));
        }
        Hindsight.News judged = Objects.requireNonNull(news(RULES, slot, at(200)));
        assertEquals(Standing.UNCOVERED, judged.standings().get(0).standing());
        assertEquals(at(134), judged.from());
    }

    @Test
    void a_late_test_over_a_suspended_sim_or_one_that_passed_changes_nothing() {
        live(0, 200, '1');
        for (int minute = 120; minute < 180; minute += 10) {
            ActiveTest failed = new ActiveTest("45204", 0, Double.NaN, Double.NaN, Double.NaN);
            ActiveTest passed = new ActiveTest("45204", 1e7, Double.NaN, Double.NaN, Double.NaN);
            slot.testKept(RULES, new Slot.Tested(at(minute), minute == 120 ? passed : failed, true, 0, false, at(200)));
        }
        assertTrue(slot.past().isWaiting());
        assertNull(news(RULES, slot, at(200)));
        assertFalse(slot.past().isWaiting());
    }

    @Test
    void other_rules_begin_the_past_anew_and_nothing_before_is_judged_by_them() {
        live(0, 120, '1');
        late(30, 31, '0', 120);
        slot.replan(PLAN, at(120));
        assertFalse(slot.past().isWaiting());
        late(30, 31, '0', 120);
        assertFalse(slot.past().isWaiting(), "it is of before");
        long floor = (Piece.numberOf(at(120) + HOUR) + 1) * Piece.MS;
        long first = (floor - T0) / MINUTE;
        live(121, first + 100, '1');
        late(first - 1, first, '0', first + 100);
        assertFalse(slot.past().isWaiting());
        live(first + 130, first + 200, '1');
        late(first + 100, first + 130, '0', first + 200);
        assertTrue(slot.past().isWaiting());
        assertNotNull(news(RULES, slot, at(first + 200)));
    }

    @Test
    void a_slot_kept_by_a_program_without_pasts_begins_one() {
        live(0, 120, '1');
        Slot read = Row.read(Row.of(slot::write), in -> Slot.read(in, PLAN));
        read.past().restored(read, at(121));
        assertEquals(Standing.COVERED, read.past().known().at(at(121)));
        late(read, 100, '0', 121);
        assertFalse(read.past().isWaiting());
        Slot never = new Slot(PLAN);
        never.past().restored(never, at(121));
        late(never, 100, '0', 121);
        assertTrue(never.past().isWaiting(), "who never spoke has nothing to forget");
    }

    @Test
    void the_past_keeps_a_day_a_window_and_a_piece_and_stands_on_what_it_let_go() {
        live(0, 990, '1');
        live(1030, 2400, '1');
        int pieces = slot.past().pieces().size();
        assertTrue(pieces >= 13 && pieces <= 15, pieces + " pieces");
        late(990, 1030, '0', 2400);
        Hindsight.Judged all = Objects.requireNonNull(Hindsight.judge(RULES, slot, at(2400)));
        assertEquals(List.of(new PastOutage(at(990), at(1030), false)), due(all));
        assertEquals(Standing.COVERED, slot.past().known().at(at(16 * 60)));
    }
}
