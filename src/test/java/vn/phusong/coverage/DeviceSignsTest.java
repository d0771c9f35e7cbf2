package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Registration;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Place;

/** What tells how far a device is to be believed, at its edges: clock, votes, cells, levels and light. */
class DeviceSignsTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long T0 = 1_767_200_400_000L;
    private static final long LIVE = 5 * MINUTE;

    private ClockWatch clock = new ClockWatch();
    private final CellWatch cells = new CellWatch();

    private boolean told(long minute, long lagS) {
        long received = T0 + minute * MINUTE;
        return clock.told(received - lagS * 1000, received, MINUTE, LIVE);
    }

    @Test
    void a_clock_five_minutes_behind_is_right_and_one_more_second_is_behind_by_the_second_report() {
        assertFalse(told(0, 300) || told(1, 300));
        assertEquals(ClockWatch.Skew.NONE, clock.skew());
        clock = new ClockWatch();
        assertFalse(told(0, 301));
        assertTrue(told(1, 301));
        assertEquals(ClockWatch.Skew.BEHIND, clock.skew());
        assertEquals(T0 + MINUTE, clock.skewedSince());
        assertEquals(301, clock.behindS());
        assertFalse(told(2, 302), "no news");
        assertEquals(302, clock.behindS());
    }

    @Test
    void a_clock_a_minute_ahead_is_right_and_one_more_second_is_ahead() {
        assertFalse(told(0, -60) || told(1, -60));
        clock = new ClockWatch();
        assertFalse(told(0, -61));
        assertTrue(told(1, -61));
        assertEquals(ClockWatch.Skew.AHEAD, clock.skew());
        assertEquals(-61, clock.behindS());
        assertFalse(told(2, 0), "one right report is not enough");
        assertTrue(told(3, 0));
        assertEquals(ClockWatch.Skew.NONE, clock.skew());
    }

    @Test
    void two_reports_that_differ_by_more_than_two_minutes_are_a_backlog_and_no_clock() {
        assertFalse(told(0, 1000) || told(1, 879) || told(2, 758));
        clock = new ClockWatch();
        assertFalse(told(0, 1000));
        assertTrue(told(1, 880));
        clock = new ClockWatch();
        assertFalse(told(0, 880) || told(1, 1001), "growing older either");
        clock = new ClockWatch();
        assertFalse(told(0, 880));
        assertTrue(told(1, 1000));
    }

    @Test
    void of_one_report_the_freshest_counts_and_its_first_must_be_steady_too() {
        assertFalse(told(0, 4000));
        assertFalse(clock.told(T0 - 1_000_000, T0 + 19_999, MINUTE, LIVE), "the same report: twenty seconds");
        assertEquals(1019, clock.behindS(), "the freshest of them");
        assertFalse(told(1, 4000));
        assertTrue(clock.told(T0 + MINUTE - 1_000_000, T0 + MINUTE + 1000, MINUTE, LIVE));
        assertEquals(ClockWatch.Skew.BEHIND, clock.skew(), "firsts 4000 and 4000, freshest about 1000 and 1000");
        clock = new ClockWatch();
        assertFalse(told(0, 4000));
        assertFalse(clock.told(T0 - 1_000_000, T0, MINUTE, LIVE));
        assertFalse(told(1, 3000), "the first fell");
        assertFalse(clock.told(T0 + MINUTE - 1_000_000, T0 + MINUTE, MINUTE, LIVE));
        assertEquals(ClockWatch.Skew.NONE, clock.skew());
    }

    @Test
    void reports_are_told_apart_by_half_an_interval_and_at_least_twenty_seconds() {
        assertFalse(clock.told(T0 - 400_000, T0, 10 * MINUTE, LIVE));
        assertFalse(clock.told(T0 + 299_000 - 400_000, T0 + 299_000, 10 * MINUTE, LIVE), "the same report");
        assertTrue(clock.told(T0 + 300_000 - 400_000, T0 + 300_000, 10 * MINUTE, LIVE));
        clock = new ClockWatch();
        assertFalse(clock.told(T0 - 400_000, T0, 1000, LIVE));
        assertFalse(clock.told(T0 + 19_000 - 400_000, T0 + 19_000, 1000, LIVE));
        assertTrue(clock.told(T0 + 20_000 - 400_000, T0 + 20_000, 1000, LIVE));
    }

    @Test
    void two_reports_refused_for_their_time_are_a_wrong_clock_of_unknown_size() {
        assertFalse(clock.refused(true, T0));
        assertTrue(clock.refused(true, T0 + 20_000));
        assertEquals(ClockWatch.Skew.REFUSED_AHEAD, clock.skew());
        assertEquals(0, clock.behindS());
        assertEquals(T0 + 20_000, clock.skewedSince());
        assertFalse(clock.refused(true, T0 + 40_000), "no news");
        assertFalse(clock.refused(false, T0 + 41_000), "another word, the first of it");
        assertTrue(clock.refused(false, T0 + 61_000));
        assertEquals(ClockWatch.Skew.REFUSED_OLD, clock.skew());
        assertEquals(0, clock.behindS());
        clock = new ClockWatch();
        assertFalse(clock.refused(true, T0) || clock.refused(true, T0 + 19_999), "one report");
    }

    @Test
    void a_clock_that_was_refused_is_right_again_by_the_second_report() {
        assertFalse(clock.refused(false, T0));
        assertTrue(clock.refused(false, T0 + MINUTE));
        assertFalse(told(2, 1));
        assertTrue(told(3, 1));
        assertEquals(ClockWatch.Skew.NONE, clock.skew());
        assertEquals(1, clock.behindS());
        assertEquals(0, new ClockWatch().behindS(), "who never spoke is not behind");
    }

    private static Votes votes(long at, String said) {
        Votes votes = new Votes();
        for (int i = 0; i < said.length(); i++) {
            votes.add(at + i * MINUTE, said.charAt(i) == '1');
        }
        return votes;
    }

    @Test
    void two_that_say_the_opposite_for_an_hour_dispute_and_not_before() {
        Votes good = votes(T0, "11111111");
        Votes bad = votes(T0, "00000000");
        long since = T0 + 7 * MINUTE;
        assertFalse(good.dispute(bad, since + HOUR - 1, 2 * HOUR));
        assertTrue(good.dispute(bad, since + HOUR, 2 * HOUR));
        assertTrue(bad.dispute(good, since + HOUR, 2 * HOUR));
        assertFalse(good.dispute(good, since + HOUR, 2 * HOUR));
        assertFalse(bad.dispute(bad, since + HOUR, 2 * HOUR));
        assertFalse(good.dispute(new Votes(), since + HOUR, 2 * HOUR));
        assertFalse(good.dispute(bad, since + 2 * HOUR, 2 * HOUR), "neither speaks any more");
        assertTrue(good.dispute(bad, since + 2 * HOUR - 1, 2 * HOUR));
        bad.add(since + 2 * HOUR, false);
        assertFalse(good.dispute(bad, since + 2 * HOUR, 2 * HOUR), "one of them does not");
    }

    @Test
    void the_later_of_the_two_opinions_begins_the_hour() {
        Votes good = votes(T0, "11111111");
        Votes bad = votes(T0 + 10 * MINUTE, "00000000");
        assertFalse(good.dispute(bad, T0 + 17 * MINUTE + HOUR - 1, 2 * HOUR));
        assertTrue(good.dispute(bad, T0 + 17 * MINUTE + HOUR, 2 * HOUR));
    }

    @Test
    void an_opinion_takes_eight_samples_three_quarters_good_or_one_quarter_at_most() {
        long later = T0 + 3 * HOUR;
        Votes bad = votes(T0, "00000000");
        assertFalse(votes(T0, "1111111").dispute(bad, later, DAY), "seven are too few");
        assertTrue(votes(T0, "00111111").dispute(bad, later, DAY), "six of eight");
        assertFalse(votes(T0, "00011111").dispute(bad, later, DAY));
        Votes good = votes(T0, "11111111");
        assertTrue(good.dispute(votes(T0, "11000000"), later, DAY), "two of eight");
        assertFalse(good.dispute(votes(T0, "11100000"), later, DAY));
        assertFalse(good.dispute(votes(T0, "0000000"), later, DAY));
        Votes many = votes(T0, "0".repeat(20) + "1".repeat(12));
        assertEquals(12, many.good());
        assertEquals(16, many.samples());
        assertTrue(many.dispute(bad, later, DAY), "twelve of the last sixteen");
        assertEquals(16, votes(T0, "0".repeat(5) + "1".repeat(16)).good());
    }

    @Test
    void a_dispute_is_told_once_and_its_end_once() {
        Votes votes = new Votes();
        assertFalse(votes.disputed(false, T0));
        assertTrue(votes.disputed(true, T0));
        assertFalse(votes.disputed(true, T0 + 1));
        assertEquals(T0, votes.disputedSince());
        assertTrue(votes.disputed(false, T0 + 2));
        assertEquals(0, votes.disputedSince());
    }

    private static final CellWatch.Masts NO_MASTS = cell -> null;

    private CellWatch.Found heard(long at, boolean isPause, int... served) {
        return cells.heard(T0 + at, served, served.length, isPause, NO_MASTS);
    }

    @Test
    void a_probe_that_paused_and_is_served_by_strange_cells_three_times_was_carried_away() {
        assertEquals(CellWatch.Found.NOTHING, heard(0, false, 11, 12));
        assertTrue(cells.isAtHome());
        assertEquals(CellWatch.Found.NOTHING, heard(DAY, true, 21));
        assertTrue(cells.isElsewhereAt(T0 + DAY));
        assertFalse(cells.isElsewhereAt(T0 + DAY - 1));
        assertFalse(cells.isAtHome());
        assertEquals(CellWatch.Found.NOTHING, heard(DAY + MINUTE, false, 21));
        assertFalse(cells.isMoved());
        assertEquals(CellWatch.Found.MOVED, heard(DAY + 2 * MINUTE, false, 22));
        assertTrue(cells.isMoved());
        assertEquals(T0 + DAY, cells.movedAt());
        assertEquals(-1, cells.movedKm());
        assertEquals(CellWatch.Found.NOTHING, heard(DAY + 3 * MINUTE, false, 22), "told once");
        assertEquals(CellWatch.Found.BACK, heard(DAY + 4 * MINUTE, false, 23, 12));
        assertTrue(cells.isAtHome());
        assertEquals(0, cells.movedAt());
        assertEquals(CellWatch.Found.NOTHING, heard(2 * DAY, true, 23), "seen beside one of old, it is known");
    }

    @Test
    void without_a_pause_strange_cells_are_new_ones_of_the_place() {
        assertEquals(CellWatch.Found.NOTHING, heard(0, false, 11));
        for (int i = 0; i < 5; i++) {
            assertEquals(CellWatch.Found.NOTHING, heard(DAY + i, false, 21 + i));
        }
        assertFalse(cells.isElsewhereAt(T0 + DAY + 5));
    }

    @Test
    void a_probe_that_is_not_a_day_at_its_place_is_still_being_set_up() {
        assertEquals(CellWatch.Found.NOTHING, heard(0, false, 11));
        assertEquals(CellWatch.Found.NOTHING, heard(DAY - 1, true, 21));
        assertEquals(0, cells.movedAt());
        assertTrue(cells.isAtHome());
    }

    @Test
    void a_probe_served_by_no_cell_stays_where_it_was_and_its_pause_is_remembered() {
        assertEquals(CellWatch.Found.NOTHING, heard(0, false, 11));
        assertEquals(CellWatch.Found.NOTHING, heard(DAY, true));
        assertFalse(cells.isAtHome(), "it may have been carried");
        assertEquals(CellWatch.Found.NOTHING, heard(DAY + 1, false, 21));
        assertEquals(T0 + DAY + 1, cells.movedAt());
    }

    @Test
    void a_reboot_is_a_pause_and_a_new_row_in_the_registry_forgets_all() {
        assertEquals(CellWatch.Found.NOTHING, heard(0, false, 11));
        cells.rebooted();
        assertEquals(CellWatch.Found.NOTHING, heard(DAY, false, 21));
        assertEquals(T0 + DAY, cells.movedAt());
        cells.confirmed();
        assertEquals(0, cells.movedAt());
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                Row.of(new CellWatch()::write), Row.of(cells::write), "as new");
    }

    @Test
    void after_three_days_elsewhere_it_stands_there() {
        assertEquals(CellWatch.Found.NOTHING, heard(0, false, 11));
        assertEquals(CellWatch.Found.NOTHING, heard(DAY, true, 21));
        assertEquals(CellWatch.Found.NOTHING, heard(4 * DAY - 1, false, 21));
        assertEquals(CellWatch.Found.ACCEPTED, heard(4 * DAY, false, 21));
        assertTrue(cells.isAtHome());
        assertEquals(CellWatch.Found.NOTHING, heard(5 * DAY, true, 11));
        assertEquals(T0 + 5 * DAY, cells.movedAt(), "the old place is the strange one now");
    }

    @Test
    void twelve_cells_are_known_and_a_thirteenth_takes_the_place_of_the_oldest() {
        int[] twelve = new int[12];
        for (int i = 0; i < 12; i++) {
            twelve[i] = 100 + i;
        }
        assertEquals(CellWatch.Found.NOTHING, heard(0, false, twelve));
        assertEquals(CellWatch.Found.NOTHING, heard(DAY, true, 100), "the first is known");
        assertTrue(cells.isAtHome());
        assertEquals(CellWatch.Found.NOTHING, heard(DAY + 1, false, 111, 200));
        assertEquals(CellWatch.Found.NOTHING, heard(DAY + 2, true, 101), "the second still is");
        assertTrue(cells.isAtHome());
        assertEquals(CellWatch.Found.NOTHING, heard(2 * DAY, true, 100));
        assertFalse(cells.isAtHome(), "the first is not");
    }

    @Test
    void known_masts_within_five_kilometres_are_neighbours_and_beyond_they_tell_how_far() {
        // A degree of latitude is 111.195 km; at 22° north one of longitude is 103.1.
        Map<Integer, Place> places = Map.of(
                11, new Place(22, 105),
                21, new Place(22.0449, 105),
                22, new Place(22.0451, 105),
                23, new Place(22, 105.0484),
                24, new Place(22, 105.0486),
                25, new Place(22.5, 105.5));
        Map<Integer, Integer> far = Map.of(21, -1, 22, 5, 23, -1, 24, 5, 25, 75);
        for (int cell : new int[] {21, 22, 23, 24, 25}) {
            CellWatch watch = new CellWatch();
            assertEquals(CellWatch.Found.NOTHING, watch.heard(T0, new int[] {11}, 1, false, places::get));
            assertEquals(CellWatch.Found.NOTHING, watch.heard(T0 + DAY, new int[] {99, cell}, 2, true, places::get));
            assertEquals(far.get(cell) < 0, watch.isAtHome(), "cell " + cell);
            if (!watch.isAtHome()) {
                assertEquals(far.get(cell), watch.movedKm(), "cell " + cell);
            }
        }
    }

    @Test
    void a_probe_served_as_before_needs_no_second_look_until_it_pauses() {
        DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
        assertFalse(probe.isServedAsBefore(T0, 7, MINUTE));
        assertEquals(CellWatch.Found.NOTHING, probe.cells(T0, 7, new int[] {11}, 1, NO_MASTS, MINUTE));
        assertFalse(probe.isServedAsBefore(T0, 7, MINUTE), "not newer");
        assertTrue(probe.isServedAsBefore(T0 + 15 * MINUTE - 1, 7, MINUTE));
        assertFalse(probe.isServedAsBefore(T0 + 30 * MINUTE - 1, 7, MINUTE), "a quarter of an hour is a pause");
        assertFalse(probe.isServedAsBefore(T0 + 16 * MINUTE, 8, MINUTE), "by others");
        assertTrue(probe.isServedAsBefore(T0 + 20 * MINUTE, 7, MINUTE));
        assertTrue(probe.isServedAsBefore(T0 + 49 * MINUTE, 7, 10 * MINUTE), "of three intervals");
        assertFalse(probe.isServedAsBefore(T0 + 79 * MINUTE, 7, 10 * MINUTE));
        probe.rebooted(T0 + 49 * MINUTE);
        assertFalse(probe.isServedAsBefore(T0 + 50 * MINUTE, 7, MINUTE));
    }

    @Test
    void a_pause_of_a_quarter_of_an_hour_or_three_intervals_makes_strange_cells_suspicious() {
        for (long pause : new long[] {15 * MINUTE - 1, 15 * MINUTE}) {
            DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
            assertEquals(CellWatch.Found.NOTHING, probe.cells(T0, 7, new int[] {11}, 1, NO_MASTS, MINUTE));
            assertEquals(CellWatch.Found.NOTHING, probe.cells(T0 + DAY, 7, new int[] {11}, 1, NO_MASTS, MINUTE));
            assertEquals(
                    CellWatch.Found.NOTHING, probe.cells(T0 + DAY + pause, 8, new int[] {21}, 1, NO_MASTS, MINUTE));
            assertEquals(pause < 15 * MINUTE, probe.isOfItsVillage(T0 + DAY + pause));
            assertTrue(probe.isOfItsVillage(T0 + DAY + pause - 1));
        }
    }

    @Test
    void an_older_reading_tells_nothing_of_the_cells_and_a_terminal_has_none() {
        DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
        assertEquals(CellWatch.Found.NOTHING, probe.cells(T0, 7, new int[] {11}, 1, NO_MASTS, MINUTE));
        assertEquals(CellWatch.Found.NOTHING, probe.cells(T0 + DAY, 8, new int[] {21}, 1, NO_MASTS, MINUTE));
        assertEquals(CellWatch.Found.NOTHING, probe.cells(T0 + DAY, 8, new int[] {22}, 1, NO_MASTS, MINUTE));
        assertEquals(CellWatch.Found.NOTHING, probe.cells(T0 + DAY + 1, 8, new int[] {22}, 1, NO_MASTS, MINUTE));
        assertEquals(CellWatch.Found.MOVED, probe.cells(T0 + DAY + 2, 8, new int[] {22}, 1, NO_MASTS, MINUTE));
        probe.confirmed();
        assertTrue(probe.isOfItsVillage(T0 + 2 * DAY));
        DeviceWatch terminal = new DeviceWatch(DeviceKind.ONT);
        assertEquals(CellWatch.Found.NOTHING, terminal.cells(T0, 7, new int[] {11}, 1, NO_MASTS, MINUTE));
        assertNull(terminal.cellWatch());
        assertFalse(terminal.suspended(true, T0));
        terminal.rebooted(T0);
        terminal.confirmed();
        assertTrue(terminal.isOfItsVillage(T0));
    }

    @Test
    void a_suspended_sim_says_nothing_of_the_village_from_then_on() {
        DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
        assertFalse(probe.suspended(false, T0));
        assertTrue(probe.suspended(true, T0));
        assertFalse(probe.suspended(true, T0 + 1));
        assertEquals(T0, probe.suspendedAt());
        assertTrue(probe.isOfItsVillage(T0 - 1));
        assertFalse(probe.isOfItsVillage(T0));
        assertTrue(probe.suspended(false, T0 + 2));
        assertTrue(probe.isOfItsVillage(T0 + 2));
        assertEquals(0, probe.suspendedAt());
    }

    private static Radio radio(float rsrp, float rsrq, float sinr, float rscp, Rat rat) {
        Levels levels = new Levels(rsrp, rsrq, sinr, Float.NaN, rscp, Float.NaN);
        return new Radio("45204", null, rat, Registration.HOME, levels, Levels.ABSENT, -1, -1, null);
    }

    /** How many samples a minute apart, all alike, until it is stuck; −1 for never within two days. */
    private static int untilStuck(Radio radio, long everyMs) {
        SimWatch sim = new SimWatch();
        for (int i = 1; i < 3000; i++) {
            if (sim.sample(T0 + (i - 1) * everyMs, radio, -90)) {
                assertEquals(T0, sim.stuckSince());
                assertFalse(sim.sample(T0 + i * everyMs, radio, -90), "told once");
                assertTrue(sim.sample(T0 + (i + 1) * everyMs, radio(-91, 0, 0, 0, Rat.GSM), -91), "and its end");
                assertEquals(0, sim.stuckSince());
                return i;
            }
        }
        return -1;
    }

    @Test
    void levels_to_the_tenth_are_stuck_after_sixty_alike_whole_ones_after_two_hours_one_alone_after_a_day() {
        float none = Float.NaN;
        assertEquals(60, untilStuck(radio(-90.1f, none, none, none, Rat.LTE), MINUTE));
        assertEquals(60, untilStuck(radio(-90, -10.2f, none, none, Rat.LTE), MINUTE));
        assertEquals(60, untilStuck(radio(-90, none, 3.3f, none, Rat.LTE), MINUTE));
        assertEquals(60, untilStuck(radio(none, none, none, -90.1f, Rat.UMTS), MINUTE));
        assertEquals(121, untilStuck(radio(-90, -10.5f, 3, none, Rat.LTE), MINUTE), "halves are coarse too");
        assertEquals(24 * 60 + 1, untilStuck(radio(-90, none, 3, none, Rat.LTE), MINUTE));
        assertEquals(24 * 60 + 1, untilStuck(radio(-90, -10, none, none, Rat.LTE), MINUTE));
        assertEquals(60, untilStuck(radio(-90, -10.5f, 3, none, Rat.LTE), 10 * MINUTE));
    }

    @Test
    void a_sample_without_a_level_says_nothing_of_the_levels() {
        SimWatch sim = new SimWatch();
        byte[] before = Row.of(sim::write);
        assertFalse(sim.sample(T0, radio(-90, -10, 3, Float.NaN, Rat.LTE), Float.NaN));
        org.junit.jupiter.api.Assertions.assertArrayEquals(before, Row.of(sim::write));
    }

    /** A week at −90 dBm, then a day at another level: whether a step was found. */
    private static SimWatch week(float then, Rat rat) {
        SimWatch sim = new SimWatch();
        for (int hour = 0; hour < 8 * 24; hour++) {
            float level = hour < 7 * 24 ? -90 : then;
            boolean unused = sim.sample(T0 + hour * HOUR, radio(level, hour, 0, Float.NaN, rat), level);
        }
        return sim;
    }

    @Test
    void a_day_six_decibels_off_its_week_is_a_step_and_over_within_three() {
        assertEquals(0, week(-95.9f, Rat.LTE).stepAt());
        SimWatch down = week(-96, Rat.LTE);
        assertTrue(down.stepAt() > T0 + 7 * DAY);
        assertEquals(-6f, down.stepDb());
        assertEquals(6f, week(-84, Rat.NR_NSA).stepDb());
        assertEquals(0, week(-96, Rat.NR).stepAt(), "another technology is another level");
        assertEquals(0, week(-96, Rat.UMTS).stepAt());
        boolean over = false;
        for (int hour = 8 * 24; hour < 9 * 24; hour++) {
            over |= down.sample(T0 + hour * HOUR, radio(-90, hour, 0, Float.NaN, Rat.LTE), -90);
        }
        assertTrue(over);
        assertEquals(0, down.stepAt());
    }

    @Test
    void light_fades_at_three_decibels_below_its_week_and_is_back_within_two() {
        for (float day : new float[] {-22.99f, -23}) {
            DeviceWatch terminal = new DeviceWatch(DeviceKind.ONT);
            boolean found = false;
            for (int hour = 0; hour < 8 * 24; hour++) {
                found |= terminal.light(T0 + hour * HOUR, hour < 7 * 24 ? -20 : day);
            }
            LightWatch light = java.util.Objects.requireNonNull(terminal.lightWatch());
            assertEquals(day <= -23, found);
            assertEquals(day <= -23, light.isFaded());
            if (found) {
                assertEquals(-20f, light.beforeDbm());
                assertTrue(light.fadedAt() >= T0 + 7 * DAY + 12 * HOUR && light.fadedAt() < T0 + 8 * DAY);
                assertEquals(-23f, light.dayDbm());
                assertFalse(runs(terminal, 8, -22), "two decibels are not within two");
                assertTrue(runs(terminal, 10, -21.99f));
                assertFalse(light.isFaded());
            }
            terminal.otherLine();
            assertNull(terminal.lightWatch());
        }
    }

    private static boolean runs(DeviceWatch terminal, int fromDay, float level) {
        boolean found = false;
        for (int hour = fromDay * 24; hour < (fromDay + 2) * 24; hour++) {
            found |= terminal.light(T0 + hour * HOUR, level);
        }
        return found;
    }

    @Test
    void a_slot_that_never_spoke_has_a_watch_of_its_own_when_it_does() {
        DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
        assertEquals(0, probe.sims());
        SimWatch second = probe.sim(1);
        assertEquals(2, probe.sims());
        assertNotNull(probe.sim(0));
        assertEquals(second, probe.sim(1));
        probe.otherSims();
        assertEquals(0, probe.sims());
    }
}
