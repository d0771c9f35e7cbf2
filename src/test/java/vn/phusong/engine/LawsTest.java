package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.Kleene;
import vn.phusong.coverage.Standing;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.Radio;

/** What must hold in every world. Worlds are small, so that what is rare in large ones happens often; a world that breaks a law is made smaller and printed. */
class LawsTest {
    private static final String VIETTEL = "45204";
    private static final String VINAPHONE = "45202";
    private static final int TRIES = 60;

    /**
     * Minutes of one village alike.
     *
     * @param first what the first operator's samples are: good, bad, or none at all
     * @param second of the other operator, when it is measured
     */
    record Run(Kind first, Kind second, int minutes) {}

    enum Kind {
        GOOD,
        BAD,
        MISSING
    }

    @Provide
    Arbitrary<List<Run>> worlds() {
        Arbitrary<Kind> kinds = Arbitraries.of(Kind.GOOD, Kind.GOOD, Kind.BAD, Kind.MISSING);
        return Combinators.combine(kinds, kinds, Arbitraries.integers().between(1, 45))
                .as(Run::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(14);
    }

    private static Province province(boolean hasBoth) {
        Province province = new Province().village("v1", 10).village("v2", 10);
        String[] operators = hasBoth ? new String[] {"viettel", "vinaphone"} : new String[] {"viettel"};
        return province.probe("p1", "v1", Province.MINUTE, operators).begin();
    }

    private static List<Kind[]> minutes(List<Run> world) {
        List<Kind[]> minutes = new ArrayList<>();
        for (Run run : world) {
            for (int i = 0; i < run.minutes(); i++) {
                minutes.add(new Kind[] {run.first(), run.second()});
            }
        }
        return minutes;
    }

    private static Mobile reading(Kind[] minute, boolean hasBoth) {
        List<Radio> radio = new ArrayList<>();
        add(radio, minute[0], VIETTEL);
        if (hasBoth) {
            add(radio, minute[1], VINAPHONE);
        }
        return new Mobile(radio, null, null);
    }

    private static void add(List<Radio> radio, Kind kind, String plmn) {
        switch (kind) {
            case GOOD -> radio.addAll(Province.good(plmn).radio());
            case BAD -> radio.addAll(Province.bad(plmn).radio());
            case MISSING -> {}
        }
    }

    private static void live(Province province, List<Kind[]> minutes, int from, int to, boolean hasBoth) {
        for (int minute = from; minute < to; minute++) {
            Mobile said = reading(minutes.get(minute), hasBoth);
            if (!said.radio().isEmpty()) {
                assertEquals(Outcome.COMMITTED, province.say("p1", minute, said));
            }
            province.tick(minute);
        }
    }

    private static Standing standing(Province province) {
        return Objects.requireNonNull(province.engine.picture(1).villages().get("v1"))
                .standing();
    }

    private static void assertSameState(Engine expected, Engine actual) {
        assertSameRows(expected.allRows(), actual.allRows());
    }

    private static void assertSameRows(List<SnapshotRow> rows, List<SnapshotRow> others) {
        assertEquals(rows.size(), others.size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(rows.get(i).key(), others.get(i).key());
            assertArrayEquals(rows.get(i).value(), others.get(i).value(), () -> "a row of the state differs");
        }
    }

    @Property(tries = TRIES)
    void what_is_said_twice_changes_nothing(
            @ForAll("worlds") List<Run> world, @ForAll @IntRange(min = 1, max = 7) int every) {
        List<Kind[]> minutes = minutes(world);
        Province once = province(true);
        Province twice = province(true);
        for (int minute = 0; minute < minutes.size(); minute++) {
            Mobile said = reading(minutes.get(minute), true);
            if (!said.radio().isEmpty()) {
                assertEquals(Outcome.COMMITTED, once.say("p1", minute, said));
                assertEquals(Outcome.COMMITTED, twice.say("p1", minute, said));
                if (minute % every == 0) {
                    assertEquals(Outcome.DUPLICATE, twice.say("p1", minute, said));
                }
            }
            assertEquals(once.tick(minute), twice.tick(minute));
        }
        // But that it was said twice, which the device's own row counts.
        assertSameRows(verdicts(once.engine), verdicts(twice.engine));
    }

    private static List<SnapshotRow> verdicts(Engine engine) {
        return engine.allRows().stream()
                .filter(row -> !row.kind().equals(Rows.DEVICE))
                .toList();
    }

    @Property(tries = TRIES)
    void silence_from_any_minute_on_turns_no_village_red(
            @ForAll("worlds") List<Run> world, @ForAll @IntRange(min = 0, max = 400) int cut) {
        List<Kind[]> minutes = minutes(world);
        int silent = Math.min(cut, minutes.size());
        Province province = province(true);
        live(province, minutes, 0, silent, true);
        Standing before = standing(province);
        int made = province.effects.size();
        for (int minute = silent; minute < silent + 90; minute++) {
            province.tick(minute);
        }
        for (Effects effects : province.effects.subList(made, province.effects.size())) {
            assertFalse(effects.standings().stream().anyMatch(change -> change.to() == Standing.UNCOVERED));
        }
        assertEquals(Standing.UNKNOWN, standing(province), () -> "was " + before);
    }

    @Property
    void an_operator_more_never_lowers_what_any_of_them_covers(
            @ForAll List<Standing> operators, @ForAll Standing another) {
        Standing before = Kleene.anyOperator(operators);
        List<Standing> more = new ArrayList<>(operators);
        more.add(another);
        Standing after = Kleene.anyOperator(more);
        assertTrue(!before.isServed() || after.isServed(), () -> operators + " and " + another);
        assertTrue(before != Standing.COVERED || after == Standing.COVERED, () -> operators + " and " + another);
    }

    @Property
    void an_operator_nobody_knows_of_never_turns_a_point_red(
            @ForAll List<Standing> operators, @ForAll @IntRange(max = 20) int which) {
        Standing before = Kleene.anyOperator(operators);
        List<Standing> less = new ArrayList<>(operators);
        if (!less.isEmpty()) {
            less.set(which % less.size(), Standing.UNKNOWN);
        }
        assertTrue(before == Standing.UNCOVERED || Kleene.anyOperator(less) != Standing.UNCOVERED);
    }

    @Property(tries = TRIES)
    void a_village_measured_by_one_operator_more_is_served_whenever_it_was(@ForAll("worlds") List<Run> world) {
        List<Kind[]> minutes = minutes(world);
        Province one = province(false);
        Province both = province(true);
        for (int minute = 0; minute < minutes.size(); minute++) {
            live(one, minutes, minute, minute + 1, false);
            live(both, minutes, minute, minute + 1, true);
            int now = minute;
            assertTrue(!standing(one).isServed() || standing(both).isServed(), () -> "minute " + now);
        }
    }

    @Property(tries = 2000)
    void bounds_bracket_whatever_the_unknown_turn_out_to_be(
            @ForAll @IntRange(max = 1300) int covered,
            @ForAll @IntRange(max = 1300) int degraded,
            @ForAll @IntRange(max = 1300) int uncovered,
            @ForAll @IntRange(max = 1300) int unknown,
            @ForAll @IntRange(max = 10_000) int target,
            @ForAll @IntRange(max = 1300) int turnOut) {
        IndicatorCount count = new IndicatorCount("mobile", covered, degraded, uncovered, unknown, target);
        int served = Math.min(turnOut, unknown);
        IndicatorCount known =
                new IndicatorCount("mobile", covered + served, degraded, uncovered + unknown - served, 0, target);
        assertTrue(count.lowerBoundTenths() <= known.lowerBoundTenths());
        assertTrue(known.upperBoundTenths() <= count.upperBoundTenths());
        if (count.met() != IndicatorCount.Met.NOT_PROVEN) {
            assertEquals(count.met(), known.met());
        }
    }

    @Property(tries = TRIES)
    void from_any_cut_on_the_restored_state_says_the_same(
            @ForAll("worlds") List<Run> world, @ForAll @IntRange(min = 0, max = 400) int cut) {
        List<Kind[]> minutes = minutes(world);
        Province whole = province(true);
        int at = Math.min(cut, minutes.size());
        live(whole, minutes, 0, at, true);
        Engine restored = Engine.restore(whole.engine.allRows());
        int said = whole.effects.size();
        live(whole, minutes, at, minutes.size(), true);
        for (int minute = at; minute < minutes.size(); minute++) {
            Mobile reading = reading(minutes.get(minute), true);
            if (!reading.radio().isEmpty()) {
                assertEquals(whole.effects.get(said++), restored.step(Province.event("p1", minute, reading)));
            }
            assertEquals(
                    whole.effects.get(said++), restored.step(new Event.Tick(Province.T0 + minute * Province.MINUTE)));
        }
        assertSameState(whole.engine, restored);
    }
}
