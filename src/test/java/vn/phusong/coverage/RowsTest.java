package vn.phusong.coverage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Reading;
import vn.phusong.village.DeviceKind;

/** Every row of the state, with something in each of its fields, is the same row after it was read: a restart forgets nothing and invents nothing. */
class RowsTest {
    private static final long T0 = 1_767_200_400_000L;

    /** What is written after the row was read is what was read. */
    @CanIgnoreReturnValue
    private static <T> T survives(
            Row.Writer row, Row.Reader<T> reader, java.util.function.Function<T, Row.Writer> writer) {
        byte[] bytes = Row.of(row);
        T read = Row.read(bytes, reader);
        assertArrayEquals(bytes, Row.of(writer.apply(read)));
        return read;
    }

    private static void ints(DataOutput out, int... values) throws IOException {
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static void longs(DataOutput out, long... values) throws IOException {
        for (long value : values) {
            out.writeLong(value);
        }
    }

    private static void varints(DataOutput out, long... values) throws IOException {
        for (long value : values) {
            Varint.write(out, value);
        }
    }

    private static void baseline(DataOutput out) throws IOException {
        ints(out, 490_000, -123_456);
        out.writeShort(17);
        for (int i = 0; i < 31; i++) {
            out.writeShort(-2000 - i);
        }
    }

    private static void votes(DataOutput out) throws IOException {
        out.writeShort(0x5A5A);
        out.writeByte(16);
        out.writeByte(4);
        varints(out, T0, T0 + 1, T0 + 2);
    }

    private static void sim(DataOutput out) throws IOException {
        out.writeInt(0x1234567);
        varints(out, 61, T0, T0 + 1);
        baseline(out);
        varints(out, T0 + 2);
        out.writeFloat(-6.5f);
        votes(out);
    }

    private static void cells(DataOutput out) throws IOException {
        for (int i = 1; i <= 12; i++) {
            out.writeInt(1000 + i);
        }
        out.writeByte(5);
        out.writeInt(1003);
        varints(out, T0);
        out.writeBoolean(true);
        varints(out, 3, T0 + 1, 12);
    }

    private static void ledger(DataOutput out) throws IOException {
        out.writeInt(20_500);
        for (int i = 0; i < 40; i++) {
            Varint.write(out, 300 + i);
        }
    }

    private static void numbering(DataOutput out) throws IOException {
        varints(out, 900, T0, 2);
        out.writeByte(2);
        varints(out, 100, 5, 20_499, 200, 7, 20_500);
    }

    private static void clock(DataOutput out) throws IOException {
        ints(out, 1_767_200, 7200, 7190, 7210, 7205);
        out.writeByte(1);
        out.writeInt(1_767_100);
    }

    @Test
    void a_line() {
        survives(
                out -> {
                    longs(out, T0);
                    ints(out, 1_767_200, 1_767_100, 7200, 3600);
                    out.writeShort(-2650);
                    out.writeByte(0x2E);
                    ints(out, 1, 2, 3, 4, 5, 6);
                },
                LineWatch::read,
                line -> line::write);
    }

    @Test
    void an_outage_the_last_test_and_what_waits() {
        survives(out -> longs(out, 1, 2, 3, 4, 5, 6), Outage::read, outage -> outage::write);
        survives(
                out -> {
                    longs(out, T0);
                    out.writeBoolean(true);
                },
                LastTest::read,
                test -> test::write);
        survives(
                out -> {
                    longs(out, T0);
                    out.writeBoolean(true);
                    longs(out, T0 + 1, T0 + 2, T0 + 3);
                },
                Waiting::read,
                waiting -> waiting::write);
    }

    @Test
    void votes_levels_and_light() {
        Votes votes = survives(RowsTest::votes, Votes::read, read -> read::write);
        assertEquals(8, votes.good());
        assertEquals(16, votes.samples());
        SimWatch sim = survives(RowsTest::sim, SimWatch::read, read -> read::write);
        assertEquals(T0 + 1, sim.stuckSince());
        assertEquals(T0 + 2, sim.stepAt());
        assertEquals(-6.5f, sim.stepDb());
        LightWatch light = survives(
                out -> {
                    baseline(out);
                    out.writeShort(-2100);
                    out.writeInt(1_767_200);
                },
                LightWatch::read,
                read -> read::write);
        assertTrue(light.isFaded());
        assertEquals(-21f, light.beforeDbm());
        assertEquals(1_767_200_000L, light.fadedAt());
    }

    @Test
    void cells_days_and_numbers() {
        CellWatch cells = survives(RowsTest::cells, CellWatch::read, read -> read::write);
        assertTrue(cells.isMoved());
        assertEquals(T0 + 1, cells.movedAt());
        assertEquals(12, cells.movedKm());
        survives(RowsTest::ledger, Ledger::read, read -> read::write);
        Numbering numbers = survives(RowsTest::numbering, Numbering::read, read -> read::write);
        assertEquals(2, numbers.restarts());
        assertEquals(List.of(new Numbering.Gap(200, 207, 20_500), new Numbering.Gap(100, 105, 20_499)), numbers.gaps());
    }

    @Test
    void a_probe_and_a_terminal() {
        DeviceWatch probe = survives(
                out -> {
                    out.writeByte(1 | 2 | 8);
                    clock(out);
                    ledger(out);
                    numbering(out);
                    cells(out);
                    varints(out, T0 + 5, T0 + 6);
                    out.writeInt(77);
                    out.writeByte(2);
                    sim(out);
                    sim(out);
                },
                DeviceWatch::read,
                read -> read::write);
        assertEquals(T0 + 5, probe.suspendedAt());
        assertEquals(2, probe.sims());
        assertEquals(ClockWatch.Skew.BEHIND, probe.skew());
        assertEquals(7200, probe.behindS());
        assertEquals(1_767_100_000L, probe.skewedSince());
        DeviceWatch refused = survives(
                out -> {
                    out.writeByte(8 | 16);
                    clock(out);
                    cells(out);
                    varints(out, T0 + 5, T0 + 6);
                    out.writeInt(77);
                    out.writeByte(0);
                    varints(out, 2, 5, T0 + 7);
                },
                DeviceWatch::read,
                read -> read::write);
        assertFalse(refused.registered(T0 + 6 + Suspension.SERVED_AGAIN_MS, 0, 5));
        assertTrue(refused.registered(T0 + 7 + Suspension.SERVED_AGAIN_MS, 0, 7));
        survives(
                out -> {
                    out.writeByte(4);
                    clock(out);
                    baseline(out);
                    out.writeShort(-2100);
                    out.writeInt(1_767_200);
                },
                DeviceWatch::read,
                read -> read::write);
        survives(
                out -> {
                    out.writeByte(0);
                    clock(out);
                },
                DeviceWatch::read,
                read -> read::write);
        assertEquals(
                1 + 25, Row.of(new DeviceWatch(DeviceKind.ONT)::write).length, "a terminal of which nothing is said");
    }

    @Test
    void fibre_of_a_village_and_of_a_pon() {
        FibreWatch fibre = survives(
                out -> {
                    out.writeByte(3);
                    longs(out, T0, T0 + 1);
                    out.writeInt(12);
                },
                FibreWatch::read,
                read -> read::write);
        assertTrue(fibre.isOut());
        FibreWatch idle = survives(
                out -> {
                    out.writeByte(2);
                    longs(out, T0, T0 + 1);
                    out.writeInt(12);
                },
                FibreWatch::read,
                read -> read::write);
        assertTrue(!idle.isOut());
        assertTrue(!idle.isAwake());
        FibreWatch looking = survives(
                out -> {
                    out.writeByte(6);
                    longs(out, T0, T0 + 1);
                    out.writeInt(12);
                    longs(out, T0 + 2);
                },
                FibreWatch::read,
                read -> read::write);
        assertTrue(looking.isAwake());
        FibreWatch again = survives(
                out -> {
                    out.writeByte(1 | 2 | 8 | 16);
                    longs(out, T0, T0 + 1);
                    out.writeInt(12);
                    longs(out, T0 - 1);
                    out.writeInt(14);
                },
                FibreWatch::read,
                read -> read::write);
        assertTrue(again.isOut());
        survives(
                out -> {
                    out.writeByte(2 | 4 | 8);
                    longs(out, 1, 2, 3, 4, 5);
                    ints(out, 6, 7);
                    longs(out, 1);
                },
                PonWatch::read,
                read -> read::write);
        for (int flags = 0; flags < 4; flags++) {
            int has = flags;
            PonWatch pon = survives(
                    out -> {
                        out.writeByte(has);
                        longs(out, 1, 2, 3, 4, 5);
                        ints(out, 6, 7);
                    },
                    PonWatch::read,
                    read -> read::write);
            assertEquals((has & 2) != 0, pon.isOut());
            assertEquals(has != 0, pon.isAwake());
        }
    }

    @Test
    void a_row_of_an_earlier_program_knows_no_number_of_lines() {
        FibreWatch read = Row.read(
                Row.of(out -> {
                    out.writeByte(1);
                    longs(out, T0, T0 + 1);
                }),
                FibreWatch::read);
        assertTrue(read.isOut());
    }

    @Test
    void signals() {
        Signal standing = new Signal(
                        Signal.What.STANDING,
                        "v",
                        "viettel",
                        Standing.UNCOVERED,
                        T0,
                        T0 - 5,
                        true,
                        new Signal.Lines(3, 4, 75))
                .with(new Signal.Serving("bts-1", Mains.LOST));
        assertEquals(standing, Row.read(Row.of(standing::write), Signal::read));
        Signal left = Signal.left("v", null, T0);
        assertEquals(left, Row.read(Row.of(left::write), Signal::read));
        PonSignal pon = new PonSignal(
                PonSignal.What.MORE,
                new PonSignal.Pon("olt-1/2/3", 4),
                T0,
                T0 - 1,
                new PonSignal.Lines(9, 10, 8, 7),
                List.of(
                        new PonSignal.Member("a", 1, 2, 3, Mains.ON),
                        new PonSignal.Member("b", 4, 5, 6, Mains.UNKNOWN, List.of(-7, 8))));
        assertEquals(pon, Row.read(Row.of(pon::write), PonSignal::read));
        assertEquals("olt-1", pon.pon().olt());
        Proof proof = new Proof(9, 4);
        assertEquals(proof, Row.read(Row.of(proof::write), Proof::read));
    }

    @Test
    void the_past_of_a_slot() {
        Known known = new Known();
        for (Standing standing : Standing.values()) {
            known.said(T0 + standing.name().length(), standing);
        }
        survives(known::write, Known::read, read -> read::write);
        Piece piece = new Piece(Piece.numberOf(T0));
        for (int i = 0; i < 20; i++) {
            piece.append(PastCode.at(PastCode.of(Finding.HIGH, true, i & 3), i * 1000));
        }
        survives(piece::write, Piece::read, read -> read::write);
        piece.stands(Footing.NOWHERE, T0);
        Piece read = survives(piece::write, Piece::read, back -> back::write);
        assertEquals(T0, read.footingAt);
        assertArrayEquals(Footing.NOWHERE, read.footing);
        assertTrue(!read.dirty && read.isWritten, "what was read is written");
        Footing footing = new Footing(new Machine(), null, new Outage(), T0, new LastTest(), true);
        assertArrayEquals(footing.toBytes(), Footing.of(footing.toBytes()).toBytes());
    }

    @Test
    void whole_numbers_of_any_size_and_the_small_in_one_octet() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertEquals(value, Row.read(Row.of(out -> Varint.write(out, value)), Varint::read));
        }
        for (long value : new long[] {0, 1, -1, 63, -64, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] row = Row.of(out -> Varint.write(out, value));
            assertEquals(value, Row.read(row, Varint::read));
            assertTrue(value < -64 || value > 63 || row.length == 1, "in one octet: " + value);
        }
        assertEquals(2, Row.of(out -> Varint.write(out, 64)).length);
        assertEquals(-5, Row.read(Row.of(out -> Varint.write(out, -5)), Varint::readInt));
        byte[] large = Row.of(out -> Varint.write(out, 1L << 31));
        assertThrows(ArithmeticException.class, () -> Row.read(large, Varint::readInt));
    }

    @Test
    void what_is_not_written_yet_of_the_running_day_goes_into_its_row() {
        DeviceWatch probe = new DeviceWatch(DeviceKind.PROBE);
        Reading reading = new Reading("p", "p", T0, T0, 1, new DeviceEvent(EventKind.HEARTBEAT, "heartbeat"));
        assertTrue(!probe.stored(reading, 60_000, 300_000));
        DeviceWatch read = Row.read(Row.of(probe::write), DeviceWatch::read);
        Ledger days = java.util.Objects.requireNonNull(read.days());
        assertEquals(List.of(new Ledger.Day(Ledger.dayOf(T0), 1, 0, 0, 0)), days.days());
    }
}
