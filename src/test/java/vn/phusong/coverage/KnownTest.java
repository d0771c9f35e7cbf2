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
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Known.From;

/** What is kept of a slot's past: how it stood, its samples in pieces of two hours, and what waits to be judged again. */
class KnownTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long T0 = 1_767_200_400_000L / Piece.MS * Piece.MS;

    private final Known known = new Known();

    private static From from(long minute, Standing standing) {
        return new From(T0 + minute * MINUTE, standing);
    }

    private void said(long minute, Standing standing) {
        known.said(T0 + minute * MINUTE, standing);
    }

    private List<From> within(long from, long to) {
        return known.within(T0 + from * MINUTE, T0 + to * MINUTE);
    }

    @Test
    void a_standing_holds_from_its_moment_until_the_next() {
        said(10, Standing.COVERED);
        said(20, Standing.UNCOVERED);
        assertEquals(Standing.UNKNOWN, known.at(T0 + 10 * MINUTE - 1));
        assertEquals(Standing.COVERED, known.at(T0 + 10 * MINUTE));
        assertEquals(Standing.COVERED, known.at(T0 + 20 * MINUTE - 1));
        assertEquals(Standing.UNCOVERED, known.at(T0 + 20 * MINUTE));
        assertEquals(0, known.since());
    }

    @Test
    void what_an_older_sample_said_stands_where_its_time_belongs() {
        said(10, Standing.COVERED);
        said(30, Standing.UNCOVERED);
        said(20, Standing.DEGRADED);
        said(10, Standing.UNKNOWN);
        assertEquals(
                List.of(from(5, Standing.UNKNOWN), from(20, Standing.DEGRADED), from(30, Standing.UNCOVERED)),
                within(5, 40),
                "of one moment the last holds");
    }

    @Test
    void within_a_time_are_its_first_standing_and_the_real_changes_before_its_end() {
        said(10, Standing.COVERED);
        said(15, Standing.COVERED);
        said(20, Standing.UNCOVERED);
        assertEquals(List.of(from(10, Standing.COVERED)), within(10, 20));
        assertEquals(List.of(from(9, Standing.UNKNOWN), from(10, Standing.COVERED)), within(9, 20));
        assertEquals(List.of(from(12, Standing.COVERED), from(20, Standing.UNCOVERED)), within(12, 21));
    }

    @Test
    void a_revision_holds_until_its_end_and_there_it_goes_on_as_it_was_said() {
        said(10, Standing.COVERED);
        said(20, Standing.UNCOVERED);
        said(40, Standing.COVERED);
        known.revise(
                T0 + 15 * MINUTE, T0 + 30 * MINUTE, List.of(from(15, Standing.DEGRADED), from(25, Standing.COVERED)));
        assertEquals(
                List.of(
                        from(0, Standing.UNKNOWN),
                        from(10, Standing.COVERED),
                        from(15, Standing.DEGRADED),
                        from(25, Standing.COVERED),
                        from(30, Standing.UNCOVERED),
                        from(40, Standing.COVERED)),
                within(0, 60));
        known.revise(T0 + 20 * MINUTE, T0 + 40 * MINUTE, List.of(from(20, Standing.DEGRADED)));
        assertEquals(
                List.of(from(10, Standing.COVERED), from(15, Standing.DEGRADED), from(40, Standing.COVERED)),
                within(10, 60));
    }

    @Test
    void what_is_said_of_a_span_that_was_put_right_before_is_known_from_its_end_on() throws IOException {
        assertFalse(known.said(T0 + 10 * MINUTE, Standing.COVERED));
        known.revise(T0 + 15 * MINUTE, T0 + 30 * MINUTE, List.of(from(15, Standing.DEGRADED)));
        Known read = Known.read(new DataInputStream(new ByteArrayInputStream(bytes(known))));
        assertTrue(read.said(T0 + 29 * MINUTE, Standing.UNCOVERED));
        assertEquals(
                List.of(from(10, Standing.COVERED), from(15, Standing.DEGRADED), from(30, Standing.UNCOVERED)),
                read.within(T0 + 10 * MINUTE, T0 + 60 * MINUTE));
        assertFalse(read.said(T0 + 30 * MINUTE, Standing.COVERED), "of its end on it is known as it was said");
        read.forget(T0 + 30 * MINUTE);
        Known other = new Known();
        other.said(T0 + 30 * MINUTE, Standing.COVERED);
        other.forget(T0 + 30 * MINUTE);
        assertArrayEquals(bytes(other), bytes(read), "what was put right so long ago is forgotten");
    }

    private static byte[] bytes(Known known) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        known.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void the_newest_256_changes_are_kept() {
        for (int i = 1; i <= 300; i++) {
            said(i, i % 2 == 0 ? Standing.COVERED : Standing.UNCOVERED);
        }
        assertEquals(T0 + 45 * MINUTE, known.since());
        assertEquals(256, within(0, 400).size(), "the first at the begin and 255 changes");
        known.forget(T0 + 100 * MINUTE);
        assertEquals(T0 + 100 * MINUTE, known.since());
        known.forget(T0 + 101 * MINUTE - 1);
        assertEquals(T0 + 100 * MINUTE, known.since(), "how it stood at that time is known");
        known.forget(T0 + 1000 * MINUTE);
        assertEquals(Standing.COVERED, known.at(T0 + 1000 * MINUTE));
    }

    @Test
    void a_revision_of_more_changes_than_are_kept_lets_the_oldest_go() {
        List<From> right = new java.util.ArrayList<>();
        for (int i = 0; i < 300; i++) {
            right.add(from(i, i % 2 == 0 ? Standing.COVERED : Standing.UNCOVERED));
        }
        known.revise(T0, T0 + 300 * MINUTE, right);
        assertEquals(T0 + 45 * MINUTE, known.since());
    }

    private static int code(long offsetMs, Finding finding, int who) {
        return PastCode.at(PastCode.of(finding, true, who), (int) offsetMs);
    }

    @Test
    void samples_of_a_piece_lie_in_the_order_of_time_and_of_devices() {
        Piece piece = new Piece(Piece.numberOf(T0));
        assertEquals(T0, piece.start());
        assertEquals(T0 + 2 * HOUR, piece.end());
        piece.append(code(1000, Finding.HIGH, 1));
        piece.append(code(3000, Finding.HIGH, 1));
        piece.insert(code(2000, Finding.LOW, 2));
        piece.insert(code(2000, Finding.LOW, 1));
        piece.insert(code(2000, Finding.LOW, 3));
        piece.insert(code(500, Finding.LOW, 0));
        piece.insert(code(4000, Finding.LOW, 0));
        int[] offsets = {500, 1000, 2000, 2000, 2000, 3000, 4000};
        int[] who = {0, 1, 1, 2, 3, 1, 0};
        assertEquals(7, piece.size);
        for (int i = 0; i < 7; i++) {
            assertEquals(T0 + offsets[i], piece.at(i));
            assertEquals(who[i], PastCode.who(piece.codes[i]));
        }
        assertEquals(2, piece.firstFrom(T0 + 2000));
        assertEquals(5, piece.firstFrom(T0 + 2001));
        assertEquals(0, piece.firstFrom(T0));
        assertEquals(7, piece.firstFrom(T0 + 4001));
    }

    @Test
    void of_one_time_and_device_the_first_sample_stays() {
        Piece piece = new Piece(0);
        piece.insert(PastCode.judged(code(0, Finding.HIGH, 1), true));
        piece.dirty = false;
        piece.insert(code(0, Finding.LOW, 1));
        assertEquals(1, piece.size);
        assertEquals(Finding.HIGH, PastCode.finding(piece.codes[0]));
        assertTrue(PastCode.isGood(piece.codes[0]));
        assertTrue(PastCode.isFourG(piece.codes[0]));
        assertTrue(piece.dirty);
    }

    @Test
    void a_test_and_a_sample_of_one_reading_that_were_told_apart_become_one() {
        int test = PastCode.tested(code(7000, Finding.INVALID, 1), PastCode.TEST_FAILED);
        int sample = PastCode.judged(PastCode.at(PastCode.of(Finding.BETWEEN, false, 1), 7000), true);
        for (boolean testFirst : new boolean[] {true, false}) {
            Piece piece = new Piece(0);
            piece.insert(testFirst ? test : sample);
            piece.insert(testFirst ? sample : test);
            assertEquals(1, piece.size);
            int both = piece.codes[0];
            assertEquals(Finding.BETWEEN, PastCode.finding(both));
            assertEquals(PastCode.TEST_FAILED, PastCode.test(both));
            assertEquals(7000, PastCode.offsetMs(both));
            assertEquals(1, PastCode.who(both));
            assertFalse(PastCode.isFourG(both));
            assertTrue(PastCode.isGood(both));
            piece.insert(PastCode.tested(code(7000, Finding.INVALID, 1), PastCode.TEST_PASSED));
            assertEquals(PastCode.TEST_FAILED, PastCode.test(piece.codes[0]), "the first test stays");
        }
    }

    @Test
    void a_piece_holds_two_samples_a_second_and_no_more() {
        Piece piece = new Piece(0);
        for (int i = 0; i < 16_384; i++) {
            piece.append(code(i * 400L, Finding.HIGH, 0));
        }
        piece.append(code(7_199_000, Finding.HIGH, 0));
        piece.insert(code(1, Finding.HIGH, 0));
        assertEquals(16_384, piece.size);
        piece.insert(PastCode.tested(code(0, Finding.HIGH, 0), PastCode.TEST_PASSED));
        assertEquals(PastCode.TEST_PASSED, PastCode.test(piece.codes[0]), "what joins a sample takes no room");
        byte[] row = Row.of(piece::write);
        assertTrue(row.length <= 65_536 + 16, "64 KB at most, was " + row.length);
        assertArrayEquals(row, Row.of(Row.read(row, Piece::read)::write));
    }

    @Test
    void a_piece_is_dirty_only_when_something_of_it_changed() {
        Piece piece = new Piece(0);
        piece.append(code(0, Finding.HIGH, 0));
        piece.stands(new byte[] {1}, 5);
        piece.dirty = false;
        piece.judged(0, false);
        piece.stands(new byte[] {1}, 5);
        assertFalse(piece.dirty);
        piece.judged(0, true);
        assertTrue(piece.dirty);
        assertTrue(PastCode.isGood(piece.codes[0]));
        piece.dirty = false;
        piece.stands(new byte[] {1}, 6);
        assertTrue(piece.dirty);
        assertEquals(6, piece.footingAt);
        piece.dirty = false;
        piece.stands(new byte[] {2}, 6);
        assertTrue(piece.dirty);
    }

    @Test
    void late_samples_wait_five_quiet_minutes_and_never_more_than_thirty() {
        Waiting waiting = new Waiting();
        assertFalse(waiting.isDue(T0 + 1000 * HOUR), "nothing waits");
        waiting.late(T0 - 5);
        waiting.late(T0 - 9);
        waiting.late(T0 - 7);
        assertEquals(T0 - 9, waiting.earliest());
        assertTrue(waiting.tick(T0));
        assertFalse(waiting.tick(T0 + MINUTE));
        assertEquals(T0 + 5 * MINUTE, waiting.dueAt());
        assertFalse(waiting.isDue(T0 + 5 * MINUTE - 1));
        assertTrue(waiting.isDue(T0 + 5 * MINUTE));
        for (int minute = 2; minute <= 29; minute++) {
            waiting.late(T0);
            assertTrue(waiting.tick(T0 + minute * MINUTE));
            assertEquals(T0 + Math.min(30, minute + 5) * MINUTE, waiting.dueAt());
        }
    }

    @Test
    void while_the_two_differ_it_is_looked_at_every_hour_or_earlier_when_more_comes() {
        Waiting waiting = Waiting.again(T0 - MINUTE, T0);
        assertEquals(T0 - MINUTE, waiting.earliest());
        assertEquals(T0 + HOUR, waiting.dueAt());
        waiting.late(T0);
        assertEquals(T0 - MINUTE, waiting.earliest());
        assertTrue(waiting.tick(T0 + 10 * MINUTE));
        assertEquals(T0 + 15 * MINUTE, waiting.dueAt());
        waiting.late(T0);
        assertTrue(waiting.tick(T0 + 58 * MINUTE));
        assertEquals(T0 + 40 * MINUTE, waiting.dueAt());
    }

    @Test
    void a_failed_test_spoils_samples_for_ten_minutes_or_until_the_next() {
        Rules.Tests rules = SampleRules.DEFAULT.tests();
        LastTest test = new LastTest();
        assertFalse(test.spoils(rules, T0) || test.hasFailedWithin(HOUR, T0));
        test.tested(T0, true);
        assertFalse(test.spoils(rules, T0 - 1));
        assertTrue(test.spoils(rules, T0));
        assertTrue(test.spoils(rules, T0 + 10 * MINUTE));
        assertFalse(test.spoils(rules, T0 + 10 * MINUTE + 1));
        assertTrue(test.hasFailedWithin(MINUTE, T0 + MINUTE));
        assertFalse(test.hasFailedWithin(MINUTE, T0 + MINUTE + 1));
        test.tested(T0 - 1, false);
        assertTrue(test.spoils(rules, T0), "an older one changes nothing");
        test.tested(T0, false);
        assertFalse(test.spoils(rules, T0), "of one moment the last holds");
        assertEquals(T0, test.at());
    }

    @Test
    void a_proof_counts_what_was_not_good_since_then_and_which_of_it_by_tests_alone() {
        Samples samples = new Samples(16);
        SampleClass[] judged = {
            SampleClass.BAD,
            SampleClass.BAD,
            SampleClass.GOOD,
            SampleClass.NO_SERVICE,
            SampleClass.INVALID,
            SampleClass.BAD
        };
        for (int i = 0; i < judged.length; i++) {
            int flags = Samples.flags(true, true, true, i == 1 || i == 4);
            samples.append(Samples.pack(T0 + i, 0, 0, judged[i], flags), (byte) 0);
        }
        samples.append(Samples.pack(T0 + 6, 0, 0, SampleClass.BAD, Samples.flags(false, true, true, true)), (byte) 0);
        assertEquals(new Proof(4, 1), Proof.since(samples, T0));
        assertEquals(new Proof(3, 1), Proof.since(samples, T0 + 1));
        assertEquals(new Proof(2, 0), Proof.since(samples, T0 + 2));
        assertFalse(Proof.isNewestByTest(samples));
        samples.append(Samples.pack(T0 + 7, 0, 0, SampleClass.BAD, Samples.flags(true, true, true, true)), (byte) 0);
        samples.append(Samples.pack(T0 + 8, 0, 0, SampleClass.GOOD, Samples.flags(true, true, true, false)), (byte) 0);
        assertTrue(Proof.isNewestByTest(samples));
        assertFalse(Proof.isNewestByTest(new Samples(4)));
        assertTrue(new Proof(3, 2).isByTests());
        assertFalse(new Proof(4, 2).isByTests(), "half is not most");
        org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, () -> new Proof(3, 4));
        org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class, () -> new Proof(3, -1));
        assertEquals(3, new Proof(3, 3).byTest());
    }
}
