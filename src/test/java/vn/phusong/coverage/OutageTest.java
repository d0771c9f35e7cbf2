package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.village.DeviceKind;

/** When service really went and came back, and what a slot tells of itself meanwhile (domain.md §7.4 "Blindness never pages"). Minutes count from {@link #T0}. */
class OutageTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules RULES = SampleRules.DEFAULT;

    private final Slot slot = new Slot(WindowPlan.of(RULES, MINUTE));

    private static long at(long minute) {
        return T0 + minute * MINUTE;
    }

    @CanIgnoreReturnValue
    private String add(long minute, Radio radio) {
        return slot.add(RULES, new Slot.Sample(at(minute), radio, 0, 7, 0, true));
    }

    /** Samples one a minute, each followed by the tick of its minute; the last rule that changed anything. */
    @CanIgnoreReturnValue
    private String run(long from, String said) {
        String last = "";
        for (int i = 0; i < said.length(); i++) {
            char one = said.charAt(i);
            if (one != '-') {
                String rule = add(
                        from + i,
                        one == 'i'
                                ? SampleRules.unregistered(Registration.DENIED)
                                : SampleRules.lte(one == '1' ? -90 : -125));
                last = rule.isEmpty() ? last : rule;
            }
            boolean unused = slot.tick(at(from + i));
        }
        return last;
    }

    private static String times(String said, int n) {
        return said.repeat(n);
    }

    @Test
    void it_began_with_the_first_bad_sample_after_the_last_good_one() {
        assertEquals("hard", run(0, times("1", 60) + "i0i" + times("0", 20)));
        assertEquals(at(61), slot.outageStart(), "what says nothing is neither");
        assertFalse(slot.isServedNow());
        assertTrue(slot.everServed());
    }

    @Test
    void a_bad_sample_of_before_that_comes_late_by_order_moves_its_begin() {
        assertEquals("enter", run(0, times("1", 60)));
        run(61, "00");
        assertEquals("", add(60, SampleRules.lte(-125)));
        assertEquals("hard", run(63, times("0", 14)));
        assertEquals(at(60), slot.outageStart());
    }

    @Test
    void nobody_observed_before_a_change_to_unknown() {
        run(0, times("1", 60) + "000" + times("-", 40));
        assertEquals(Standing.UNKNOWN, slot.standing());
        assertEquals(at(92), slot.since());
        assertEquals("hard", run(103, times("0", 15)));
        assertEquals(at(103), slot.outageStart());
    }

    @Test
    void a_sample_taken_at_the_very_moment_it_became_unknown_is_of_before() {
        run(0, times("1", 60) + times("-", 30));
        assertEquals("mixed", add(89, SampleRules.lte(-125)));
        assertEquals("hard", run(90, times("0", 30)));
        assertEquals(at(90), slot.outageStart());
    }

    @Test
    void a_slow_decline_began_when_the_long_share_fell_below_one_half() {
        run(0, times("1", 60));
        String last = run(60, times("100", 30));
        assertEquals("soft", last);
        long start = slot.outageStart();
        assertEquals(at(106), start);
    }

    @Test
    void it_ended_with_the_first_of_the_good_samples_that_led_back() {
        run(0, times("1", 60) + times("0", 60));
        assertEquals("five_good", run(120, "11i111"));
        assertEquals("up", run(126, times("1", 50)));
        assertEquals(at(120), slot.outageEnd());
        assertTrue(slot.isServedNow());
    }

    @Test
    void a_relapse_goes_on_with_the_same_outage() {
        run(0, times("1", 60) + times("0", 60) + "11111");
        assertEquals(Standing.RECOVERING, slot.standing());
        assertEquals("relapse", run(125, times("0", 20)));
        assertEquals(at(60), slot.outageStart());
        assertEquals("up", run(145, times("1", 60)));
        assertEquals(at(145), slot.outageEnd());
    }

    @Test
    void out_of_unknown_it_ended_with_the_first_good_sample_after_the_silence() {
        run(0, times("1", 60) + times("0", 40) + times("-", 40));
        assertEquals(Standing.UNKNOWN, slot.standing());
        assertEquals("enter", run(140, "00" + times("1", 20)));
        assertEquals(at(142), slot.outageEnd());
    }

    @Test
    void who_falls_silent_again_before_anything_is_said_ended_with_the_first_good_sample_still() {
        run(0, times("1", 60) + times("0", 40) + times("-", 40) + "111" + times("-", 40));
        assertEquals("enter", run(183, times("1", 20)));
        assertEquals(at(140), slot.outageEnd());
    }

    @Test
    void a_row_read_in_the_middle_of_anything_goes_on_as_it_would_have() {
        String said = times("1", 60) + times("0", 40) + times("-", 40) + "00111" + times("1", 15) + times("100", 30)
                + "11111";
        for (int cut = 1; cut < said.length(); cut += 7) {
            OutageTest whole = new OutageTest();
            whole.run(0, said);
            OutageTest first = new OutageTest();
            first.run(0, said.substring(0, cut));
            Slot read = Row.read(Row.of(first.slot::write), in -> Slot.read(in, WindowPlan.of(RULES, MINUTE)));
            for (int i = cut; i < said.length(); i++) {
                if (said.charAt(i) != '-') {
                    String unused = read.add(
                            RULES,
                            new Slot.Sample(at(i), SampleRules.lte(said.charAt(i) == '1' ? -90 : -125), 0, 7, 0, true));
                }
                boolean unused = read.tick(at(i));
            }
            assertArrayEquals(Row.of(whole.slot::write), Row.of(read::write), "cut at " + cut);
        }
    }

    @Test
    void a_place_is_watched_for_five_minutes_after_its_last_sample() {
        assertFalse(slot.isWatchedAt(at(0)));
        assertFalse(slot.isServedNow());
        add(0, SampleRules.lte(-90));
        assertTrue(slot.isServedNow());
        assertTrue(slot.isWatchedAt(at(5)));
        assertFalse(slot.isWatchedAt(at(5) + 1));
    }

    @Test
    void where_only_tests_fail_the_failed_one_must_be_as_new() {
        slot.test(RULES, at(0), new ActiveTest("45204", 0, Double.NaN, Double.NaN, Double.NaN), false);
        for (int minute = 0; minute <= 5; minute++) {
            add(minute, SampleRules.lte(-90));
        }
        assertEquals(6, slot.badByTestInWindow());
        assertTrue(slot.isWatchedAt(at(5)));
        add(6, SampleRules.lte(-90));
        assertFalse(slot.isWatchedAt(at(6)), "the test is six minutes old");
        add(7, SampleRules.lte(-125));
        assertTrue(slot.isWatchedAt(at(7)), "the level is bad by itself");
        assertEquals(7, slot.badByTestInWindow());
        assertEquals(-125, slot.lastLevelDbm());
    }

    @Test
    void what_failed_by_tests_alone_is_counted_within_the_long_window() {
        slot.test(RULES, at(0), new ActiveTest("45204", 0, Double.NaN, Double.NaN, Double.NaN), false);
        add(0, SampleRules.lte(-90));
        add(1, SampleRules.lte(-90));
        add(60, SampleRules.lte(-90));
        assertEquals(1, slot.badByTestInWindow());
    }

    @Test
    void four_g_plus_is_told_apart_from_the_first_sample_on_umts() {
        assertEquals("enter", run(0, times("1", 20)));
        assertEquals(Standing.COVERED, slot.standing4g());
        assertEquals("", slot.fourGRule());
        assertEquals(SampleClass.GOOD, slot.lastClass());
    }

    @Test
    void a_tick_makes_a_slot_unknown_after_half_an_hour_and_says_so_once() {
        assertFalse(slot.tick(at(0)), "nobody ever spoke");
        run(0, times("1", 20));
        assertFalse(slot.tick(at(19 + 30) - 1));
        assertTrue(slot.tick(at(19 + 30)));
        assertFalse(slot.tick(at(19 + 31)));
        assertEquals(Standing.UNKNOWN, slot.standing4g());
    }

    private static Reading reading(String device, String reporter, long at, long seq) {
        return new Reading(device, reporter, at, at, seq, new DeviceEvent(EventKind.HEARTBEAT, "x"));
    }

    private static List<Ledger.Day> days(DeviceWatch watch) {
        return Objects.requireNonNull(watch.days()).days();
    }

    @Test
    void a_device_that_numbers_what_it_sends_has_days_and_numbers() {
        DeviceWatch watch = new DeviceWatch(DeviceKind.ONT);
        assertFalse(watch.stored(reading("d", "d", at(0), 0), MINUTE, 5 * MINUTE));
        assertFalse(watch.stored(reading("d", "d", at(3), 3), MINUTE, 5 * MINUTE));
        assertEquals(List.of(new Ledger.Day(Ledger.dayOf(T0), 2, 0, 0, 2)), days(watch));
        assertEquals(1, Objects.requireNonNull(watch.numbering()).gaps().size());
        watch.duplicate(at(1), 1, MINUTE);
        watch.refused(at(4), -1, MINUTE);
        watch.refused(at(5), 6, MINUTE);
        assertEquals(List.of(new Ledger.Day(Ledger.dayOf(T0), 2, 1, 2, 2)), days(watch));
    }

    @Test
    void no_loss_is_claimed_by_a_collector_s_count_or_without_one() {
        DeviceWatch terminal = new DeviceWatch(DeviceKind.ONT);
        assertFalse(terminal.stored(reading("d", "olt", at(0), 1), MINUTE, 5 * MINUTE));
        assertFalse(terminal.stored(reading("d", "olt", at(3), 9), MINUTE, 5 * MINUTE));
        assertFalse(terminal.stored(reading("d", "d", at(3), -1), MINUTE, 5 * MINUTE));
        assertEquals(null, terminal.numbering());
        assertEquals(null, terminal.days());
        DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
        assertFalse(probe.stored(reading("d", "olt", at(0), 1), MINUTE, 5 * MINUTE));
        assertEquals(null, probe.numbering());
        assertFalse(probe.stored(reading("d", "d", at(24 * 60), -1), MINUTE, 5 * MINUTE));
        assertEquals(2, days(probe).size(), "each on its day");
        terminal.duplicate(at(0), 5, MINUTE);
        assertEquals(null, terminal.numbering());
        assertEquals(List.of(new Ledger.Day(Ledger.dayOf(T0), 0, 1, 0, 0)), days(terminal));
    }

    @Test
    void a_wrong_clock_is_told_by_what_was_kept_and_by_what_was_refused() {
        DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
        Reading old = new Reading("d", "d", at(0), at(10), 1, new DeviceEvent(EventKind.HEARTBEAT, "x"));
        Reading next = new Reading("d", "d", at(1), at(11), 2, new DeviceEvent(EventKind.HEARTBEAT, "x"));
        assertFalse(probe.stored(old, MINUTE, 5 * MINUTE));
        assertTrue(probe.stored(next, MINUTE, 5 * MINUTE));
        assertFalse(probe.refusedForTime(true, at(12)));
        assertTrue(probe.refusedForTime(true, at(13)));
    }
}
