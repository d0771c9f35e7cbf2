package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The slower verdict: intervals, periods, rules, and what villages come to. */
class PromiseTest {
    private static final PromiseRules RULES = PromiseRules.read(
            """
            # our own list
            valid_from,share,enough,white_share,period_day,rats,min_level_dbm,source
            2020-01-01,90,50,50,1,UMTS LTE,,text one, with a comma
            2026-01-01,95,73,50,15,UMTS LTE NR,-121,text two
            """);
    private static final PromiseRule RULE = RULES.on(day("2026-02-01"));
    private static final Period MARCH = Period.of("2026-03", RULES).period();

    private static long day(String date) {
        return LocalDate.parse(date).toEpochDay();
    }

    /** domain.md §1.6 has 0.974 for 180 samples, which is the bound with a correction for continuity; the others are without, as all are here. */
    @ParameterizedTest
    @CsvSource({"6, 0.61", "20, 0.84", "60, 0.94", "73, 0.950", "180, 0.979"})
    void the_lower_bound_of_n_good_samples_of_n_is_that_of_wilson(long n, double lower) {
        assertEquals(lower, Wilson.lower(n, n), 0.0005 + (n < 73 ? 0.0045 : 0));
        assertEquals(1, Wilson.upper(n, n), 1e-12);
    }

    @Test
    void seventy_three_good_samples_are_the_fewest_that_claim_ninety_five_per_cent() {
        assertFalse(Wilson.reaches(72, 72, 9_500));
        assertTrue(Wilson.reaches(73, 73, 9_500));
        assertFalse(Wilson.reaches(73, 74, 9_500));
        assertFalse(Wilson.reaches(0, 0, 9_500));
        assertFalse(Wilson.misses(0, 0, 9_500));
    }

    /** The integers against the interval in floating point, wherever that is not too close to tell. */
    @Test
    void the_comparison_in_integers_is_the_comparison_of_the_interval() {
        Random random = new Random(11);
        int close = 0;
        for (int i = 0; i < 20_000; i++) {
            long all = 1L + random.nextInt(i % 2 == 0 ? 200 : 2_000_000);
            long good = Math.min(all, Math.round(all * (0.9 + random.nextDouble() / 9)));
            int hundredths = 9_000 + random.nextInt(999);
            double lower = Wilson.lower(good, all) - hundredths / 10_000.0;
            double upper = Wilson.upper(good, all) - hundredths / 10_000.0;
            if (Math.abs(lower) < 1e-9 || Math.abs(upper) < 1e-9) {
                close++;
                continue;
            }
            assertEquals(lower > 0, Wilson.reaches(good, all, hundredths), good + "/" + all + " " + hundredths);
            assertEquals(upper < 0, Wilson.misses(good, all, hundredths), good + "/" + all + " " + hundredths);
        }
        assertTrue(close < 10, "nearly all are told apart: " + close);
    }

    @Test
    void the_comparison_holds_for_a_year_of_a_sample_a_second() {
        long year = 366L * 86_400 * 3;
        assertTrue(Wilson.reaches(year, year, 9_999));
        assertTrue(Wilson.misses(0, year, 1));
        assertFalse(Wilson.reaches(year * 95 / 100, year, 9_500), "exactly 95 % of the samples proves no 95 %");
    }

    @Test
    void too_few_or_too_close_is_not_enough_and_never_not_met() {
        assertEquals(PromiseKept.NOT_ENOUGH, new SampleShare(72, 0, 0).against(9_500, 73));
        assertEquals(PromiseKept.NOT_ENOUGH, new SampleShare(0, 72, 0).against(9_500, 73));
        assertEquals(PromiseKept.NOT_MET, new SampleShare(0, 73, 0).against(9_500, 73));
        assertEquals(PromiseKept.NOT_ENOUGH, new SampleShare(96, 4, 0).against(9_500, 73));
        assertEquals(PromiseKept.MET, new SampleShare(41_500, 1_700, 0).against(9_500, 73));
        assertEquals(PromiseKept.NOT_MET, new SampleShare(40_000, 3_200, 0).against(9_500, 73));
    }

