package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.LocalDay;
import vn.phusong.coverage.Period;
import vn.phusong.coverage.PointSum;
import vn.phusong.coverage.SampleShare;
import vn.phusong.coverage.Standing;
import vn.phusong.reading.Reading;

/** The days of the fold: what counts, when, and that they are rows like any other. */
class DayBookTest {
    private static final int DAY = 1440;
    private static final long FIRST = LocalDay.of(Province.T0);

    private static Province province() {
        Province province = new Province().village("v1", 10);
        return province.probe("p1", "v1", Province.MINUTE, "viettel", "vinaphone")
                .begin();
    }

    private static PointSum sum(List<SnapshotRow> rows, long firstDay, long endDay) {
        PointSum sum = new PointSum(new Period("test", firstDay, endDay));
        rows.stream()
                .filter(row -> row.kind().equals(DayBook.KIND))
                .map(DayBook::read)
                .forEach(kept -> sum.add(kept.days()));
        return sum;
    }

    private static SampleShare viettel(Province province, int day) {
        return sum(province.engine.allRows(), FIRST + day, FIRST + day + 1)
                .operators()
                .getOrDefault("viettel", SampleShare.NONE);
    }

    @Test
    void every_sample_counts_once_on_its_own_day_and_a_repeat_never() {
        Province province = province();
        assertEquals(Outcome.COMMITTED, province.say("p1", DAY - 1, Province.good("45204", "45202")));
        assertEquals(Outcome.COMMITTED, province.say("p1", DAY, Province.bad("45204", "45202")));
        assertEquals(Outcome.DUPLICATE, province.say("p1", DAY, Province.bad("45204", "45202")));
        assertEquals(Outcome.CONFLICT, province.say("p1", DAY, Province.good("45204", "45202")));
        assertEquals(new SampleShare(1, 0, 0), viettel(province, 0));
        assertEquals(new SampleShare(0, 1, 0), viettel(province, 1));
        assertEquals(
                new SampleShare(0, 1, 0),
                sum(province.engine.allRows(), FIRST + 1, FIRST + 2).any());
    }

    @Test
    void late_samples_of_seven_days_correct_their_day_and_later_ones_change_nothing() {
        Province province = province();
        assertEquals(Outcome.COMMITTED, province.say("p1", 60, 60 + 7 * DAY, Province.good("45204", "45202")));
        assertEquals(new SampleShare(1, 0, 0), viettel(province, 0));
        List<SnapshotRow> before = days(province.engine.allRows());
        assertEquals(Outcome.COMMITTED, province.say("p1", 61, 62 + 7 * DAY, Province.good("45204", "45202")));
        assertSameRows(before, days(province.engine.allRows()));
    }

    @Test
    void case_7_a_backlog_turns_the_period_and_no_standing() {
        Province province = province();
        province.vector("p1", "45204", 9 * DAY, "1*60");
        for (int minute = 0; minute < 200; minute++) {
            int at = 5 * DAY + minute;
            assertEquals(Outcome.COMMITTED, province.say("p1", at, 9 * DAY + 60, Province.bad("45204", "45202")));
        }
        assertEquals(new SampleShare(0, 200, 0), viettel(province, 5));
        assertEquals(
                Standing.COVERED,
                Objects.requireNonNull(province.engine.picture(1).villages().get("v1"))
                        .standing());
    }

    @Test
    void the_days_go_on_where_silence_makes_the_standing_unknown() {
        Province province = province();
        province.vector("p1", "45204", 0, "1*100 -*120");
        assertEquals(
                Standing.UNKNOWN,
                Objects.requireNonNull(province.engine.picture(1).villages().get("v1"))
                        .standing());
        assertEquals(new SampleShare(100, 0, 0), viettel(province, 0));
    }

    @Test
    void a_new_roster_goes_on_in_the_same_days() {
        Province province = province();
        assertEquals(Outcome.COMMITTED, province.say("p1", 1, Province.good("45204", "45202")));
        province.probe("p2", "v1", Province.MINUTE, "viettel");
        province.step(new Event.RegistryChanged(Province.T0 + 2 * Province.MINUTE, province.change()));
        assertEquals(Outcome.COMMITTED, province.say("p1", 3, Province.good("45204", "45202")));
        assertEquals(Outcome.COMMITTED, province.say("p2", 3, Province.good("45204")));
        assertEquals(new SampleShare(3, 0, 0), viettel(province, 0));
    }

