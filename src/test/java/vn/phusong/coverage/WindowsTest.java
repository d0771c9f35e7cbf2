package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The kept samples and the running counts over them, against a plain list that is counted anew each time. */
class WindowsTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;

    private final WindowPlan plan = WindowPlan.of(SampleRules.DEFAULT, MINUTE);

    private static SampleClass one(Random random, int of) {
        List<SampleClass> all = List.of(SampleClass.values());
        return all.get(random.nextInt(of) % all.size());
    }

    private static long pack(long at, SampleClass judged, boolean live, boolean fourG) {
        return Samples.pack(at, 0, 0, judged, Samples.flags(live, true, fourG, false));
    }

    /** What the windows must hold, kept the simplest way. */
    private final class Plain {
        private final int capacity;
        private List<Long> kept = new ArrayList<>();

        Plain(int capacity) {
            this.capacity = capacity;
        }

        void append(long sample) {
            kept.add(sample);
            bound();
        }

        void insert(long sample) {
            if (kept.size() == capacity && Samples.at(sample) < Samples.at(kept.get(0))) {
                return;
            }
            if (kept.size() == capacity) {
                kept.remove(0);
            }
            kept.add(sample);
            kept.sort(Comparator.comparingLong(Samples::at));
        }

        private void bound() {
            while (kept.size() > capacity) {
                kept.remove(0);
            }
        }

        private int count(long from, java.util.function.LongPredicate is) {
            return (int) kept.stream()
                    .filter(sample -> Samples.at(sample) > from && Samples.isLive(sample))
                    .filter(sample -> Samples.classOf(sample) != SampleClass.INVALID)
                    .filter(is::test)
                    .count();
        }

        void isIn(Windows windows, long at) {
            long far = at - plan.longMs();
            long near = at - plan.shortMs();
            assertEquals(count(far, sample -> true), windows.longAll);
            assertEquals(count(far, Samples::isGood), windows.longGood);
            assertEquals(count(far, Samples::isGoodOn4g), windows.longGood4g);
            assertEquals(count(near, sample -> true), windows.shortAll);
            assertEquals(count(near, Samples::isGood), windows.shortGood);
            assertEquals(count(near, Samples::isGoodOn4g), windows.shortGood4g);
            assertEquals(kept.size(), windows.samples().size());
            for (int i = 0; i < kept.size(); i++) {
                assertEquals(kept.get(i), windows.samples().get(i));
            }
            List<Long> said = kept.stream().filter(Samples::counts).toList();
            List<Long> five = said.subList(Math.max(0, said.size() - 5), said.size());
            assertEquals(five.size() == 5 && five.stream().allMatch(Samples::isGood), windows.lastFiveGood(false));
            assertEquals(five.size() == 5 && five.stream().allMatch(Samples::isGoodOn4g), windows.lastFiveGood(true));
        }
    }

    @Test
    void the_running_counts_are_those_of_a_plain_list_whatever_comes() {
        for (int capacity : new int[] {3, 10, 16, 60, 200}) {
            for (int seed = 0; seed < 10; seed++) {
                Random random = new Random(seed);
                Windows windows = new Windows(new Samples(capacity));
                Plain plain = new Plain(capacity);
                long at = T0;
                for (int i = 0; i < 250; i++) {
                    SampleClass judged = one(random, 6);
                    boolean live = random.nextInt(5) != 0;
                    boolean fourG = random.nextInt(4) != 0;
                    if (random.nextInt(4) == 0) {
                        long sample = pack(at - random.nextInt(70) * MINUTE, judged, live, fourG);
                        windows.insert(sample, (byte) 1, plan, at);
                        plain.insert(sample);
                    } else {
                        at += random.nextInt(20) == 0 ? 20 * MINUTE : MINUTE;
                        windows.append(pack(at, judged, live, fourG), (byte) 1);
                        windows.slide(plan, at);
                        plain.append(pack(at, judged, live, fourG));
                    }
                    plain.isIn(windows, at);
                }
            }
        }
    }

    @Test
    void a_window_is_half_open_what_is_exactly_so_old_has_left_it() {
        Windows windows = new Windows(new Samples(16));
        windows.append(pack(T0, SampleClass.GOOD, true, true), (byte) 0);
        windows.slide(plan, T0 + plan.shortMs() - 1);
        assertEquals(1, windows.shortAll);
        windows.slide(plan, T0 + plan.shortMs());
        assertEquals(0, windows.shortAll);
        windows.slide(plan, T0 + plan.longMs() - 1);
        assertEquals(1, windows.longAll);
        windows.slide(plan, T0 + plan.longMs());
        assertEquals(0, windows.longAll);
    }

    @Test
    void another_plan_keeps_the_newest_samples_and_counts_them_by_its_own_windows() {
        Windows windows = new Windows(new Samples(60));
        for (int i = 0; i < 40; i++) {
            windows.append(pack(T0 + i * MINUTE, SampleClass.GOOD, true, true), (byte) (i + 1));
        }
        WindowPlan narrow = new WindowPlan(
                MINUTE, 30 * MINUTE, 5 * MINUTE, 30 * MINUTE, 5 * MINUTE, new WindowPlan.Counts(5, 8, 3, 3), 16);
        windows.replan(narrow, T0 + 39 * MINUTE);
        assertEquals(16, windows.samples().capacity());
        assertEquals(16, windows.longAll);
        assertEquals(5, windows.shortAll);
        assertEquals(T0 + 24 * MINUTE, Samples.at(windows.samples().get(0)));
        assertEquals(25 - 157f, windows.samples().levelOf(0));
        Samples same = windows.samples();
        windows.replan(narrow, T0 + 56 * MINUTE);
        assertEquals(same, windows.samples(), "the same room");
        assertEquals(13, windows.longAll, "those of minutes 27 to 39");
        assertEquals(0, windows.shortAll);
    }

    @Test
    void a_sample_of_a_past_is_put_in_as_it_was_judged() {
        Windows windows = new Windows(new Samples(16));
        int between = PastCode.of(Finding.BETWEEN, true, 2);
        windows.fill(T0, PastCode.judged(between, false), true);
        assertTrue(Samples.isLevelGood(windows.samples().get(0)), "the level was good before");
        assertFalse(Samples.isGood(windows.samples().get(0)));
        windows.fill(T0 + 1, PastCode.judged(between, false), false);
        assertFalse(Samples.isLevelGood(windows.samples().get(1)));
        windows.fill(T0 + 2, PastCode.judged(between, true), false);
        assertTrue(Samples.isLevelGood(windows.samples().get(2))
                && Samples.isGood(windows.samples().get(2)));
        windows.fill(T0 + 3, PastCode.judged(PastCode.of(Finding.BAD_HIGH, false, 1), false), false);
        long high = windows.samples().get(3);
        assertTrue(Samples.isLevelGood(high) && !Samples.isGood(high));
        assertEquals(SampleClass.BAD, Samples.classOf(high));
        assertEquals(1, Samples.who(high));
        assertEquals(4, windows.longAll);
        assertEquals(1, windows.longGood4g);
    }

    @Test
    void a_sample_keeps_all_that_was_packed_into_it() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            long at = T0 + random.nextInt();
            int content = random.nextInt();
            int who = random.nextInt(8);
            SampleClass judged = one(random, 4);
            boolean[] is = {random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), random.nextBoolean()};
            long sample = Samples.pack(at, content, who, judged, Samples.flags(is[0], is[1], is[2], is[3]));
            assertEquals(at, Samples.at(sample));
            assertEquals(content & 0x1FFF, Samples.content(sample));
            assertEquals(who & 3, Samples.who(sample));
            assertEquals(judged, Samples.classOf(sample));
            assertEquals(is[0], Samples.isLive(sample));
            assertEquals(is[1], Samples.isLevelGood(sample));
            assertEquals(is[3], Samples.isByTest(sample));
            assertEquals(judged == SampleClass.GOOD, Samples.isGood(sample));
            assertEquals(judged == SampleClass.GOOD && is[2], Samples.isGoodOn4g(sample));
            assertEquals(is[0] && judged != SampleClass.INVALID, Samples.counts(sample));
        }
    }

    @Test
    void a_level_is_kept_to_the_decibel_and_an_absent_one_stays_absent() {
        Samples samples = new Samples(8);
        float[] told = {-140, -100.4f, -43.6f, 98, 150, -156, -200, Float.NaN};
        float[] kept = {-140, -100, -44, 98, 98, -156, -156, Float.NaN};
        for (int i = 0; i < told.length; i++) {
            samples.append(pack(T0 + i, SampleClass.GOOD, true, true), Samples.level(told[i]));
            assertEquals(kept[i], samples.levelOf(i));
        }
    }

    @Test
    void a_reading_is_known_by_its_time_its_probe_and_its_content() {
        Samples samples = new Samples(4);
        for (int i = 0; i < 6; i++) {
            int flags = Samples.flags(true, true, true, false);
            samples.append(Samples.pack(T0 + i / 2 * 10L, 70 + i, i % 2, SampleClass.GOOD, flags), (byte) 0);
        }
        assertEquals(1, samples.knows(T0 + 20, 0, 74));
        assertEquals(1, samples.knows(T0 + 20, 1, 75));
        assertEquals(1, samples.knows(T0 + 20, 5, 75 + 0x2000), "as much as is kept of them");
        assertEquals(0, samples.knows(T0 + 20, 1, 74));
        assertEquals(-1, samples.knows(T0 + 20, 2, 74));
        assertEquals(-1, samples.knows(T0 + 15, 0, 74));
        assertEquals(-1, samples.knows(T0, 0, 70), "too old to be kept");
        assertEquals(-1, samples.knows(T0 + 21, 0, 74));
        assertEquals(0, samples.firstFrom(T0 + 10));
        assertEquals(2, samples.firstFrom(T0 + 11));
        assertEquals(4, samples.firstFrom(T0 + 21));
    }

    @Test
    void the_level_before_is_that_of_the_newest_sample_that_says_something() {
        Samples samples = new Samples(8);
        int good = Samples.flags(true, true, true, false);
        int low = Samples.flags(true, false, true, false);
        assertTrue(samples.wasLevelGood(T0, true), "of none, what was before");
        assertFalse(samples.wasLevelGood(T0, false));
        samples.append(Samples.pack(T0, 0, 0, SampleClass.GOOD, good), (byte) 0);
        samples.append(Samples.pack(T0 + 10, 0, 0, SampleClass.BAD, low), (byte) 0);
        samples.append(Samples.pack(T0 + 20, 0, 0, SampleClass.BAD, good), (byte) 0);
        samples.append(Samples.pack(T0 + 30, 0, 0, SampleClass.NO_SERVICE, good), (byte) 0);
        samples.append(Samples.pack(T0 + 40, 0, 0, SampleClass.INVALID, good), (byte) 0);
        assertTrue(samples.wasLevelGood(T0, true), "none before it");
        assertFalse(samples.wasLevelGood(T0, false));
        assertTrue(samples.wasLevelGood(T0 + 10, false));
        assertFalse(samples.wasLevelGood(T0 + 20, true));
        assertTrue(samples.wasLevelGood(T0 + 30, false));
        assertFalse(samples.wasLevelGood(T0 + 40, true));
        assertFalse(samples.wasLevelGood(Long.MAX_VALUE, true), "the invalid one says nothing");
    }

    @Test
    void the_newest_live_level_is_not_that_of_a_late_sample() {
        Samples samples = new Samples(4);
        assertTrue(Float.isNaN(samples.lastLiveLevelDbm()));
        samples.append(pack(T0, SampleClass.GOOD, true, true), Samples.level(-90));
        samples.append(pack(T0 + 1, SampleClass.GOOD, false, true), Samples.level(-80));
        assertEquals(-90, samples.lastLiveLevelDbm());
        Samples late = new Samples(4);
        late.append(pack(T0, SampleClass.GOOD, false, true), Samples.level(-80));
        assertTrue(Float.isNaN(late.lastLiveLevelDbm()));
        assertTrue(late.endsAfter(T0 - 1));
        assertFalse(late.endsAfter(T0));
        assertFalse(new Samples(4).endsAfter(0));
    }

    @Test
    void a_row_of_samples_is_read_as_it_was_written_also_when_the_ring_has_turned() {
        Samples samples = new Samples(5);
        for (int i = 0; i < 8; i++) {
            samples.append(pack(T0 + i, SampleClass.BAD, true, false), (byte) (i + 1));
        }
        byte[] row = Row.of(samples::write);
        Samples read = Row.read(row, Samples::read);
        assertArrayEquals(row, Row.of(read::write));
        assertEquals(5, read.capacity());
        assertEquals(5, read.size());
        assertEquals(4 - 157f, read.levelOf(0));
        assertEquals(T0 + 3, Samples.at(read.get(0)));
    }
}
