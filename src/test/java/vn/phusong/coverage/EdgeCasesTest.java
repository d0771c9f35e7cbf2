package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Registration;
import vn.phusong.village.PonClass;

/** Edge cases of domain.md §7.9 that belong to judging one slot, by their numbers. */
class EdgeCasesTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;

    private final Slot slot = new Slot(WindowPlan.of(SampleRules.DEFAULT, MINUTE));

    private static Radio umts(float rscpDbm) {
        Levels levels = new Levels(Float.NaN, Float.NaN, Float.NaN, Float.NaN, rscpDbm, Float.NaN);
        return new Radio("45204", null, Rat.UMTS, Registration.HOME, levels, Levels.ABSENT, -1, -1, null);
    }

    private static Radio lte(float rsrpDbm, float rsrqDb, float sinrDb) {
        Levels levels = new Levels(rsrpDbm, rsrqDb, sinrDb, Float.NaN, Float.NaN, Float.NaN);
        return new Radio("45204", null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, null);
    }

    private void add(int minute, Radio radio) {
        Standing before = slot.standing();
        String rule = slot.add(SampleRules.DEFAULT, new Slot.Sample(T0 + minute * MINUTE, radio, 0, minute, 0, true));
        assertEquals(rule.isEmpty(), slot.standing() == before);
    }

    private void test(int minute, double down) {
        slot.test(
                SampleRules.DEFAULT,
                T0 + minute * MINUTE,
                new ActiveTest("45204", down, Double.NaN, Double.NaN, Double.NaN),
                false);
    }

    @Test
    void case_11_a_sample_exactly_on_the_edge_of_the_short_window_has_left_it() {
        for (int minute = 0; minute < 15; minute++) {
            add(minute, SampleRules.lte(-120));
        }
        assertEquals(Standing.UNCOVERED, slot.standing());
    }

    @Test
    void case_14_a_change_of_technology_goes_on_in_the_same_windows() {
        for (int minute = 0; minute < 20; minute++) {
            add(minute, minute % 2 == 0 ? umts(-90) : SampleRules.lte(-100));
        }
        assertEquals(20, slot.goodInWindow());
        assertEquals(Standing.COVERED, slot.standing());
    }

    @Test
    void umts_counts_as_mobile_broadband_and_not_as_4g_plus() {
        for (int minute = 0; minute < 30; minute++) {
            add(minute, umts(-90));
        }
        assertEquals(Standing.COVERED, slot.standing());
        assertEquals(Standing.UNCOVERED, slot.standing4g());
    }

    @Test
    void a_phone_on_gsm_only_is_without_mobile_broadband() {
        Radio gsm = new Radio("45204", null, Rat.GSM, Registration.HOME, Levels.ABSENT, Levels.ABSENT, -1, -1, null);
        for (int minute = 0; minute < 30; minute++) {
            add(minute, gsm);
        }
        assertEquals(Standing.UNCOVERED, slot.standing());
    }

    @Test
    void case_15_a_share_of_exactly_nine_tenths_is_not_below_it() {
        // 54 of 60 good for ever: exactly 0.90, and never up.
        for (int minute = 0; minute < 400; minute++) {
            add(minute, SampleRules.lte(minute >= 60 && minute % 10 == 9 ? -120 : -90));
        }
        assertEquals(Standing.COVERED, slot.standing());
    }

    @Test
    void case_15_a_share_of_exactly_one_half_is_not_below_it() {
        for (int minute = 0; minute < 400; minute++) {
            add(minute, SampleRules.lte(minute < 30 || minute % 2 == 0 ? -90 : -120));
        }
        assertEquals(Standing.DEGRADED, slot.standing());
    }

    @Test
    void case_16_a_level_that_swings_a_decibel_around_the_threshold_stays_good() {
        for (int minute = 0; minute < 60; minute++) {
            add(minute, SampleRules.lte(minute % 2 == 0 ? -109.5f : -110.5f));
        }
        assertEquals(60, slot.goodInWindow());
    }

    @Test
    void case_17_a_strong_level_with_dead_data_is_bad_for_ten_minutes() {
        test(0, 0);
        for (int minute = 0; minute <= 12; minute++) {
            add(minute, SampleRules.lte(-80));
        }
        assertEquals(2, slot.goodInWindow());
    }

    @Test
    void case_17_a_suspended_sim_proves_nothing_against_the_network() {
        slot.test(SampleRules.DEFAULT, T0, new ActiveTest("45204", 0, 0, 0, 1), true);
        add(0, SampleRules.lte(-80));
        assertEquals(1, slot.goodInWindow());
    }

    @Test
    void case_23_a_download_of_0_fails_and_a_missing_one_does_not() {
        assertTrue(
                SampleRules.DEFAULT.tests().isFailedBy(new ActiveTest("45204", 0, Double.NaN, Double.NaN, Double.NaN)));
        assertFalse(SampleRules.DEFAULT.tests().isFailedBy(new ActiveTest("45204", Double.NaN, 2e6, 0.04, 0)));
    }

    @Test
    void a_good_level_of_unusable_quality_is_bad() {
        add(0, lte(-90, -18.5f, 5));
        add(1, lte(-90, -10, -5.5f));
        add(2, lte(-90, -18, -5));
        assertEquals(1, slot.goodInWindow());
    }

    @Test
    void case_46_69_96_percent_is_not_70() {
        IndicatorCount count = new IndicatorCount("fibre", 6996, 0, 3004, 0, 7000);
        assertEquals(IndicatorCount.Met.NO, count.met());
        assertEquals(699, count.lowerBoundTenths());
    }

    @Test
    void case_47_1291_of_1292_is_not_all_and_never_shown_as_all() {
        IndicatorCount count = new IndicatorCount("mobile", 1291, 0, 1, 0, 10_000);
        assertEquals(IndicatorCount.Met.NO, count.met());
        assertEquals(999, count.lowerBoundTenths());
        assertEquals(IndicatorCount.Met.NOT_PROVEN, new IndicatorCount("mobile", 1291, 0, 0, 1, 10_000).met());
        assertEquals(IndicatorCount.Met.YES, new IndicatorCount("mobile", 1200, 92, 0, 0, 10_000).met());
    }

    @Test
    void case_45_without_anybody_to_count_the_question_does_not_arise() {
        assertEquals(IndicatorCount.Met.NOT_APPLICABLE, new IndicatorCount("fibre", 0, 0, 0, 0, 7000).met());
    }

    @Test
    void intervals_other_than_a_minute_scale_every_count() {
        WindowPlan five = WindowPlan.of(SampleRules.DEFAULT, 5 * MINUTE);
        assertEquals(100 * MINUTE, five.longMs());
        assertEquals(30 * MINUTE, five.shortMs());
        assertEquals(new WindowPlan.Counts(5, 10, 3, 3), five.counts());
        assertEquals(10 * MINUTE, five.liveMs());
        WindowPlan minute = WindowPlan.of(SampleRules.DEFAULT, MINUTE);
        assertEquals(new WindowPlan.Counts(12, 30, 5, 8), minute.counts());
        WindowPlan hour = WindowPlan.of(SampleRules.DEFAULT, 60 * MINUTE);
        assertEquals(20 * 60 * MINUTE, hour.longMs());
        assertEquals(6 * 60 * MINUTE, hour.shortMs());
        assertEquals(3 * 60 * MINUTE, hour.staleMs());
    }

    @Test
    void a_point_is_uncovered_only_when_every_operator_is() {
        assertEquals(Standing.UNKNOWN, Kleene.anyOperator(List.of()));
        assertEquals(Standing.COVERED, Kleene.anyOperator(List.of(Standing.UNKNOWN, Standing.COVERED)));
        assertEquals(Standing.DEGRADED, Kleene.anyOperator(List.of(Standing.UNKNOWN, Standing.DEGRADED)));
        assertEquals(Standing.UNKNOWN, Kleene.anyOperator(List.of(Standing.UNKNOWN, Standing.UNCOVERED)));
        assertEquals(Standing.UNCOVERED, Kleene.anyOperator(List.of(Standing.RECOVERING, Standing.UNCOVERED)));
    }

    @Test
    void case_31_minus_27_exactly_is_not_below_the_sensitivity_of_b_plus_and_c_plus_bears_more() {
        assertEquals(OpticalLevel.WARN, OpticalLevel.of(PonClass.B_PLUS, -27.0f));
        assertEquals(OpticalLevel.CRITICAL, OpticalLevel.of(PonClass.B_PLUS, -27.002f));
        assertEquals(OpticalLevel.WARN, OpticalLevel.of(PonClass.C_PLUS, -29.9f));
        assertEquals(OpticalLevel.CRITICAL, OpticalLevel.of(PonClass.XGS, -28.1f));
        assertEquals(OpticalLevel.OK, OpticalLevel.of(PonClass.B_PLUS, -24.9f));
        assertEquals(OpticalLevel.OVERLOAD, OpticalLevel.of(PonClass.B_PLUS, -7.9f));
        assertEquals(OpticalLevel.UNKNOWN, OpticalLevel.of(PonClass.B_PLUS, Float.NaN));
    }

    @Test
    void case_31_each_class_has_its_edges_and_an_edge_itself_is_inside() {
        edges(PonClass.B_PLUS, -27, -8);
        edges(PonClass.C_PLUS, -30, -8);
        edges(PonClass.XGS, -28, -9);
    }

    /** A step is what terminals measure in: 0.002 dB. */
    private static void edges(PonClass ponClass, float sensitivity, float overload) {
        float step = 0.002f;
        assertEquals(OpticalLevel.CRITICAL, OpticalLevel.of(ponClass, sensitivity - step));
        assertEquals(OpticalLevel.WARN, OpticalLevel.of(ponClass, sensitivity));
        assertEquals(OpticalLevel.WARN, OpticalLevel.of(ponClass, -25));
        assertEquals(OpticalLevel.OK, OpticalLevel.of(ponClass, -25 + step));
        assertEquals(OpticalLevel.OK, OpticalLevel.of(ponClass, overload));
        assertEquals(OpticalLevel.OVERLOAD, OpticalLevel.of(ponClass, overload + step));
    }
}
