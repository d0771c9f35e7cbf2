package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Samples on the days they belong to. */
class PointDaysTest {
    private final PointDays days = new PointDays("v\tp");

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private boolean look(String time, SampleClass a, SampleClass b) {
        if (!days.begin(at(time))) {
            return false;
        }
        days.measured(2);
        days.sample(days.column("a"), a);
        days.sample(days.column("b"), b);
        days.end();
        return true;
    }

    private PointSum sum(String first, String end) {
        PointSum sum = new PointSum(new Period(
                "test",
                LocalDate.parse(first).toEpochDay(),
                LocalDate.parse(end).toEpochDay()));
        days.open(sum::add);
        return sum;
    }

    @Test
    void case_8_a_sample_of_16_59_utc_is_of_this_day_and_one_of_17_00_of_the_next() {
        assertTrue(look("2026-03-14T16:59:59.999Z", SampleClass.GOOD, SampleClass.BAD));
        assertTrue(look("2026-03-14T17:00:00Z", SampleClass.BAD, SampleClass.NO_SERVICE));
        assertEquals(
                new SampleShare(1, 0, 0),
                sum("2026-03-14", "2026-03-15").operators().get("a"));
        assertEquals(
                new SampleShare(0, 1, 0),
                sum("2026-03-15", "2026-03-16").operators().get("a"));
        assertEquals(new SampleShare(0, 1, 0), sum("2026-03-15", "2026-03-16").any());
        assertEquals(2, sum("2026-03-14", "2026-03-16").days());
    }

    @Test
    void case_8_the_29th_of_february_and_the_last_day_of_a_year_are_days_like_others() {
        for (String date : List.of("2028-02-28", "2028-02-29", "2028-03-01")) {
            assertTrue(look(date + "T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        }
        assertEquals(new SampleShare(1, 0, 0), sum("2028-02-29", "2028-03-01").two());
        assertEquals(new SampleShare(3, 0, 0), sum("2028-02-28", "2028-03-02").two());
        assertTrue(look("2028-12-31T16:59:59Z", SampleClass.GOOD, SampleClass.GOOD));
        assertTrue(look("2028-12-31T17:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertEquals(new SampleShare(1, 0, 0), sum("2028-12-31", "2029-01-01").two());
        assertEquals(new SampleShare(1, 0, 0), sum("2029-01-01", "2029-01-02").two());
    }

    @Test
    void an_invalid_sample_is_in_no_denominator_of_its_operator_and_unknown_in_the_look() {
        assertTrue(look("2026-03-01T05:00:00Z", SampleClass.INVALID, SampleClass.BAD));
        assertTrue(look("2026-03-01T05:01:00Z", SampleClass.INVALID, SampleClass.GOOD));
        PointSum sum = sum("2026-03-01", "2026-03-02");
        assertFalse(sum.operators().containsKey("a"));
        assertEquals(new SampleShare(1, 1, 0), sum.operators().get("b"));
        assertEquals(new SampleShare(1, 0, 1), sum.any());
        assertEquals(new SampleShare(0, 1, 1), sum.two(), "with one bad of two, two cannot be good");
    }

    @Test
    void a_day_whose_block_was_let_go_is_closed() {
        assertTrue(look("2026-03-01T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertTrue(look("2026-04-05T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertTrue(look("2026-04-20T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertFalse(look("2026-03-01T05:01:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertTrue(look("2026-04-13T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD), "seven days back is open always");
        List<Long> open = new ArrayList<>();
        days.open(block -> open.add(block.firstDay()));
        assertEquals(2, open.size());
    }

    @Test
    void what_is_let_go_before_it_was_written_is_still_handed_out() {
        assertTrue(look("2026-03-01T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertTrue(look("2026-04-05T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertTrue(look("2026-05-09T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        assertTrue(look("2026-06-12T05:00:00Z", SampleClass.GOOD, SampleClass.GOOD));
        List<Long> written = new ArrayList<>();
        days.takeDirty(block -> written.add(block.firstDay()));
        assertEquals(4, written.stream().distinct().count());
        days.takeDirty(block -> written.add(block.firstDay()));
        assertEquals(4, written.size(), "each once");
    }

    @Test
    void a_block_read_back_is_the_block_written_and_stays_small() throws IOException {
        days.measured(3);
        for (int minute = 0; minute < 16 * 1440; minute++) {
            assertTrue(days.begin(LocalDay.start(20_512) + minute * 60_000L));
            days.sample(days.column("viettel"), minute % 7 == 0 ? SampleClass.BAD : SampleClass.GOOD);
            days.sample(days.column("vinaphone"), SampleClass.GOOD);
            days.sample(days.column("mobifone"), minute % 3 == 0 ? SampleClass.NO_SERVICE : SampleClass.GOOD);
            days.end();
        }
        List<DayBlock> blocks = new ArrayList<>();
        days.open(blocks::add);
        assertEquals(1, blocks.size());
        byte[] bytes = bytes(blocks.get(0));
        assertTrue(bytes.length <= 420, "a full row of three operators: " + bytes.length);
        DayBlock read = DayBlock.read(blocks.get(0).firstDay(), new DataInputStream(new ByteArrayInputStream(bytes)));
        assertArrayEquals(bytes, bytes(read));
        assertEquals(16 * 1440 / 7 * 6, read.good(0, 0) * 16, 16);
    }

    private static byte[] bytes(DayBlock block) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        block.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
