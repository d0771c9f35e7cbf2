package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A level's own day and week, against a plain map of all its hours. */
class BaselineTest {
    private static final long HOUR = 3_600_000;
    /** 00:00 of 1 January 2026 at +07:00. */
    private static final long T0 = 1_767_200_400_000L;

    private final Baseline baseline = new Baseline();
    private final Map<Long, List<Float>> told = new TreeMap<>();
    private long newest = Long.MIN_VALUE;

    @CanIgnoreReturnValue
    private boolean take(long at, float level) {
        boolean wasTold = told.containsKey(newest);
        long hour = Math.floorDiv(at, HOUR);
        boolean isOver = wasTold && hour > newest;
        if (hour >= newest) {
            told.computeIfAbsent(hour, one -> new ArrayList<>()).add(level);
            newest = hour;
        }
        assertEquals(isOver, baseline.take(at, level));
        return isOver;
    }

    private static int mean(List<Float> levels) {
        int sum = 0;
        for (float level : levels) {
            sum += Math.round(level * 100);
        }
        return Math.round((float) sum / levels.size());
    }

    private static long day(long hour) {
        return Math.floorDiv(hour + 7, 24);
    }

    private static float median(List<Integer> values, int least) {
        if (values.size() < least) {
            return Float.NaN;
        }
        Collections.sort(values);
        int middle = values.size() / 2;
        int at = values.size() % 2 == 1
                ? values.get(middle)
                : Math.floorDiv(values.get(middle - 1) + values.get(middle), 2);
        return at / 100f;
    }

    /** Of the closed hours of the last 24. */
    private float ofDay() {
        List<Integer> means = new ArrayList<>();
        told.forEach((hour, levels) -> {
            if (hour < newest && hour > newest - 24) {
                means.add(mean(levels));
            }
        });
        return median(means, 6);
    }

    /** Of the last seven local days that are over. */
    private float ofWeek() {
        List<Integer> medians = new ArrayList<>();
        for (long day = day(newest) - 7; day < day(newest); day++) {
            List<Integer> means = new ArrayList<>();
            for (Map.Entry<Long, List<Float>> hour : told.entrySet()) {
                if (day(hour.getKey()) == day) {
                    means.add(mean(hour.getValue()));
                }
            }
            float median = median(means, 6);
            if (!Float.isNaN(median)) {
                medians.add(Math.round(median * 100));
            }
        }
        return median(medians, 3);
    }

    @Test
    void day_and_week_are_medians_of_what_was_told_whatever_was_not() {
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            Baseline fresh = new Baseline();
            BaselineTest one = new BaselineTest();
            long at = T0 + random.nextInt(24) * HOUR;
            for (int i = 0; i < 700; i++) {
                int gap = random.nextInt(100);
                at += gap == 0 ? (1 + random.nextInt(10)) * 24L * HOUR : gap < 8 ? random.nextInt(20) * HOUR : HOUR / 3;
                float level = -20 - random.nextInt(800) / 100f;
                one.take(random.nextInt(15) == 0 ? at - random.nextInt(5) * HOUR : at, level);
                assertEquals(one.ofDay(), one.baseline.ofDay(), "seed " + seed + ", day after " + i);
                assertEquals(one.ofWeek(), one.baseline.ofWeek(), "seed " + seed + ", week after " + i);
            }
            byte[] row = Row.of(one.baseline::writeBaseline);
            Row.read(row, in -> {
                fresh.readBaseline(in);
                return fresh;
            });
            assertArrayEquals(row, Row.of(fresh::writeBaseline));
        }
    }

    @Test
    void an_hour_is_closed_by_the_first_level_of_a_later_one() {
        assertFalse(take(T0, -20));
        assertFalse(take(T0 + HOUR - 1, -21));
        assertFalse(take(T0 - 1, -99), "of an hour that is over nothing changes");
        assertTrue(take(T0 + HOUR, -20));
        assertFalse(take(T0 + HOUR, -20));
    }

    @Test
    void fewer_than_six_hours_are_no_day_and_fewer_than_three_days_no_week() {
        for (int hour = 0; hour <= 5; hour++) {
            take(T0 + hour * HOUR, -20);
        }
        assertTrue(Float.isNaN(baseline.ofDay()), "five hours are over");
        take(T0 + 6 * HOUR, -20);
        assertEquals(-20f, baseline.ofDay());
        for (int day = 1; day <= 2; day++) {
            for (int hour = 0; hour < 6; hour++) {
                take(T0 + (24 * day + hour) * HOUR, -20);
            }
        }
        assertTrue(Float.isNaN(baseline.ofWeek()));
        take(T0 + 72 * HOUR, -20);
        assertEquals(-20f, baseline.ofWeek());
    }

    @Test
    void more_levels_than_an_hour_can_hold_are_let_go() {
        for (int i = 0; i < 32_767; i++) {
            assertFalse(baseline.take(T0, -20));
        }
        for (int i = 0; i < 10_000; i++) {
            assertFalse(baseline.take(T0, -90));
        }
        for (int hour = 1; hour <= 6; hour++) {
            assertTrue(baseline.take(T0 + hour * HOUR, -20));
        }
        assertEquals(-20f, baseline.ofDay());
    }
}