    @Test
    void what_is_unknown_proves_neither_and_the_bounds_bracket_the_truth() {
        Random random = new Random(12);
        for (int i = 0; i < 2_000; i++) {
            long good = random.nextInt(300);
            long bad = random.nextInt(60);
            long unknown = random.nextInt(100);
            SampleShare share = new SampleShare(good, bad, unknown);
            long hidden = random.nextInt((int) unknown + 1);
            SampleShare truth = new SampleShare(good + hidden, bad + unknown - hidden, 0);
            if (share.all() > 0) {
                assertTrue(share.lower() <= truth.lower() + 1e-12 && truth.upper() <= share.upper() + 1e-12);
            }
            PromiseKept claimed = share.against(9_500, 73);
            assertTrue(claimed == PromiseKept.NOT_ENOUGH || claimed == truth.against(9_500, 73), share + " " + truth);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03, 2026-02-15, 2026-03-14",
        "2026-01, 2025-12-15, 2026-01-14",
        "2028-03, 2028-02-15, 2028-03-14",
        "2026-Q1, 2025-12-15, 2026-03-14",
        "2026-Q4, 2026-09-15, 2026-12-14",
        "2026-H1, 2025-12-15, 2026-06-14",
        "2026-H2, 2026-06-15, 2026-12-14",
        "2026, 2025-12-15, 2026-12-14",
        "2025-12, 2025-12-01, 2025-12-31",
        "2025, 2025-01-01, 2025-12-31",
    })
    void case_8_a_period_runs_from_the_15th_to_the_14th_and_by_the_rule_of_its_time(
            String name, String first, String last) {
        Period period = Period.of(name, RULES).period();
        assertEquals(day(first), period.firstDay());
        assertEquals(day(last) + 1, period.endDay());
    }

    @Test
    void case_8_a_period_begins_at_17_00_utc_and_a_leap_day_is_a_day_of_it() {
        assertEquals(Instant.parse("2026-02-14T17:00:00Z").toEpochMilli(), MARCH.from());
        assertEquals(Instant.parse("2026-03-14T17:00:00Z").toEpochMilli(), MARCH.to());
        assertEquals(28, MARCH.days());
        assertEquals(29, Period.of("2028-03", RULES).period().days());
        assertEquals(366, Period.of("2028", RULES).period().days());
        assertEquals(MARCH.firstDay(), LocalDay.of(MARCH.from()));
        assertEquals(MARCH.firstDay() - 1, LocalDay.of(MARCH.from() - 1));
    }

    @Test
    void months_follow_each_other_without_a_gap_and_every_day_finds_its_own() {
        for (long at = day("2026-01-15"); at < day("2029-01-01"); at++) {
            Period period = Period.monthOf(at, RULES).period();
            assertTrue(period.firstDay() <= at && at < period.endDay(), LocalDate.ofEpochDay(at) + " " + period);
            assertEquals(period, Period.of(period.name(), RULES).period());
        }
    }

    @Test
    void where_a_new_rule_left_days_between_two_months_the_last_month_is_told() {
        PromiseRules changed = PromiseRules.read(
                PromiseRules.HEADER + "\n2020-01-01,95,73,50,15,LTE,,one\n2026-07-01,95,73,50,1,LTE,,two\n");
        assertEquals(
                "2026-06", Period.monthOf(day("2026-06-20"), changed).period().name());
        assertEquals(
                "2026-06", Period.monthOf(day("2026-06-14"), changed).period().name());
        assertEquals(
                "2026-07", Period.monthOf(day("2026-07-01"), changed).period().name());
    }

