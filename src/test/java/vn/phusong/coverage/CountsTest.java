package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.ActiveTest;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Line;
import vn.phusong.village.PointKind;
import vn.phusong.village.PonClass;
import vn.phusong.village.Validity;

/** Counts and comparisons that figures are made of, at their edges: lines, households, shares, thresholds of one sample. */
class CountsTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules RULES = SampleRules.DEFAULT;
    private static final LineWord UP = new LineWord(true, false, -20);
    private static final LineWord DOWN = new LineWord(false, false, Float.NaN);
    private static final LineWord GASP = new LineWord(false, true, Float.NaN);

    private static Device ont(String id, @Nullable String household) {
        return new Device(
                id,
                DeviceKind.ONT,
                "v",
                null,
                List.of("viettel"),
                5 * MINUTE,
                PowerSource.MAINS,
                new Line(household, "olt/0/1", null, PonClass.B_PLUS),
                0,
                Validity.OPEN);
    }

    private static LineWatch line(LineWord... words) {
        LineWatch line = new LineWatch();
        for (int i = 0; i < words.length; i++) {
            line.hear(RULES.fibre(), T0 + i * 1000L, true, words[i]);
        }
        return line;
    }

    @Test
    void a_village_counts_its_lines_up_down_silent_weak_and_gone_by_themselves() {
        LineCount count = new LineCount(RULES.fibre(), T0 + 10 * MINUTE);
        count.add(ont("up", "h1"), line(UP), false);
        count.add(ont("up2", "h1"), line(UP), false);
        count.add(ont("weak", "h2"), line(new LineWord(true, false, -27.5f)), false);
        count.add(ont("blinded", null), line(new LineWord(true, false, -7)), false);
        count.add(ont("warned", "h5"), line(new LineWord(true, false, -26)), false);
        count.add(ont("lost", "h3"), line(UP, DOWN), false);
        count.add(ont("gasped", "h4"), line(UP, GASP), false);
        LineWatch counted = line(UP, GASP);
        counted.counted(true);
        count.add(ont("of-its-pon", "h6"), counted, false);
        count.add(ont("never", "h7"), null, false);
        count.add(ont("mute", "h8"), new LineWatch(), false);
        assertEquals(new FibreCoverage(7, 10, 5, 3, 2, 2, new FibreCoverage.Alone(2, 1), true), count.coverage(false));
        assertEquals(new FibreCoverage.Alone(0, 0), count.coverage(true).alone());
    }

    @Test
    void a_silent_line_is_neither_up_nor_down_and_its_household_still_counts() {
        LineCount count = new LineCount(RULES.fibre(), T0 + 46 * MINUTE);
        count.add(ont("a", "h"), line(UP), false);
        assertEquals(new FibreCoverage(1, 1, 0, 0, 1, 0, true), count.coverage(false));
        count = new LineCount(RULES.fibre(), T0 + 31L * 86_400_000);
        count.add(ont("a", "h"), line(UP), false);
        assertEquals(0, count.coverage(false).households());
    }

    @Test
    void a_village_is_heard_by_its_lines_or_by_their_collector() {
        LineCount count = new LineCount(RULES.fibre(), T0);
        assertEquals(FibreCoverage.NONE, count.coverage(false), "no lines");
        count.add(ont("a", "h"), null, false);
        assertFalse(count.coverage(false).heard());
        count.add(ont("b", "h"), null, true);
        count.add(ont("c", "h"), null, false);
        assertTrue(count.coverage(false).heard());
        LineCount other = new LineCount(RULES.fibre(), T0);
        other.add(ont("a", "h"), line(DOWN), false);
        other.add(ont("b", "h"), new LineWatch(), false);
        assertTrue(other.coverage(false).heard());
    }

    private static Reading event(String reporter, EventKind what) {
        return new Reading("ont", reporter, T0, T0, -1, new DeviceEvent(what, "x"));
    }

    @Test
    void a_device_that_says_it_goes_offline_is_silent_and_a_collector_that_says_so_is_believed() {
        assertNull(LineWord.of(event("ont", EventKind.OFFLINE)));
        LineWord down = Objects.requireNonNull(LineWord.of(event("olt", EventKind.OFFLINE)));
        assertFalse(down.isUp() || down.isGasp());
        LineWord gasp = Objects.requireNonNull(LineWord.of(event("ont", EventKind.DYING_GASP)));
        assertTrue(!gasp.isUp() && gasp.isGasp());
        assertTrue(Objects.requireNonNull(LineWord.of(event("olt", EventKind.LOS_CLEAR)))
                .isUp());
        assertNull(LineWord.of(event("olt", EventKind.REBOOT)));
        Reading fibre = new Reading("ont", "ont", T0, T0, -1, new Fibre(-21.5f, 2, OnuState.O5, false));
        assertEquals(new LineWord(true, false, -21.5f), LineWord.of(fibre));
    }

    @Test
    void households_on_fibre_are_never_more_than_there_are() {
        HouseholdCount count = new HouseholdCount();
        count.add(40, new FibreCoverage(30, 30, 30, 0, 0, 0, true));
        count.add(10, new FibreCoverage(12, 12, 12, 0, 0, 0, true));
        count.add(7, FibreCoverage.NONE);
        count.add(-1, new FibreCoverage(3, 3, 3, 0, 0, 0, true));
        assertEquals(new IndicatorCount("fibre", 40, 0, 10, 7, 7000), count.count(7000));
    }

    @Test
    void a_promise_is_kept_at_its_very_share_and_not_proven_while_the_unknown_could_keep_it() {
        assertEquals(IndicatorCount.Met.YES, new IndicatorCount("x", 60, 10, 30, 0, 7000).met());
        assertEquals(IndicatorCount.Met.NO, new IndicatorCount("x", 60, 9, 31, 0, 7000).met());
        assertEquals(IndicatorCount.Met.NOT_PROVEN, new IndicatorCount("x", 60, 9, 30, 1, 7000).met());
        assertEquals(IndicatorCount.Met.NO, new IndicatorCount("x", 60, 8, 31, 1, 7000).met());
        assertEquals(IndicatorCount.Met.NOT_APPLICABLE, new IndicatorCount("x", 60, 8, 31, 1, null).met());
        IndicatorCount count = new IndicatorCount("x", 1, 1, 1, 4, null);
        assertEquals(285, count.lowerBoundTenths());
        assertEquals(857, count.upperBoundTenths());
        assertEquals(0, new IndicatorCount("x", 0, 0, 0, 0, null).upperBoundTenths());
        assertEquals(0, new IndicatorCount("x", 0, 0, 0, 0, null).lowerBoundTenths());
        assertEquals(
                List.of("yes", "no", "not proven", "not applicable"),
                Stream.of(IndicatorCount.Met.values())
                        .map(IndicatorCount.Met::word)
                        .toList());
    }

    @Test
    void a_ratio_that_contradicts_itself_says_nothing() {
        assertEquals("data error", new Ratio("x", 6, 0, 5, 100).met());
        assertEquals("data error", new Ratio("x", 3, 3, 5, 100).met());
        assertEquals("data error", new Ratio("x", -1, 0, 5, 100).met());
        assertEquals("data error", new Ratio("x", 1, -1, 5, 100).met());
        assertNull(new Ratio("x", 6, 0, 5, 100).lowerTenths());
        assertNull(new Ratio("x", 6, 0, 5, 100).upperTenths());
        assertNull(new Ratio("x", 0, 0, 0, 100).lowerTenths());
        assertEquals("not applicable", new Ratio("x", 0, 0, 0, 100).met());
        assertEquals("not applicable", new Ratio("x", 1, 0, 2, null).met());
        assertEquals("yes", new Ratio("x", 7, 3, 10, 7000).met());
        assertEquals("not proven", new Ratio("x", 6, 1, 10, 7000).met());
        assertEquals("no", new Ratio("x", 6, 0, 10, 7000).met());
        assertEquals(666L, new Ratio("x", 2, 1, 3, null).lowerTenths());
        assertEquals(1000L, new Ratio("x", 2, 1, 3, null).upperTenths());
        assertEquals("yes", new Ratio("x", 0, 0, 10, 0).met());
    }

    @Test
    void seventy_three_of_seventy_three_prove_95_percent_and_seventy_two_do_not() {
        assertTrue(Wilson.reaches(73, 73, 9500));
        assertFalse(Wilson.reaches(72, 72, 9500));
        assertFalse(Wilson.reaches(0, 0, 9500) || Wilson.misses(0, 0, 9500));
        assertFalse(Wilson.misses(95, 100, 9500), "the very share misses nothing");
        assertTrue(Wilson.misses(0, 10, 9500));
        assertEquals(0, Wilson.lower(0, 0));
        assertEquals(1, Wilson.upper(0, 0));
        assertEquals(0.9499, Wilson.lower(73, 73), 0.0002);
        assertEquals(1, Wilson.upper(73, 73));
        assertEquals(0.4038, Wilson.lower(50, 100), 0.0001);
        assertEquals(0.5962, Wilson.upper(50, 100), 0.0001);
        SampleShare share = new SampleShare(50, 40, 10);
        assertEquals(0.4038, share.lower(), 0.0001);
        assertEquals(Wilson.upper(60, 100), share.upper());
    }

    @Test
    void versions_of_the_rule_are_in_force_in_the_order_of_their_days() {
        PromiseRule later = new PromiseRule(100, 9500, 73, 5000, 15, "4G", null, "b");
        PromiseRule earlier = new PromiseRule(50, 9000, 73, 5000, 15, "4G", null, "a");
        PromiseRules rules = new PromiseRules(List.of(later, earlier));
        assertNull(rules.on(49));
        assertEquals(earlier, rules.on(50));
        assertEquals(earlier, rules.on(99));
        assertEquals(later, rules.on(100));
        assertEquals(2, rules.number(later));
        assertThrows(IllegalArgumentException.class, () -> new PromiseRules(List.of(later, later)));
    }

    private static Radio radio(Rat rat, float rsrp, float rsrq, float sinr, float rscp, float ecno) {
        return new Radio(
                "45204",
                null,
                rat,
                Registration.HOME,
                new Levels(rsrp, rsrq, sinr, Float.NaN, rscp, ecno),
                Levels.ABSENT,
                -1,
                -1,
                null);
    }

    private static Finding find(Radio radio) {
        return Classifier.find(RULES.levels(), radio, Classifier.levelDbm(radio, 0));
    }

    @Test
    void quality_at_its_very_limit_is_usable_and_below_it_is_not() {
        float none = Float.NaN;
        assertEquals(Finding.HIGH, find(radio(Rat.UMTS, none, none, none, -100, -15)));
        assertEquals(Finding.BAD_HIGH, find(radio(Rat.UMTS, none, none, none, -100, -15.1f)));
        assertEquals(Finding.BETWEEN, find(radio(Rat.UMTS, none, none, none, -103, none)));
        assertEquals(Finding.LOW, find(radio(Rat.UMTS, none, none, none, -103.1f, none)));
        assertEquals(Finding.HIGH, find(radio(Rat.LTE, -110, -18, -5, none, -99)));
        assertEquals(Finding.BAD_BETWEEN, find(radio(Rat.LTE, -113, -18.1f, -5, none, none)));
        assertEquals(Finding.BAD_LOW, find(radio(Rat.NR, -114, -10, -5.1f, none, none)));
        assertEquals(Finding.INVALID, find(radio(Rat.NR, none, -10, 5, -80, none)));
        assertEquals(Finding.INVALID, find(radio(Rat.NONE, -90, none, none, none, none)));
        assertEquals(Finding.BAD_LOW, find(radio(Rat.GSM, none, none, none, none, none)));
    }

    @Test
    void a_probe_s_offset_is_added_to_its_level() {
        assertEquals(-107.5f, Classifier.levelDbm(SampleRules.lte(-110), 2.5f));
        assertTrue(Float.isNaN(Classifier.levelDbm(radio(Rat.LTE, Float.NaN, 0, 0, -80, 0), 2)));
    }

    @Test
    void an_active_test_at_its_very_limits_passes() {
        Rules.Tests tests = RULES.tests();
        assertFalse(tests.isFailedBy(new ActiveTest("x", 5e6, 1e6, 0.3, 0.05)));
        assertTrue(tests.isFailedBy(new ActiveTest("x", 5e6 - 1, 1e6, 0.3, 0.05)));
        assertTrue(tests.isFailedBy(new ActiveTest("x", 5e6, 1e6 - 1, 0.3, 0.05)));
        assertTrue(tests.isFailedBy(new ActiveTest("x", 5e6, 1e6, 0.3001, 0.05)));
        assertTrue(tests.isFailedBy(new ActiveTest("x", 5e6, 1e6, 0.3, 0.0501)));
    }

    @Test
    void what_two_places_dispute_of_the_mains_nobody_knows() {
        assertEquals(Mains.ON, Mains.ON.and(Mains.ON));
        assertEquals(Mains.ON, Mains.ON.and(Mains.UNKNOWN));
        assertEquals(Mains.LOST, Mains.UNKNOWN.and(Mains.LOST));
        assertEquals(Mains.UNKNOWN, Mains.ON.and(Mains.LOST));
        assertEquals(Mains.UNKNOWN, Mains.LOST.and(Mains.ON));
        assertEquals("lost", Mains.LOST.word());
    }

    private static SlotCoverage slot(PointKind kind, String operator, Standing standing, int byTest) {
        return new SlotCoverage("p", kind, operator, standing, 0, 0, 10, 4, Float.NaN, true, byTest, 0);
    }

    @Test
    void an_operator_stands_as_it_does_at_the_centre_and_recovering_is_not_yet_covered() {
        VillageCoverage village = new VillageCoverage(
                "v",
                Standing.UNKNOWN,
                0,
                Standing.UNKNOWN,
                List.of(
                        slot(PointKind.CLUSTER, "a", Standing.COVERED, 0),
                        slot(PointKind.CENTRE, "b", Standing.RECOVERING, 0),
                        slot(PointKind.CENTRE, "a", Standing.DEGRADED, 0)),
                null,
                null,
                FibreCoverage.NONE);
        assertEquals(Standing.DEGRADED, village.ofOperator("a"));
        assertEquals(Standing.UNCOVERED, village.ofOperator("b"));
        assertEquals(Standing.UNKNOWN, village.ofOperator("c"));
        CoverageMap map =
                new CoverageMap(T0, 1, java.util.Map.of(), List.of(new IndicatorCount("x", 1, 0, 0, 0, null)));
        assertEquals(1, Objects.requireNonNull(map.indicator("x")).covered());
        assertNull(map.indicator("y"));
    }

    @Test
    void a_place_is_choked_when_most_of_what_was_not_good_failed_by_tests_alone() {
        assertFalse(slot(PointKind.CENTRE, "a", Standing.UNCOVERED, 3).isChoked(), "half of six");
        assertTrue(slot(PointKind.CENTRE, "a", Standing.UNCOVERED, 4).isChoked());
    }

    @Test
    void samples_of_five_minutes_are_counted_from_their_first_moment_to_before_their_last() {
        Samples samples = new Samples(32);
        int live = Samples.flags(true, true, true, false);
        SampleClass[] classes = {
            SampleClass.GOOD,
            SampleClass.GOOD,
            SampleClass.BAD,
            SampleClass.NO_SERVICE,
            SampleClass.INVALID,
            SampleClass.GOOD,
            SampleClass.GOOD
        };
        long[] times = {T0 - 1, T0, T0 + 1, T0 + 2, T0 + 3, T0 + 299_999, T0 + 300_000};
        for (int i = 0; i < times.length; i++) {
            byte level = i == 2 ? Samples.level(Float.NaN) : Samples.level(-90 - i);
            samples.append(Samples.pack(times[i], 0, 0, classes[i], live), level);
        }
        samples.insert(
                Samples.pack(T0 + 4, 0, 0, SampleClass.GOOD, Samples.flags(false, true, true, false)), (byte) 60);
        assertEquals(new Rollup("v", "x", T0, 2, 1, 1, -91 - 93 - 95, 3), Buckets.rollup(samples, "v", "x", T0));
        assertNull(Buckets.rollup(samples, "v", "x", T0 + 600_000));
    }

    private static boolean vote(SampleClass judged, int who) {
        Slot slot = new Slot(WindowPlan.of(RULES, MINUTE));
        Radio radio = judged == SampleClass.GOOD
                ? SampleRules.lte(-90)
                : SampleRules.unregistered(
                        judged == SampleClass.INVALID ? Registration.DENIED : Registration.SEARCHING);
        String unused = slot.add(RULES, new Slot.Sample(T0, SampleRules.lte(-90), 0, 1, 1, true));
        unused = slot.add(RULES, new Slot.Sample(T0, radio, 0, 1, 2, true));
        Votes votes = new Votes();
        votes.add(slot, T0, who);
        return votes.samples() == 1 && votes.good() == (judged == SampleClass.GOOD ? 1 : 0);
    }

    @Test
    void a_probe_votes_by_what_the_slot_made_of_its_own_sample() {
        assertTrue(vote(SampleClass.GOOD, 2));
        assertTrue(vote(SampleClass.NO_SERVICE, 2));
        assertFalse(vote(SampleClass.INVALID, 2), "what says nothing is no vote");
        assertFalse(vote(SampleClass.GOOD, 3), "of another nothing is there");
    }

    @Test
    void rules_as_text_are_the_same_rules() {
        Rules rules = new Rules(
                3,
                new Rules.Levels(
                        new Rules.Gate(-1, -2),
                        new Rules.Gate(-3, -4),
                        new Rules.Gate(-5, -6),
                        -7,
                        -8,
                        -9,
                        Set.of(Rat.LTE, Rat.NR)),
                new Rules.Tests(11, 12, 0.13, 0.14, 15),
                new Rules.Windows(16, 17, 18, 19, 20),
                new Rules.Shares(0.21, 0.22, 0.23, 0.24, 0.25, 26, 27),
                new Rules.Alerts(28, 29, 30, 31, 32, 33, 34, 35),
                new Rules.Fibre(36, 37, 0.38, 39, 0.40, 41));
        String text = RulesText.write(rules);
        assertEquals(rules, RulesText.read(text));
        assertEquals(text, RulesText.write(RulesText.read(text)));
        assertNotEquals(text, RulesText.write(SampleRules.DEFAULT));
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty() && !line.startsWith("mobile_broadband.rats")) {
                String key = line.substring(0, line.indexOf('='));
                IllegalArgumentException missing = assertThrows(
                        IllegalArgumentException.class, () -> RulesText.read(text.replace(line + "\n", "")));
                assertTrue(String.valueOf(missing.getMessage()).contains(key), key);
                IllegalArgumentException wrong = assertThrows(
                        IllegalArgumentException.class, () -> RulesText.read(text.replace(line, key + "=many")));
                assertTrue(String.valueOf(wrong.getMessage()).contains(key), key);
            }
        }
    }
}
