package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each row of the table of domain.md §7.4 at its edges: the count, the share and the hold that are just enough, and those just short of it. */
class MachineTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Shares SHARES = SampleRules.DEFAULT.shares();

    private final WindowPlan plan = WindowPlan.of(SampleRules.DEFAULT, MINUTE);
    private final Windows windows = new Windows(new Samples(60));
    private Machine machine = new Machine();

    private static long at(double minute) {
        return T0 + Math.round(minute * MINUTE);
    }

    private void standing(Standing standing, double since) {
        machine.standing = standing;
        machine.since = at(since);
    }

    /** The machine sees the windows filled so. */
    private String see(double minute, int good60, int n60, int good15, int n15) {
        windows.longGood = good60;
        windows.longAll = n60;
        windows.shortGood = good15;
        windows.shortAll = n15;
        return machine.evaluate(SHARES, plan, at(minute), windows, false);
    }

    private void samples(String said) {
        for (int i = 0; i < said.length(); i++) {
            SampleClass judged = said.charAt(i) == '1' ? SampleClass.GOOD : SampleClass.BAD;
            windows.append(Samples.pack(at(i), 0, 0, judged, Samples.flags(true, true, true, false)), (byte) 0);
        }
    }

    @Test
    void eleven_samples_say_nothing_and_twelve_are_judged() {
        assertEquals("", see(1, 11, 11, 11, 11));
        assertEquals("", see(2, 0, 11, 0, 11));
        assertEquals("enter", see(3, 12, 12, 12, 12));
        assertEquals(Standing.COVERED, machine.standing);
        assertEquals(at(3), machine.since);
        assertTrue(machine.everServed);
    }

    @Test
    void while_fewer_than_twelve_are_seen_no_hold_starts_ends_or_matures() {
        standing(Standing.COVERED, 0);
        assertEquals("", see(0, 10, 20, 5, 10));
        assertEquals("", see(10, 11, 11, 11, 11), "up, but too few to end the hold");
        assertEquals("", see(15, 5, 11, 4, 10), "ripe, but too few to say so");
        assertEquals("low", see(16, 10, 20, 5, 10));

        machine = new Machine();
        standing(Standing.COVERED, 0);
        assertEquals("", see(0, 5, 11, 4, 10), "too few to start one");
        assertEquals("", see(1, 10, 20, 5, 10));
        assertEquals("", see(15.9, 10, 20, 5, 10));
        assertEquals("low", see(16, 10, 20, 5, 10));
    }

    @Test
    void out_of_unknown_five_in_the_short_window_are_enough_and_four_are_not() {
        assertEquals("", see(0, 12, 12, 4, 4));
        assertEquals("enter", see(1, 12, 12, 5, 5));
    }

    @Test
    void out_of_unknown_a_short_share_of_exactly_95_percent_is_covered() {
        assertEquals("", see(0, 12, 12, 18, 19));
        assertEquals("", see(1, 20, 20, 94, 100));
        assertEquals("enter", see(2, 20, 20, 95, 100));
    }

    @Test
    void out_of_unknown_thirty_samples_that_are_neither_good_nor_bad_are_degraded() {
        assertEquals("", see(0, 20, 29, 10, 15));
        assertEquals("mixed", see(1, 20, 30, 10, 15));
        assertEquals(Standing.DEGRADED, machine.standing);
        assertTrue(machine.everServed);
    }

    @Test
    void out_of_unknown_mostly_without_service_waits_for_the_soft_rule() {
        assertEquals("", see(0, 14, 30, 7, 15));
        assertEquals("", see(14, 14, 30, 7, 15));
        assertEquals("soft", see(15, 14, 30, 7, 15));
        assertFalse(machine.everServed, "it was never covered");
    }

    @Test
    void eight_bad_in_the_short_window_and_none_good_are_uncovered_whatever_it_was() {
        for (Standing live : List.of(Standing.UNKNOWN, Standing.COVERED, Standing.DEGRADED)) {
            machine = new Machine();
            standing(live, 0);
            assertEquals("", see(1, 11, 20, 0, 7));
            assertEquals("", see(2, 12, 20, 1, 15), "one is good");
            assertEquals("hard", see(3, 12, 20, 0, 8));
            assertEquals(Standing.UNCOVERED, machine.standing);
            assertEquals(at(3), machine.since);
        }
    }

    @Test
    void a_long_share_below_one_half_for_a_quarter_of_an_hour_is_uncovered() {
        for (Standing live : List.of(Standing.COVERED, Standing.DEGRADED)) {
            machine = new Machine();
            standing(live, 0);
            assertEquals("", see(1, 30, 60, 7, 15), "exactly one half is not below it");
            assertEquals(0, machine.softSince());
            assertEquals("", see(2, 29, 60, 7, 15));
            assertEquals(at(2), machine.softSince());
            assertFalse(see(16.99, 29, 60, 7, 15).equals("soft"));
            assertEquals("soft", see(17, 29, 60, 7, 15));
            assertEquals(Standing.UNCOVERED, machine.standing);
        }
    }

    @Test
    void who_is_up_is_neither_low_nor_mostly_out() {
        standing(Standing.COVERED, 0);
        assertEquals("", see(0, 20, 60, 14, 15));
        assertEquals("", see(10, 20, 60, 15, 15), "up: both holds end");
        assertEquals(0, machine.softSince());
        assertEquals("", see(11, 20, 60, 14, 15));
        assertEquals("", see(25.9, 20, 60, 14, 15));
        assertEquals("soft", see(26, 20, 60, 14, 15));
    }

    @Test
    void covered_below_nine_tenths_for_a_quarter_of_an_hour_is_degraded() {
        standing(Standing.COVERED, 0);
        assertEquals("", see(0, 54, 60, 13, 15), "exactly nine tenths is not below");
        assertEquals("", see(5, 53, 60, 13, 15));
        assertEquals("", see(19.99, 53, 60, 13, 15));
        assertEquals("low", see(20, 53, 60, 13, 15));
        assertEquals(Standing.DEGRADED, machine.standing);
    }

    @Test
    void degraded_that_is_up_for_half_an_hour_is_covered() {
        standing(Standing.DEGRADED, 0);
        assertEquals("", see(1, 50, 60, 15, 15));
        assertEquals("", see(30.99, 50, 60, 15, 15));
        assertEquals("up", see(31, 50, 60, 15, 15));
        assertEquals(Standing.COVERED, machine.standing);
    }

    @Test
    void a_hold_that_was_broken_begins_anew() {
        standing(Standing.DEGRADED, 0);
        assertEquals("", see(1, 50, 60, 15, 15));
        assertEquals("", see(30, 50, 60, 14, 15));
        assertEquals("", see(31, 50, 60, 15, 15));
        assertEquals("", see(60, 50, 60, 15, 15));
        assertEquals("up", see(61, 50, 60, 15, 15));
    }

    @Test
    void uncovered_recovers_by_five_good_in_a_row_and_by_nothing_else() {
        standing(Standing.UNCOVERED, 0);
        samples("01111");
        assertEquals("", see(5, 40, 60, 15, 15), "four in a row");
        samples("11111");
        assertEquals("five_good", see(6, 5, 60, 5, 15));
        assertEquals(Standing.RECOVERING, machine.standing);
        assertEquals(at(6), machine.since);
        assertFalse(machine.everServed);
    }

    @Test
    void recovering_falls_back_by_the_hard_rule() {
        standing(Standing.RECOVERING, 0);
        assertEquals("", see(1, 20, 60, 0, 7));
        assertEquals("hard", see(2, 20, 60, 0, 8));
        assertEquals(Standing.UNCOVERED, machine.standing);
    }

    @Test
    void recovering_falls_back_below_three_tenths_after_five_minutes() {
        standing(Standing.RECOVERING, 0);
        assertEquals("", see(4.99, 20, 60, 2, 10), "not yet five minutes");
        assertEquals("", see(5, 20, 60, 3, 10), "exactly three tenths is not below");
        assertEquals("", see(5, 20, 60, 1, 4), "four samples are too few");
        assertEquals("relapse", see(5, 20, 60, 1, 5));
        assertEquals(Standing.UNCOVERED, machine.standing);
    }

    @Test
    void recovering_does_not_fall_back_by_the_soft_rule() {
        standing(Standing.RECOVERING, 0);
        assertEquals("", see(1, 20, 60, 8, 15));
        assertEquals("", see(40, 20, 60, 8, 15));
        assertEquals(Standing.RECOVERING, machine.standing);
    }

    @Test
    void recovering_that_is_up_for_half_an_hour_is_covered() {
        standing(Standing.RECOVERING, 0);
        assertEquals("", see(1, 20, 60, 15, 15));
        assertEquals("", see(30.99, 38, 60, 15, 15));
        assertEquals("up", see(31, 38, 60, 15, 15));
        assertEquals(Standing.COVERED, machine.standing);
    }

    @Test
    void recovering_with_a_long_share_of_65_percent_for_half_an_hour_is_degraded() {
        standing(Standing.RECOVERING, 0);
        assertEquals("", see(1, 38, 60, 10, 15), "63 % is not 65");
        assertEquals("", see(2, 39, 60, 10, 15), "exactly 65 % is");
        assertEquals("", see(31.99, 39, 60, 10, 15));
        assertEquals("out", see(32, 39, 60, 10, 15));
        assertEquals(Standing.DEGRADED, machine.standing);
    }

    @Test
    void recovering_becomes_degraded_only_after_half_an_hour_of_recovering() {
        standing(Standing.UNCOVERED, 0);
        assertEquals("", see(1, 39, 60, 10, 15));
        standing(Standing.RECOVERING, 20);
        assertEquals("", see(31, 39, 60, 10, 15), "the hold is ripe, the recovery is not");
        assertEquals("", see(49.99, 39, 60, 10, 15));
        assertEquals("out", see(50, 39, 60, 10, 15));
    }

    @Test
    void a_share_is_compared_to_the_millionth_and_not_rounded() {
        standing(Standing.COVERED, 0);
        assertEquals("", see(0, 899_999, 1_000_000, 9, 10));
        assertEquals("low", see(15, 899_999, 1_000_000, 9, 10));
        machine = new Machine();
        assertEquals("mixed", see(0, 949_999, 1_000_000, 949_999, 1_000_000));
    }

    @Test
    void the_machine_of_4g_plus_counts_samples_on_4g_only() {
        windows.longAll = 12;
        windows.shortAll = 12;
        windows.longGood = 12;
        windows.shortGood = 12;
        assertEquals("hard", machine.evaluate(SHARES, plan, at(0), windows, true));
        windows.longGood4g = 12;
        windows.shortGood4g = 12;
        machine = new Machine();
        assertEquals("enter", machine.evaluate(SHARES, plan, at(0), windows, true));
    }

    @Test
    void silence_is_unknown_and_clears_every_hold() {
        standing(Standing.DEGRADED, 0);
        assertEquals("", see(1, 50, 60, 15, 15));
        assertTrue(machine.silent(at(20)));
        assertEquals(Standing.UNKNOWN, machine.standing);
        assertEquals(at(20), machine.since);
        standing(Standing.DEGRADED, 0);
        assertEquals("", see(31, 50, 60, 15, 15), "of the hold before nothing is left");
        assertEquals("up", see(61, 50, 60, 15, 15));

        machine = new Machine();
        standing(Standing.COVERED, 0);
        assertEquals("", see(1, 20, 60, 5, 15));
        assertTrue(machine.silent(at(10)));
        standing(Standing.COVERED, 0);
        assertEquals("", see(16, 20, 60, 5, 15));
        assertEquals(at(16), machine.softSince());
        assertEquals("", see(30.9, 20, 60, 5, 15));

        machine = new Machine();
        standing(Standing.RECOVERING, 0);
        assertEquals("", see(1, 39, 60, 10, 15));
        assertTrue(machine.silent(at(10)));
        standing(Standing.RECOVERING, 0);
        assertEquals("", see(31, 39, 60, 10, 15));
    }

    @Test
    void silence_of_who_is_unknown_already_is_no_news_and_still_clears_the_holds() {
        assertEquals("", see(0, 14, 30, 7, 15));
        assertFalse(machine.silent(at(10)));
        assertEquals(0, machine.since);
        assertEquals(0, machine.softSince());
        assertEquals("", see(15, 14, 30, 7, 15));
        assertEquals("soft", see(30, 14, 30, 7, 15));
    }

    /** One with every hold running and every field different from a new one. */
    private static Machine busy() {
        byte[] row = Row.of(out -> {
            out.writeUTF("RECOVERING");
            out.writeBoolean(true);
            for (int i = 1; i <= 5; i++) {
                out.writeLong(at(i));
            }
        });
        return Row.read(row, Machine::read);
    }

    /** Differs from {@link #busy} in the {@code n}-th of its times: since, up, low, soft, out. */
    private static Machine changed(int n, double minute) {
        byte[] row = Row.of(out -> {
            out.writeUTF("RECOVERING");
            out.writeBoolean(true);
            for (int i = 1; i <= 5; i++) {
                out.writeLong(i == n ? minute == 0 ? 0 : at(minute) : at(i));
            }
        });
        return Row.read(row, Machine::read);
    }

    private static Machine with(Consumer<Machine> change) {
        Machine machine = busy();
        change.accept(machine);
        return machine;
    }

    @Test
    void a_row_written_and_read_and_a_copy_are_the_same_machine() {
        byte[] row = Row.of(busy()::write);
        assertArrayEquals(row, Row.of(Row.read(row, Machine::read)::write));
        assertArrayEquals(row, Row.of(busy().copy()::write));
        assertTrue(busy().sameAs(busy().copy()));
        assertTrue(Row.read(row, Machine::read).everServed);
        assertEquals(at(1), busy().since);
        assertEquals(at(4), busy().softSince());
    }

    @Test
    void two_machines_that_differ_in_anything_are_not_the_same() {
        assertTrue(busy().sameAs(busy()));
        assertFalse(busy().sameAs(with(other -> other.standing = Standing.UNCOVERED)));
        assertFalse(busy().sameAs(with(other -> other.everServed = false)));
        for (int n = 1; n <= 5; n++) {
            assertFalse(busy().sameAs(changed(n, 0.5)), "time " + n);
        }
    }

    @Test
    void two_machines_go_on_alike_when_their_holds_are_the_same_or_both_ripe() {
        assertTrue(busy().goesOnLike(busy(), SHARES, at(6)));
        assertTrue(busy().goesOnLike(with(other -> other.everServed = false), SHARES, at(6)));
        assertFalse(busy().goesOnLike(with(other -> other.standing = Standing.UNCOVERED), SHARES, at(6)));
        assertFalse(busy().goesOnLike(changed(1, 0.5), SHARES, at(99)), "recovering began at another time");
        // Up and out are ripe after half an hour, low and soft after a quarter: the later of the two decides.
        int[] ripe = {0, 0, 30, 15, 15, 30};
        for (int n = 2; n <= 5; n++) {
            assertFalse(busy().goesOnLike(changed(n, 0.5), SHARES, at(n + ripe[n]) - 1), "time " + n);
            assertTrue(busy().goesOnLike(changed(n, 0.5), SHARES, at(n + ripe[n])), "time " + n);
            assertFalse(changed(n, 0.5).goesOnLike(busy(), SHARES, at(n + ripe[n]) - 1), "time " + n);
            assertTrue(changed(n, 0.5).goesOnLike(busy(), SHARES, at(n + ripe[n])), "time " + n);
            assertFalse(busy().goesOnLike(changed(n, 0), SHARES, at(99)), "time " + n + " does not hold");
            assertFalse(changed(n, 0).goesOnLike(busy(), SHARES, at(99)), "time " + n + " does not hold");
        }
    }

    @Test
    void out_of_recovering_it_does_not_matter_when_a_standing_began() {
        Machine one = with(machine -> machine.standing = Standing.COVERED);
        Machine two = changed(1, 0.5);
        two.standing = Standing.COVERED;
        assertTrue(one.goesOnLike(two, SHARES, at(6)));
    }
}