    @Test
    void a_period_is_open_then_provisional_for_seven_days_then_closed() {
        assertEquals("open", MARCH.statusAt(MARCH.to() - 1));
        assertEquals("provisional", MARCH.statusAt(MARCH.to()));
        assertEquals("provisional", MARCH.statusAt(MARCH.to() + 7 * LocalDay.MS - 1));
        assertEquals("closed", MARCH.statusAt(MARCH.to() + 7 * LocalDay.MS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-13", "2026-00", "2026-Q5", "2026-H3", "26-03", "2026-3", "2019-01", "2026-03-01"})
    void what_is_no_period_or_has_no_rule_is_refused(String name) {
        assertThrows(
                IllegalArgumentException.class, () -> Period.of(name, RULES).period());
    }

    @Test
    void a_past_period_is_judged_by_the_rule_of_its_time() {
        SampleShare share = new SampleShare(940, 60, 0);
        PromiseRule then = Period.of("2025-11", RULES).rule();
        PromiseRule now = Period.of("2026-11", RULES).rule();
        assertEquals(PromiseKept.MET, share.against(then.shareHundredths(), then.enough()));
        assertEquals(PromiseKept.NOT_ENOUGH, share.against(now.shareHundredths(), now.enough()));
        assertEquals("text one, with a comma", then.source());
        assertNull(then.minLevelDbm());
        assertEquals(-121, now.minLevelDbm());
        assertEquals(2, RULES.number(now));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01,101,73,50,15,LTE,,text | line 2: share must be 1..9999, was 10100",
                "2026-01-01,95,0,50,15,LTE,,text   | line 2: enough must be 1..1000000, was 0",
                "2026-01-01,95,73,96,15,LTE,,text  | line 2: white_share must be 1..9500, was 9600",
                "2026-01-01,95,73,50,29,LTE,,text  | line 2: period_day must be 1..28, was 29",
                "2026-01-01,95,73,50,15,LTE,       | line 2 must have 8 columns",
            })
    void a_rule_that_cannot_be_is_named_with_its_line(String line, String sentence) {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> PromiseRules.read(PromiseRules.HEADER + "\n" + line + "\n")
                        .number(RULE));
        assertEquals(sentence, refused.getMessage());
    }

    /** One look a minute from the first moment of March on; each word is what its operators were: g, b, or - for silent. */
    private static PointSum looks(List<String> operators, List<String> looks) {
        PointDays days = new PointDays("v\tp");
        days.measured(operators.size());
        for (int i = 0; i < looks.size(); i++) {
            assertTrue(days.begin(MARCH.from() + i * 60_000L));
            for (int k = 0; k < operators.size(); k++) {
                char said = looks.get(i).charAt(k);
                days.sample(
                        days.column(operators.get(k)),
                        said == 'g' ? SampleClass.GOOD : said == 'b' ? SampleClass.BAD : SampleClass.INVALID);
            }
            days.end();
        }
        PointSum sum = new PointSum(MARCH);
        days.open(sum::add);
        return sum;
    }

    private static PointSum looks(List<String> operators, int times, String look) {
        return looks(operators, new ArrayList<>(java.util.Collections.nCopies(times, look)));
    }

    private static VillagePromise village(PointSum centre, PointSum... clusters) {
        return VillagePromise.of(RULE, centre, List.of(clusters));
    }

    @Test
    void operators_that_fill_each_others_gaps_keep_the_promise_together_and_not_alone() {
        List<String> looks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            looks.add(i % 2 == 0 ? "gb" : "bg");
        }
        VillagePromise village = village(looks(List.of("a", "b"), looks));
        assertEquals(PromiseKept.NOT_MET, village.operators().get("a").kept());
        assertEquals(PromiseKept.MET, village.any().kept());
        assertEquals(PromiseKept.NOT_MET, village.two().kept());
        assertEquals(true, village.isFragile());
    }

    @Test
    void who_measures_one_operator_only_knows_nothing_of_a_second() {
        VillagePromise village = village(looks(List.of("a"), 100, "g"));
        assertEquals(PromiseKept.MET, village.any().kept());
        assertEquals(PromiseKept.NOT_ENOUGH, village.two().kept());
        assertNull(village.isFragile());
    }