    @Test
    void dirty_rows_laid_over_each_other_are_the_whole_state_and_older_days_stay_beside_it() {
        Province province = province();
        Map<String, SnapshotRow> kept = new TreeMap<>();
        Random random = new Random(3);
        long counted = 0;
        int minute = 0;
        for (int step = 0; step < 3_000; step++) {
            minute += 1 + random.nextInt(60);
            int late = random.nextInt(10) == 0 ? random.nextInt(6 * DAY) : 0;
            boolean isGood = random.nextInt(5) > 0;
            Outcome outcome = province.say(
                    "p1",
                    Math.max(0, minute - late),
                    minute,
                    isGood ? Province.good("45204", "45202") : Province.bad("45204", "45202"));
            counted += outcome == Outcome.COMMITTED ? 1 : 0;
            if (random.nextInt(20) == 0) {
                keep(kept, province.engine.takeDirtyRows());
            }
        }
        keep(kept, province.engine.takeDirtyRows());
        for (SnapshotRow row : province.engine.allRows()) {
            SnapshotRow same = Objects.requireNonNull(kept.get(row.kind() + '\t' + row.key()));
            assertArrayEquals(row.value(), same.value(), row.kind() + " " + row.key());
        }
        assertTrue(minute > 60 * DAY, "far beyond what may still change");
        assertTrue(days(province.engine.allRows()).size() <= 2);
        PointSum whole = sum(new ArrayList<>(kept.values()), FIRST - 1, FIRST + 100);
        assertEquals(
                counted,
                Objects.requireNonNull(whole.operators().get("viettel")).all());
        assertEquals(counted, whole.any().all());
    }

    @Test
    void a_day_that_was_written_is_written_again_when_it_goes_on() {
        Province province = province();
        assertEquals(Outcome.COMMITTED, province.say("p1", 1, Province.good("45204", "45202")));
        assertEquals(1, days(province.engine.takeDirtyRows()).size());
        assertEquals(0, days(province.engine.takeDirtyRows()).size());
        assertEquals(Outcome.COMMITTED, province.say("p1", 2, Province.good("45204", "45202")));
        assertSameRows(days(province.engine.allRows()), days(province.engine.takeDirtyRows()));
    }

    @Test
    void a_state_restored_between_any_two_readings_goes_on_the_same() {
        Province province = province();
        Random random = new Random(4);
        Engine other = Engine.restore(province.engine.allRows());
        Map<String, SnapshotRow> kept = new TreeMap<>();
        for (int step = 0; step < 400; step++) {
            long received = Province.T0 + step * 180L * Province.MINUTE;
            long at = received - (random.nextInt(4) == 0 ? random.nextInt(8 * DAY) * Province.MINUTE : 0);
            if (at < Province.T0) {
                continue;
            }
            Reading reading = new Reading("p1", "p1", at, received, -1, Province.good("45204", "45202"));
            Event event = new Event.Readings(received, List.of(reading));
            assertEquals(province.step(event).outcomes(), other.step(event).outcomes());
            keep(kept, other.takeDirtyRows());
            if (random.nextInt(10) == 0) {
                // What the journal gives back at a start: the newest rows, and the closed days beside them.
                keep(kept, other.allRows());
                other = Engine.restore(new ArrayList<>(kept.values()));
            }
        }
        assertSameRows(province.engine.allRows(), other.allRows());
    }

    private static void keep(Map<String, SnapshotRow> kept, List<SnapshotRow> rows) {
        for (SnapshotRow row : rows) {
            if (row.value().length == 0) {
                kept.remove(row.kind() + '\t' + row.key());
            } else {
                kept.put(row.kind() + '\t' + row.key(), row);
            }
        }
    }

    private static List<SnapshotRow> days(List<SnapshotRow> rows) {
        return rows.stream().filter(row -> row.kind().equals(DayBook.KIND)).toList();
    }

    private static void assertSameRows(List<SnapshotRow> one, List<SnapshotRow> two) {
        assertEquals(
                one.stream().map(SnapshotRow::key).toList(),
                two.stream().map(SnapshotRow::key).toList());
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(one.get(i).value(), two.get(i).value(), one.get(i).key());
        }
    }
}
