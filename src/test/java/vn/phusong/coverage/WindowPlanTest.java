package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from an interval (domain.md §7.4 (h)). */
class WindowPlanTest {
    private static final long MINUTE = 60_000;

    @ParameterizedTest
    @CsvSource({
        // interval in seconds: long, short, stale, live in minutes; enough, many, enough in the short, hard; capacity
        "60, 60, 15, 30, 5, 12, 30, 5, 8, 60",
        "30, 60, 15, 30, 5, 24, 60, 10, 15, 120",
        "70, 60, 15, 30, 5, 11, 26, 5, 7, 52",
        "90, 60, 15, 30, 5, 8, 20, 4, 5, 40",
        "180, 60, 18, 30, 6, 5, 10, 3, 3, 20",
        "300, 100, 30, 30, 10, 5, 10, 3, 3, 20",
        "600, 200, 60, 30, 20, 5, 10, 3, 3, 20",
        "900, 300, 90, 45, 30, 5, 10, 3, 3, 20",
        "3600, 1200, 360, 180, 120, 5, 10, 3, 3, 20",
        "7200, 1440, 360, 360, 240, 5, 8, 3, 3, 16",
        "21600, 1440, 360, 1080, 720, 5, 8, 3, 3, 16",
        "1, 60, 15, 30, 5, 720, 1800, 297, 450, 1440",
    })
    void counts_and_windows_scale_with_the_interval_and_keep_their_least(
            long interval,
            long longMin,
            long shortMin,
            long stale,
            long live,
            int n60,
            int many,
            int n15,
            int hard,
            int capacity) {
        assertEquals(
                new WindowPlan(
                        interval * 1000,
                        longMin * MINUTE,
                        shortMin * MINUTE,
                        stale * MINUTE,
                        live * MINUTE,
                        new WindowPlan.Counts(n60, many, n15, hard),
                        capacity),
                WindowPlan.of(SampleRules.DEFAULT, interval * 1000));
    }

    @Test
    void a_place_of_several_probes_keeps_a_long_window_of_each_of_them() {
        WindowPlan one = WindowPlan.of(SampleRules.DEFAULT, MINUTE);
        WindowPlan two = WindowPlan.of(SampleRules.DEFAULT, List.of(MINUTE, MINUTE));
        assertEquals(120, two.capacity());
        assertEquals(
                72,
                WindowPlan.of(SampleRules.DEFAULT, List.of(5 * MINUTE, MINUTE)).capacity());
        assertEquals(
                1440, WindowPlan.of(SampleRules.DEFAULT, List.of(2000L, 2000L)).capacity(), "never more");
        assertTrue(one.judgesLike(two));
        assertFalse(one.judgesLike(WindowPlan.of(SampleRules.DEFAULT, 30_000)));
    }

    @Test
    void a_slot_kept_by_a_program_that_kept_fewer_samples_keeps_more_from_now_on() {
        WindowPlan two = WindowPlan.of(SampleRules.DEFAULT, List.of(MINUTE, MINUTE));
        Slot old = new Slot(WindowPlan.of(SampleRules.DEFAULT, MINUTE));
        long at = 1_767_200_400_000L;
        for (int i = 0; i < 60; i++, at += MINUTE / 2) {
            String unused = old.add(SampleRules.DEFAULT, new Slot.Sample(at, SampleRules.lte(-90), 0, i, i % 2, true));
        }
        Slot slot = Row.read(Row.of(old::write), in -> Slot.read(in, two));
        for (int i = 60; i < 120; i++, at += MINUTE / 2) {
            String unused = slot.add(SampleRules.DEFAULT, new Slot.Sample(at, SampleRules.lte(-90), 0, i, i % 2, true));
        }
        assertEquals(120, slot.samplesInWindow());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "60, 60"})
    void as_many_samples_are_kept_as_the_rules_say(int said, int kept) {
        Rules rules = SampleRules.DEFAULT;
        Rules.Windows windows = new Rules.Windows(60 * MINUTE, 15 * MINUTE, 30 * MINUTE, 5 * MINUTE, said);
        assertEquals(
                kept,
                WindowPlan.of(
                                new Rules(
                                        2,
                                        rules.levels(),
                                        rules.tests(),
                                        windows,
                                        rules.shares(),
                                        rules.alerts(),
                                        rules.fibre()),
                                MINUTE)
                        .capacity());
    }

    @ParameterizedTest
    @CsvSource({"-110, -109.9", "NaN, -113", "-110, NaN"})
    void a_gate_whose_bad_level_is_above_its_good_one_is_refused(float good, float bad) {
        assertThrows(IllegalArgumentException.class, () -> new Rules.Gate(good, bad));
        assertEquals(-110, new Rules.Gate(-110, -110).badDbm());
    }
}