    @Test
    void a_sim_that_says_nothing_makes_no_village_good() {
        List<String> looks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            looks.add(i < 90 ? "g-" : "b-");
        }
        VillagePromise village = village(looks(List.of("a", "b"), looks));
        assertEquals(new SampleShare(90, 0, 10), village.any().share());
        assertEquals(PromiseKept.NOT_ENOUGH, village.any().kept());
    }

    @Test
    void what_one_operator_meets_alone_is_met_by_any_though_another_probe_asks_others() {
        List<String> looks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            looks.add(i % 2 == 0 ? "g-" : "-b");
        }
        VillagePromise village = village(looks(List.of("a", "b"), looks));
        assertEquals(new SampleShare(100, 0, 100), village.any().share());
        assertEquals(PromiseKept.MET, village.any().kept());
        assertEquals(PromiseKept.MET, village.centre());
    }

    @Test
    void two_sims_of_one_operator_are_one_operator() {
        PointDays days = new PointDays("v\tp");
        days.measured(2);
        for (int i = 0; i < 100; i++) {
            assertTrue(days.begin(MARCH.from() + i * 60_000L));
            days.sample(days.column("a"), SampleClass.GOOD);
            days.sample(days.column("a"), SampleClass.GOOD);
            days.sample(days.column("b"), SampleClass.BAD);
            days.end();
        }
        PointSum sum = new PointSum(MARCH);
        days.open(sum::add);
        assertEquals(PromiseKept.NOT_MET, village(sum).two().kept());
    }

    @Test
    void no_probe_or_no_sample_is_unknown_and_never_a_white_spot() {
        VillagePromise none = VillagePromise.of(RULE, null, List.of());
        assertEquals(PromiseKept.NOT_ENOUGH, none.any().kept());
        assertEquals(PromiseKept.NOT_ENOUGH, none.centre());
        assertNull(none.pocket());
    }

    @Test
    void a_weak_village_misses_the_promise_and_is_no_white_spot() {
        List<String> looks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            looks.add(i % 10 < 7 ? "g" : "b");
        }
        VillagePromise weak = village(looks(List.of("a"), looks));
        assertEquals(PromiseKept.NOT_MET, weak.any().kept());
        assertEquals(PromiseKept.MET, weak.centre());
        assertEquals(PromiseKept.NOT_MET, village(looks(List.of("a"), 100, "b")).centre());
    }

    @Test
    void lom_song_is_counted_among_the_villages_that_are_not_trang_song() {
        PointSum good = looks(List.of("a"), 100, "g");
        PointSum dark = looks(List.of("a"), 100, "b");
        PromiseCount count = new PromiseCount();
        count.add(village(dark));
        count.add(village(good, dark));
        count.add(village(good, good));
        count.add(village(good, new PointSum(MARCH)));
        count.add(VillagePromise.of(RULE, null, List.of(dark)));
        assertEquals(new Ratio("trangSong", 1, 1, 5, null), count.white());
        assertEquals(new Ratio("lomSong", 1, 2, 4, null), count.pocket());
        assertEquals(new Ratio("mobile", 3, 1, 5, 10_000), count.any(10_000));
        assertEquals(new Ratio("mobile.operator.a", 3, 1, 5, null), count.operator("a", null));
        assertEquals(new Ratio("mobile.operator.z", 0, 5, 5, null), count.operator("z", null));
        assertEquals(new Ratio("fragile", 0, 3, 3, null), count.fragile());
    }

    @Test
    void adding_an_operator_never_lowers_covered_by_any() {
        Map<PromiseKept, Integer> rank = Map.of(PromiseKept.NOT_MET, 0, PromiseKept.NOT_ENOUGH, 1, PromiseKept.MET, 2);
        Random random = new Random(13);
        int raised = 0;
        for (int world = 0; world < 3_000; world++) {
            int n = 40 + random.nextInt(160);
            double[] good = {random.nextDouble(), 1 - random.nextDouble() / 10, 1 - random.nextDouble() / 20};
            double silent = random.nextInt(3) == 0 ? random.nextDouble() / 4 : 0;
            List<String> few = new ArrayList<>();
            List<String> more = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                StringBuilder look = new StringBuilder();
                for (int k = 0; k < 3; k++) {
                    double share = good[(k + world) % 3];
                    look.append(random.nextDouble() < silent ? '-' : random.nextDouble() < share ? 'g' : 'b');
                }
                few.add(look.substring(0, 2));
                more.add(look.toString());
            }
            VillagePromise before = village(looks(List.of("a", "b"), few));
            VillagePromise after = village(looks(List.of("a", "b", "c"), more));
            int change = rank.get(after.any().kept()) - rank.get(before.any().kept());
            assertTrue(change >= 0, "world " + world + ": " + before.any() + " became " + after.any());
            assertTrue(rank.get(after.centre()) >= rank.get(before.centre()));
            assertTrue(after.any().share().lower() >= before.any().share().lower());
            assertTrue(after.any().share().upper() >= before.any().share().upper());
            raised += change > 0 ? 1 : 0;
        }
        assertTrue(raised > 100, "an operator does help: " + raised);
    }

    @Test
    void case_45_more_than_there_are_is_published_as_an_error_and_nothing_else() {
        Ratio more = new Ratio("fibre", 201, 0, 200, 7_000);
        assertEquals("data error", more.met());
        assertNull(more.lowerTenths());
        assertEquals("data error", new Ratio("fibre", 150, 51, 200, 7_000).met());
        Ratio none = new Ratio("fibre", 0, 0, 0, 7_000);
        assertEquals("not applicable", none.met());
        assertNull(none.lowerTenths());
        assertNull(none.upperTenths());
    }

    @Test
    void case_46_and_47_a_share_is_never_rounded_up_to_its_target() {
        assertEquals("no", new Ratio("fibre", 6_996, 0, 10_000, 7_000).met());
        assertEquals(699, new Ratio("fibre", 6_996, 0, 10_000, 7_000).lowerTenths());
        assertEquals("yes", new Ratio("fibre", 7_000, 0, 10_000, 7_000).met());
        assertEquals("no", new Ratio("mobile", 1_291, 0, 1_292, 10_000).met());
        assertEquals(999, new Ratio("mobile", 1_291, 0, 1_292, 10_000).lowerTenths());
        assertEquals("not proven", new Ratio("mobile", 1_291, 1, 1_292, 10_000).met());
        assertEquals(1_000, new Ratio("mobile", 1_291, 1, 1_292, 10_000).upperTenths());
    }
}
