package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines as the protocol wants them, and answers read as they are meant. */
class LinesTest {
    private static final byte[] A = Lines.key("a");
    private static final byte[] B = Lines.key("b");

    private final Lines lines = new Lines();

    private String text() {
        return lines.text(0, lines.count());
    }

    @Test
    void a_point_is_measurement_tags_fields_and_nanoseconds() {
        lines.begin(Lines.head("m", "one", "1", "two", "b c"))
                .real(A, -97.5f)
                .whole(B, 3)
                .end(1_000, 7);
        assertEquals("m,one=1,two=b\\ c a=-97.5,b=3i 1000000007\n", text());
    }

    @Test
    void what_was_not_told_is_absent_and_a_point_of_nothing_is_none() {
        lines.begin(Lines.head("m"))
                .real(A, Float.NaN)
                .real(A, Double.POSITIVE_INFINITY)
                .told(A, -1)
                .text(A, null);
        lines.end(1, 0);
        assertEquals(0, lines.count());
        lines.begin(Lines.head("m")).told(B, 0).end(1, 0);
        assertEquals("m b=0i 1000000\n", text());
    }

    @Test
    void quotes_backslashes_and_vietnamese_come_through() {
        lines.begin(Lines.head("m", "village", "Nà,Ca=1 \\x"))
                .text(A, "thôn \"Nà Cà\" \\ ")
                .text(B, "\\\"")
                .end(1, 0);
        assertEquals("m,village=Nà\\,Ca\\=1\\ _x a=\"thôn \\\"Nà Cà\\\" \\\\ \",b=\"\\\\\\\"\" 1000000\n", text());
        assertEquals("none", Lines.tag(""));
        assertEquals("a_b", Lines.tag("a\nb"));
    }

    @Test
    void every_number_reads_back_as_it_was() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            float single = i % 2 == 0
                    ? Float.intBitsToFloat(random.nextInt())
                    : Math.round(random.nextGaussian() * 1e4) / 100f;
            double twice = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : Math.round(random.nextGaussian() * 1e9) / 1e3;
            if (Float.isFinite(single) && Double.isFinite(twice)) {
                lines.clear();
                lines.begin(Lines.head("m")).real(A, single).real(B, twice).end(0, 0);
                String[] fields = text().split("[ ,]", -1);
                assertEquals(single, Float.parseFloat(fields[1].substring(2)), "seed " + seed);
                assertEquals(twice, Double.parseDouble(fields[2].substring(2)), "seed " + seed);
            }
        }
    }

    @Test
    void the_buffer_grows_and_any_part_can_be_taken() {
        for (int i = 0; i < 10_000; i++) {
            lines.begin(Lines.head("m", "n", Integer.toString(i))).whole(A, i).end(i, 0);
        }
        assertEquals(10_000, lines.count());
        assertEquals("m,n=9999 a=9999i 9999000000\n", lines.text(9_999, 10_000));
        assertEquals(5_000, lines.text(2_500, 7_500).lines().count());
        lines.clear();
        lines.begin(Lines.head("m")).whole(A, 1).end(1, 0);
        assertEquals("m a=1i 1000000\n", text());
    }

    @Test
    void an_answer_with_an_error_inside_or_cut_short_is_trouble() throws Exception {
        List<Answered.Row> rows = rows(
                "{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"m\",\"tags\":{\"v\":\"1\"},"
                        + "\"columns\":[\"time\",\"a\",\"error\"],\"values\":[[1000000,1.5,null],[2000000,null,\"error\"]]}]}]}");
        assertEquals(2, rows.size());
        assertEquals(1.5, rows.get(0).real("a"));
        assertEquals("1", rows.get(1).tags().get("v"));
        assertEquals("error", rows.get(1).text("error"));
        assertEquals(2, rows.get(1).at());
        HistoryTrouble inside = assertThrows(
                HistoryTrouble.class, () -> rows("{\"results\":[{\"statement_id\":0,\"error\":\"not implemented\"}]}"));
        assertTrue(inside.getMessage().contains("not implemented"), inside.getMessage());
        assertThrows(HistoryTrouble.class, () -> rows("{\"results\":[{\"statement_id\":0,\"partial\":true}]}"));
        assertThrows(IOException.class, () -> rows("{\"results\":[{\"statement_id\":0,\"series\":[{\"name\":\"m\""));
        assertThrows(HistoryTrouble.class, () -> rows(""));
    }

    private static List<Answered.Row> rows(String json) throws IOException, HistoryTrouble {
        return Answered.rows(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void buckets_end_once_each_and_a_long_absence_leaves_a_gap() {
        long bucket = 300_000;
        assertEquals(List.of(), RosterLines.ended(0, 10 * bucket));
        assertEquals(List.of(), RosterLines.ended(10 * bucket, 11 * bucket - 1));
        assertEquals(List.of(10 * bucket), RosterLines.ended(10 * bucket, 11 * bucket));
        assertEquals(List.of(10 * bucket), RosterLines.ended(11 * bucket - 1, 11 * bucket + 5));
        assertEquals(List.of(), RosterLines.ended(11 * bucket, 11 * bucket + 5));
        assertEquals(List.of(10 * bucket, 11 * bucket), RosterLines.ended(11 * bucket - 1, 12 * bucket));
        assertEquals(List.of(98 * bucket), RosterLines.ended(10 * bucket, 99 * bucket + 1));
    }
}
