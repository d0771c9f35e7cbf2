package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lines that go together, of a village or of a PON: how many, of how many, within how long (domain.md §2.3, §7.7, §7.8). Seconds count from {@link #T0}. */
class FibreTogetherTest {
    private static final long HOUR = 3_600_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final long INTERVAL = 300_000;
    private static final Rules.Fibre RULES = SampleRules.DEFAULT.fibre();
    private static final LineWord UP = new LineWord(true, false, Float.NaN);
    private static final LineWord DOWN = new LineWord(false, false, Float.NaN);
    private static final LineWord GASP = new LineWord(false, true, Float.NaN);
    private static final PonSignal.Pon PON = new PonSignal.Pon("olt-1/0/1", 4);

    private final List<LineWatch> lines = new ArrayList<>();
    private final FibreWatch village = new FibreWatch();
    private final PonWatch pon = new PonWatch();

    private static long at(double second) {
        return T0 + Math.round(second * 1000);
    }

    /** So many lines that were up for an hour, heard last at T0. */
    private void lines(int count) {
        for (int i = 0; i < count; i++) {
            LineWatch line = new LineWatch();
            for (int quarter = -4; quarter <= 0; quarter++) {
                line.hear(RULES, T0 + quarter * HOUR / 4, true, UP);
            }
            lines.add(line);
        }
    }

    private void hear(double second, LineWord word, int... which) {
        for (int i : which) {
            assertTrue(lines.get(i).hear(RULES, at(second), true, word));
            if (!word.isUp()) {
                pon.wake(at(second));
            }
        }
    }

    private Signal tick(double second) {
        return village.tick(
                RULES,
                "v",
                lines.stream().map(line -> new FibreWatch.Line(line, INTERVAL)).toList(),
                at(second));
    }

    private PonSignal ponTick(double second) {
        List<PonWatch.Line> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            all.add(new PonWatch.Line(lines.get(i), INTERVAL, i % 2 == 0 ? "a" : "b", "h" + i / 4));
        }
        return pon.tick(RULES, PON, all, (in, since) -> in.equals("a") ? Mains.ON : Mains.UNKNOWN, at(second));
    }

    /** Nine of nineteen go while the other ten are silent; two of those speak so many minutes later, and then it is looked at for ten. */
    private Signal spokeAfter(int minutes) {
        lines(19);
        hear(7200, DOWN, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        village.wake(at(7200));
        for (int minute = 1; minute <= minutes + 10; minute++) {
            if (minute == minutes) {
                hear(7200 + 60 * minutes - 1, UP, 9, 10);
            }
            Signal said = tick(7200 + 60 * minute);
            if (said != null) {
                return said;
            }
        }
        return null;
    }

    @Test
    void what_nobody_could_judge_is_judged_when_others_speak_soon() {
        Signal down = Objects.requireNonNull(spokeAfter(10));
        assertEquals(Signal.What.FIBRE_DOWN, down.what());
        assertEquals(at(7200), down.outage());
    }

    @Test
    void what_nobody_could_judge_for_a_quarter_of_an_hour_is_told_to_nobody() {
        assertNull(spokeAfter(240), "it may have come back unheard");
    }

    @Test
    void three_lines_and_half_of_those_expected_up_are_an_outage_of_the_village() {
        lines(6);
        hear(10, DOWN, 0, 1);
        hear(11, GASP, 2);
        assertNull(tick(130.9), "not settled: another cause may still be told");
        Signal down = Objects.requireNonNull(tick(131));
        assertEquals(Signal.What.FIBRE_DOWN, down.what());
        assertEquals(at(10), down.outage());
        assertEquals(at(131), down.at());
        assertEquals(new Signal.Lines(3, 6, 33), down.lines());
        assertTrue(village.isOut());
        assertNull(tick(190), "told once");
    }

    @Test
    void two_lines_or_less_than_half_are_none() {
        lines(3);
        hear(10, DOWN, 0, 1);
        assertNull(tick(200));
        lines(4);
        hear(10, DOWN, 2);
        assertNull(tick(200), "three of seven");
        assertFalse(village.isOut());
    }

    @Test
    void lines_that_go_one_after_another_within_five_minutes_go_together() {
        lines(3);
        hear(10, DOWN, 0);
        hear(200, DOWN, 1);
        hear(310, DOWN, 2);
        assertNull(tick(429));
        assertEquals(
                new Signal.Lines(3, 3, 0), Objects.requireNonNull(tick(430)).lines());

        assertEquals(
                Signal.What.FIBRE_LEFT,
                Objects.requireNonNull(leave(440, 0, 1, 2)).what());
        lines.clear();
        lines(3);
        hear(10, DOWN, 0);
        hear(200, DOWN, 1);
        hear(311, DOWN, 2);
        assertNull(tick(431), "one second more than five minutes");
    }

    @Test
    void a_line_that_went_long_before_is_of_another_outage_and_not_expected() {
        lines(4);
        hear(10, DOWN, 0);
        hear(600, DOWN, 1, 2, 3);
        Signal down = Objects.requireNonNull(tick(720));
        assertEquals(at(600), down.outage());
        assertEquals(new Signal.Lines(3, 3, 0), down.lines());
    }

    @Test
    void the_village_is_back_once_less_than_a_fifth_is_gone_for_five_minutes() {
        lines(5);
        hear(10, DOWN, 0, 1, 2, 3, 4);
        assertTrue(tick(130) != null);
        hear(200, UP, 0, 1, 2, 3);
        few(at(10), tick(240), "one of five is a fifth, and not less");
        assertNull(tick(600));
        hear(610, UP, 4);
        assertNull(tick(660));
        assertNull(tick(959));
        Signal back = Objects.requireNonNull(tick(960));
        assertEquals(Signal.What.FIBRE_BACK, back.what());
        assertEquals(at(660), back.outage());
        assertFalse(village.isOut());
    }

    @Test
    void a_line_that_goes_again_while_the_village_comes_back_begins_the_five_minutes_anew() {
        lines(3);
        hear(10, DOWN, 0, 1, 2);
        assertTrue(tick(130) != null);
        hear(140, UP, 0, 1, 2);
        assertNull(tick(180));
        hear(200, DOWN, 0);
        few(at(10), tick(240), "a third is gone again");
        hear(250, UP, 0);
        assertNull(tick(300));
        assertNull(tick(540));
        assertEquals(at(300), Objects.requireNonNull(tick(600)).outage());
    }

    @Test
    void what_is_back_is_measured_by_the_most_that_were_gone() {
        lines(12);
        hear(10, DOWN, 0, 1, 2, 3, 4, 5);
        assertTrue(tick(130) != null);
        hear(140, DOWN, 6, 7, 8, 9, 10);
        assertNull(tick(180));
        hear(200, UP, 0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertNull(tick(240), "two of eleven are less than a fifth");
        assertEquals(Signal.What.FIBRE_BACK, Objects.requireNonNull(tick(540)).what());
    }

    private static void few(long start, Signal said, String why) {
        assertEquals(Signal.What.FIBRE_FEW, said.what(), why);
        assertEquals(start, said.outage(), why);
    }

    private static void few(PonSignal said, int lost) {
        assertEquals(PonSignal.What.FEW, said.what());
        assertEquals(lost, said.lines().gone(), "as many as it took");
    }

    @Test
    void what_is_left_of_a_village_is_few_until_more_go_and_then_out_since_those_went() {
        lines(10);
        hear(10, DOWN, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertTrue(tick(130) != null);
        hear(200, UP, 0, 1, 2, 3, 4);
        assertNull(tick(240), "half of them are an outage still");
        hear(250, UP, 5);
        few(at(10), tick(300), "four of ten");
        assertNull(tick(360), "told once");
        hear(400, DOWN, 0);
        assertNull(tick(500), "not settled");
        Signal same = Objects.requireNonNull(tick(521));
        assertEquals(Signal.What.FIBRE_DOWN, same.what());
        assertEquals(at(10), same.outage(), "four of these five are out since then");
        hear(530, UP, 0);
        few(at(10), tick(540), "four of ten again");
        hear(900, DOWN, 0, 1, 2, 3, 4);
        assertNull(tick(1019));
        Signal other = Objects.requireNonNull(tick(1020));
        assertEquals(at(900), other.outage(), "most of them went only then");
        assertEquals(new Signal.Lines(5, 6, 0), other.lines());
        hear(1030, UP, 0, 1, 2, 3, 5);
        few(at(900), tick(1080), "one of seven");
        hear(1090, UP, 4);
        assertNull(tick(1140));
        Signal back = Objects.requireNonNull(tick(1440));
        assertEquals(Signal.What.FIBRE_BACK, back.what());
        assertEquals(new Signal.Lines(4, 10, 0), back.lines(), "four of the first ten are dark still");
    }

    @Test
    void where_most_are_silent_nobody_says_whether_few_are_left() {
        lines(10);
        hear(10, DOWN, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertTrue(tick(130) != null);
        hear(200, UP, 0, 1, 2, 3, 4, 5, 6);
        few(at(10), tick(240), "three of ten");
        assertNull(tick(4000), "seven are silent");
        assertTrue(village.isOut());
    }

    @Test
    void what_is_left_of_a_pon_is_few_until_more_go_and_then_out_since_those_went() {
        lines(10);
        hear(10, DOWN, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertTrue(ponTick(131) != null);
        hear(200, UP, 0, 1);
        assertNull(ponTick(240), "four in five are an outage still");
        hear(250, UP, 2, 3, 4, 5, 6);
        few(ponTick(300), 10);
        assertNull(ponTick(360), "told once");
        hear(900, GASP, 0, 1, 2, 3, 4);
        hear(902, GASP, 5);
        assertNull(ponTick(1021), "not settled");
        PonSignal other = Objects.requireNonNull(ponTick(1022));
        assertEquals(PonSignal.What.MORE, other.what());
        assertEquals(at(900), other.outage(), "most of them went only then");
        assertEquals(6, other.lines().gone());
        assertEquals(6, other.lines().gasps());
        assertEquals(2000, other.lines().withinMs());
        assertFalse(lines.get(7).isCounted(), "it is of the outage before");
        hear(1030, UP, 0, 1, 2, 3, 4, 5);
        assertNull(ponTick(1080));
        PonSignal back = Objects.requireNonNull(ponTick(1380));
        assertEquals(PonSignal.What.BACK, back.what());
        assertEquals(3, back.lines().gone(), "of those before three are dark still");
    }

    /** What the last of these says when they leave the village. */
    private Signal leave(double second, int... which) {
        Signal said = null;
        for (int i : which) {
            assertNull(said);
            said = village.leaves(RULES, "v", lines.get(i), at(second));
        }
        return said;
    }

    @Test
    void lines_that_leave_while_they_are_dark_are_not_back_and_the_last_of_them_ends_it() {
        lines(11);
        hear(10, DOWN, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertTrue(tick(130) != null);
        assertNull(leave(140, 10), "it never went");
        assertNull(leave(140, 1, 2, 3, 4, 5, 6, 7, 8, 9));
        for (int i = 0; i < 10; i++) {
            lines.remove(1);
        }
        few(at(10), tick(180), "one is no outage, and not over");
        assertNull(tick(900), "the only one left of those that went is dark");
        Signal left = Objects.requireNonNull(leave(910, 0));
        assertEquals(Signal.What.FIBRE_LEFT, left.what());
        assertEquals(at(910), left.at());
        assertFalse(village.isOut());
        assertNull(leave(920, 0), "nothing is out any more");
    }

    @Test
    void a_line_that_came_back_before_it_left_came_back() {
        lines(3);
        hear(10, DOWN, 0, 1, 2);
        assertTrue(tick(130) != null);
        hear(140, UP, 0, 1);
        assertNull(leave(150, 0, 1));
        lines.remove(0);
        lines.remove(0);
        few(at(10), tick(180), "a third is out");
        hear(200, UP, 0);
        assertNull(tick(240));
        Signal back = Objects.requireNonNull(tick(540));
        assertEquals(Signal.What.FIBRE_BACK, back.what());
        assertEquals(new Signal.Lines(0, 3, 0), back.lines());
    }

    @Test
    void four_fifths_of_a_pon_within_two_minutes_are_its_outage() {
        lines(5);
        hear(10, DOWN, 0, 1);
        hear(20, GASP, 2);
        hear(130, DOWN, 3);
        assertTrue(pon.isAwake());
        assertNull(ponTick(129.9));
        PonSignal down = Objects.requireNonNull(ponTick(131));
        assertEquals(PonSignal.What.DOWN, down.what());
        assertEquals(at(10), down.outage());
        assertEquals(new PonSignal.Lines(4, 5, 1, 120_000), down.lines());
        assertEquals(
                List.of(
                        new PonSignal.Member("a", 2, 3, 1, Mains.ON),
                        new PonSignal.Member("b", 2, 2, 1, Mains.UNKNOWN)),
                down.members());
        assertTrue(pon.isOut());
        assertNull(ponTick(190));
    }

    @Test
    void fewer_than_four_fifths_or_three_lines_or_over_more_than_two_minutes_are_none() {
        lines(4);
        hear(10, DOWN, 0, 1, 2);
        assertNull(ponTick(140), "three of four");
        lines.clear();
        lines(2);
        hear(10, DOWN, 0, 1);
        assertNull(ponTick(140));
        lines.clear();
        lines(3);
        hear(10, DOWN, 0, 1);
        hear(131, DOWN, 2);
        assertNull(ponTick(260));
        assertFalse(pon.isOut());
    }

    @Test
    void of_a_pon_half_silent_the_other_half_is_told() {
        lines(8);
        hear(2850, UP, 0, 1, 2, 3);
        hear(2860, DOWN, 0, 1, 2, 3);
        assertTrue(ponTick(2980) != null, "as many silent as expected");
    }

    @Test
    void of_a_pon_with_more_silent_lines_than_expected_ones_nothing_is_concluded() {
        lines(9);
        hear(2701, UP, 0, 1, 2, 3);
        hear(2710, DOWN, 0, 1, 2, 3);
        assertNull(ponTick(2830), "five silent, four expected");
        assertFalse(pon.isOut());
    }

    @Test
    void more_lines_and_more_gasps_of_the_same_outage_are_told() {
        lines(8);
        hear(10, DOWN, 0, 1, 2, 3, 4, 5, 6);
        assertEquals(7, Objects.requireNonNull(ponTick(131)).lines().gone());
        assertFalse(lines.get(0).hear(RULES, at(9), true, GASP), "late, but of this loss");
        PonSignal gasped = Objects.requireNonNull(ponTick(190));
        assertEquals(PonSignal.What.MORE, gasped.what());
        assertEquals(1, gasped.lines().gasps());
        assertNull(ponTick(250));
        hear(260, DOWN, 7);
        PonSignal more = Objects.requireNonNull(ponTick(310));
        assertEquals(new PonSignal.Lines(8, 8, 1, 0), more.lines());
        assertEquals(at(10), more.outage());
        assertNull(ponTick(370));
    }

    @Test
    void a_pon_is_back_once_at_most_a_fifth_is_gone_for_five_minutes() {
        lines(10);
        hear(10, DOWN, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertTrue(ponTick(131) != null);
        hear(200, UP, 0, 1, 2, 3, 4, 5, 6);
        few(ponTick(600), 10);
        hear(610, UP, 7);
        assertNull(ponTick(660));
        assertNull(ponTick(959));
        PonSignal back = Objects.requireNonNull(ponTick(960));
        assertEquals(PonSignal.What.BACK, back.what());
        assertEquals(at(660), back.outage());
        assertEquals(at(960), back.at());
        assertFalse(pon.isOut());
        assertFalse(lines.get(8).isCounted(), "it is on its own now");
    }

    @Test
    void a_pon_that_goes_again_while_it_comes_back_begins_the_five_minutes_anew() {
        lines(5);
        hear(10, DOWN, 0, 1, 2, 3, 4);
        assertTrue(ponTick(131) != null);
        hear(140, UP, 0, 1, 2, 3, 4);
        assertNull(ponTick(180));
        hear(200, DOWN, 0, 1);
        few(ponTick(240), 5);
        hear(250, UP, 0, 1);
        assertNull(ponTick(300));
        assertNull(ponTick(540));
        assertEquals(at(300), Objects.requireNonNull(ponTick(600)).outage());
    }

    @Test
    void a_pon_where_a_line_went_is_looked_at_for_eight_minutes_and_then_sleeps() {
        assertFalse(pon.isAwake());
        lines(5);
        hear(0.5, DOWN, 0);
        hear(0.2, UP);
        assertTrue(pon.isAwake());
        assertNull(ponTick(480.5));
        assertTrue(pon.isAwake());
        assertNull(ponTick(480.6));
        assertFalse(pon.isAwake());
        pon.wake(at(500));
        pon.wake(at(490));
        assertNull(ponTick(980));
        assertTrue(pon.isAwake(), "the newest counts");
    }

    @Test
    void after_our_own_absence_what_went_before_it_is_looked_at_still() {
        lines(4);
        hear(10, DOWN, 0, 1, 2, 3);
        assertNull(ponTick(20));
        PonSignal down = Objects.requireNonNull(ponTick(20 + 3600));
        assertEquals(at(10), down.outage());
    }
}
