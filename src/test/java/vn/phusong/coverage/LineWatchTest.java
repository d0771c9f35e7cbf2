package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vn.phusong.village.PonClass;

/** One fibre line at the edges of domain.md §7.7: expected up, silent, active, gasped. */
class LineWatchTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Fibre RULES = SampleRules.DEFAULT.fibre();
    private static final LineWord UP = new LineWord(true, false, Float.NaN);
    private static final LineWord DOWN = new LineWord(false, false, Float.NaN);
    private static final LineWord GASP = new LineWord(false, true, Float.NaN);

    private LineWatch line = new LineWatch();

    private void hear(long at, LineWord word) {
        assertTrue(line.hear(RULES, T0 + at, true, word));
    }

    private void isSame(Runnable what) {
        byte[] before = Row.of(line::write);
        what.run();
        org.junit.jupiter.api.Assertions.assertArrayEquals(before, Row.of(line::write));
    }

    @Test
    void a_line_is_expected_up_once_it_was_heard_for_an_hour() {
        for (long at = 0; at < HOUR; at += 15 * MINUTE) {
            hear(at, UP);
            assertFalse(line.isExpectedUp(RULES));
        }
        hear(HOUR - 1000, UP);
        assertFalse(line.isExpectedUp(RULES));
        hear(HOUR, UP);
        assertTrue(line.isExpectedUp(RULES));
        hear(HOUR + MINUTE, DOWN);
        assertTrue(line.isExpectedUp(RULES), "it was usually up when it went");
        assertEquals(T0 + HOUR + MINUTE, line.downAt());
    }

    @Test
    void four_fifths_of_the_time_heard_are_usually_up_and_less_is_not() {
        for (int minutes : new int[] {24, 25}) {
            line = new LineWatch();
            hear(0, UP);
            hear(45 * MINUTE, UP);
            hear(80 * MINUTE, UP);
            hear(96 * MINUTE, DOWN);
            hear((96 + minutes) * MINUTE, UP);
            assertEquals(minutes == 24, line.isExpectedUp(RULES), "96 minutes up, " + minutes + " down");
        }
    }

    @Test
    void a_line_that_is_often_down_is_not_missed_when_it_goes_again() {
        hear(0, UP);
        hear(30 * MINUTE, DOWN);
        hear(90 * MINUTE, UP);
        hear(120 * MINUTE, DOWN);
        assertFalse(line.isExpectedUp(RULES));
        assertFalse(new LineWatch().isExpectedUp(RULES), "nobody heard of it");
        assertFalse(new LineWatch().wasHeard());
    }

    @Test
    void silence_is_not_time_heard() {
        hear(0, UP);
        hear(10 * HOUR, DOWN);
        hear(10 * HOUR + 15 * MINUTE, UP);
        assertFalse(line.isExpectedUp(RULES), "45 minutes up of an hour are three quarters");
        hear(10 * HOUR + 30 * MINUTE, UP);
        assertTrue(line.isExpectedUp(RULES), "an hour of an hour and a quarter");
    }

    @Test
    void a_long_outage_counts_for_a_day_and_no_more() {
        for (int up = 0; up <= 96 * 4; up++) {
            hear(up * 15L * MINUTE, UP);
        }
        hear(4 * DAY, DOWN);
        hear(5 * DAY + HOUR, DOWN);
        hear(30 * DAY, UP);
        assertTrue(line.isExpectedUp(RULES), "four days of five");
        line = new LineWatch();
        for (int up = 0; up <= 96 * 4; up++) {
            hear(up * 15L * MINUTE - MINUTE, UP);
        }
        hear(4 * DAY - MINUTE, DOWN);
        hear(30 * DAY, UP);
        assertTrue(line.isExpectedUp(RULES), "nobody repeated that it was down");
        hear(30 * DAY + MINUTE, DOWN);
        hear(30 * DAY + 3 * MINUTE, UP);
        assertFalse(line.isExpectedUp(RULES), "two minutes more are under four fifths");
    }

    @Test
    void the_memory_fades_over_seven_days() {
        hear(0, UP);
        for (int quarter = 1; quarter <= 4 * 24 * 60; quarter++) {
            hear(quarter * 15L * MINUTE, UP);
        }
        long end = 60 * DAY;
        hear(end + 1000, DOWN);
        hear(end + 1000 + 30 * HOUR, UP);
        assertTrue(line.isExpectedUp(RULES), "a day of eight days");
        for (int day = 2; day <= 3; day++) {
            hear(end + day * 2L * DAY, DOWN);
            hear(end + day * 2L * DAY + DAY, UP);
        }
        assertFalse(line.isExpectedUp(RULES), "two months without a fault are long ago");
    }

    @Test
    void a_line_is_silent_after_45_minutes_or_three_intervals() {
        assertTrue(line.isSilentAt(RULES, 5 * MINUTE, T0), "never heard");
        hear(0, UP);
        assertFalse(line.isSilentAt(RULES, 5 * MINUTE, T0 + 45 * MINUTE));
        assertTrue(line.isSilentAt(RULES, 5 * MINUTE, T0 + 45 * MINUTE + 1));
        assertFalse(line.isSilentAt(RULES, 20 * MINUTE, T0 + 60 * MINUTE));
        assertTrue(line.isSilentAt(RULES, 20 * MINUTE, T0 + 60 * MINUTE + 1));
    }

    @Test
    void a_line_counts_for_penetration_for_thirty_days_after_it_worked() {
        assertFalse(line.isActiveAt(RULES, T0));
        hear(0, DOWN);
        assertFalse(line.isActiveAt(RULES, T0), "down is not active");
        hear(MINUTE, UP);
        hear(HOUR, DOWN);
        assertTrue(line.isActiveAt(RULES, T0 + MINUTE + 30 * DAY));
        assertFalse(line.isActiveAt(RULES, T0 + MINUTE + 30 * DAY + 1));
    }

    @Test
    void a_word_of_a_backlog_says_only_that_it_was_active_then() {
        hear(0, DOWN);
        isSame(() -> assertFalse(line.hear(RULES, T0 + HOUR, false, DOWN)));
        assertFalse(line.hear(RULES, T0 - DAY, false, UP));
        assertFalse(line.isUp());
        assertTrue(line.isActiveAt(RULES, T0 - DAY + 30 * DAY));
        assertFalse(line.isActiveAt(RULES, T0 + 30 * DAY));
        line.wasUp(T0 - 2 * DAY);
        assertTrue(line.isActiveAt(RULES, T0 - DAY + 30 * DAY), "the newest counts");
    }

    @Test
    void a_gasp_that_comes_after_the_word_of_the_same_loss_belongs_to_it() {
        hear(0, UP);
        hear(10_000, DOWN);
        assertFalse(line.gasped());
        assertFalse(line.hear(RULES, T0 + 8000, true, GASP));
        assertTrue(line.gasped());
        assertEquals(T0 + 8000, line.downAt());
        assertFalse(line.hear(RULES, T0 + 9000, true, DOWN));
        assertTrue(line.gasped(), "a later word takes nothing back");
        assertEquals(T0 + 8000, line.downAt());
    }

    @Test
    void a_gasp_at_the_second_it_was_up_last_belongs_to_the_loss_and_an_older_one_does_not() {
        hear(5000, UP);
        hear(10_000, DOWN);
        isSame(() -> assertFalse(line.hear(RULES, T0 + 4000, true, GASP)));
        assertFalse(line.gasped());
        assertFalse(line.hear(RULES, T0 + 5000, true, GASP));
        assertTrue(line.gasped());
        hear(20_000, UP);
        assertFalse(line.gasped(), "who is up has not gasped");
        isSame(() -> assertFalse(line.hear(RULES, T0 + 15_000, true, GASP), "it is up: nothing is lost"));
        isSame(() -> assertFalse(line.hear(RULES, T0 + 15_000, true, UP)));
    }

    @Test
    void a_gasp_of_an_earlier_loss_is_not_one_of_the_next() {
        hear(0, UP);
        hear(1000, GASP);
        assertTrue(line.gasped());
        hear(2000, DOWN);
        assertTrue(line.gasped(), "the same loss");
        assertEquals(T0 + 1000, line.downAt());
        hear(3000, UP);
        hear(4000, DOWN);
        assertFalse(line.gasped());
        assertEquals(T0 + 4000, line.downAt());
    }

    @Test
    void the_power_it_told_last_is_kept_to_the_hundredth_and_judged_with_memory() {
        assertTrue(Float.isNaN(line.rxDbm()));
        assertEquals(OpticalLevel.UNKNOWN, line.opticalLevel(PonClass.B_PLUS));
        hear(0, new LineWord(true, false, -25.5f));
        assertEquals(OpticalLevel.WARN, line.opticalLevel(PonClass.B_PLUS), "not classified yet");
        line.classify(PonClass.B_PLUS);
        hear(1000, new LineWord(true, false, -24.4f));
        line.classify(PonClass.B_PLUS);
        assertEquals(OpticalLevel.WARN, line.opticalLevel(PonClass.B_PLUS), "better by less than a decibel");
        hear(2000, new LineWord(true, false, -23.9f));
        line.classify(PonClass.B_PLUS);
        assertEquals(OpticalLevel.OK, line.opticalLevel(PonClass.B_PLUS));
        assertTrue(line.isUp(), "its other marks stay");
        hear(3000, UP);
        assertEquals(-23.9f, line.rxDbm());
    }

    @Test
    void a_level_is_believed_better_only_a_whole_decibel_beyond_its_edge() {
        PonClass b = PonClass.B_PLUS;
        assertEquals(OpticalLevel.OVERLOAD, OpticalLevel.after(OpticalLevel.OVERLOAD, b, -8.5f));
        assertEquals(OpticalLevel.OK, OpticalLevel.after(OpticalLevel.OVERLOAD, b, -9));
        assertEquals(OpticalLevel.WARN, OpticalLevel.after(OpticalLevel.OVERLOAD, b, -26));
        assertEquals(OpticalLevel.CRITICAL, OpticalLevel.after(OpticalLevel.CRITICAL, b, -26.1f));
        assertEquals(OpticalLevel.WARN, OpticalLevel.after(OpticalLevel.CRITICAL, b, -26));
        assertEquals(OpticalLevel.WARN, OpticalLevel.after(OpticalLevel.CRITICAL, b, -24.5f));
        assertEquals(OpticalLevel.OK, OpticalLevel.after(OpticalLevel.CRITICAL, b, -23));
        assertEquals(OpticalLevel.OVERLOAD, OpticalLevel.after(OpticalLevel.CRITICAL, b, -7));
        assertEquals(OpticalLevel.CRITICAL, OpticalLevel.after(OpticalLevel.WARN, b, -28));
        assertEquals(OpticalLevel.WARN, OpticalLevel.after(OpticalLevel.OK, b, -25));
        assertEquals(OpticalLevel.OK, OpticalLevel.after(OpticalLevel.UNKNOWN, b, -24));
    }

    @Test
    void the_last_two_readings_are_known_again_and_no_third() {
        assertEquals(-1, line.knows(T0, 1, 7));
        line.remember(T0, 1, 7);
        line.remember(T0 + 1, 2, 8);
        assertEquals(1, line.knows(T0, 1, 7));
        assertEquals(0, line.knows(T0, 1, 9));
        assertEquals(-1, line.knows(T0, 2, 7));
        assertEquals(1, line.knows(T0 + 1, 2, 8));
        assertEquals(0, line.knows(T0 + 1, 2, 7));
        assertEquals(-1, line.knows(T0 + 1, 1, 8));
        line.remember(T0 + 2, 1, 9);
        assertEquals(-1, line.knows(T0, 1, 7));
        assertEquals(1, line.knows(T0 + 1, 2, 8));
    }

    @Test
    void a_box_sold_to_another_household_is_a_line_nobody_knows_but_its_repeats_are_known() {
        hear(0, UP);
        line.remember(T0, 1, 7);
        line.remember(T0 + 1, 2, 8);
        LineWatch other = line.resold();
        assertFalse(other.wasHeard());
        assertEquals(1, other.knows(T0, 1, 7));
        assertEquals(1, other.knows(T0 + 1, 2, 8));
    }

    @Test
    void a_box_on_another_pon_is_not_counted_in_the_outage_of_the_old_one() {
        line.counted(true);
        assertTrue(line.isCounted());
        line.moved();
        assertFalse(line.isCounted());
    }
}
