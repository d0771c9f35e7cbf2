package vn.phusong.incident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.OwnOutage;
import vn.phusong.coverage.PastOutage;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Proof;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** Every row of the incidents, with something in each of its fields, is the same row after it was read. */
class IncidentRowsTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules.Alerts RULES = SampleRules.DEFAULT.alerts();

    private interface Writer {
        void write(DataOutput out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What is written after the row was read is what was read, to the last byte. */
    @CanIgnoreReturnValue
    private static <T> T survives(Writer row, Reader<T> reader, Function<T, Writer> writer) {
        byte[] bytes = bytes(row);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            T read = reader.read(in);
            assertEquals(0, in.available(), "all of the row is read");
            assertArrayEquals(bytes, bytes(writer.apply(read)));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Network network() {
        return new Network(
                "olt-1",
                List.of("olt-1/0/1", "olt-1/0/2"),
                new PonSignal.Lines(9, 10, 8, 700),
                List.of(new PonSignal.Member("a", 1, 2, 3, Mains.ON), new PonSignal.Member("b", 4, 5, 6, Mains.LOST)));
    }

    private static Reach reach() {
        return new Reach(
                Quorum.COMMUNE,
                List.of("bts-1", "bts-2"),
                4,
                7,
                Mains.LOST,
                List.of(
                        new Reach.Member("a", List.of("mobifone", "viettel"), T0),
                        new Reach.Member("b", List.of("viettel"), T0 + 1)));
    }

    private static Incident incident(Incident.Marks marks, Network network, Reach reach) {
        Incident.Scope scope =
                new Incident.Scope("v", "06", 3, 44, List.of("mobifone", "viettel"), "p", network, reach);
        return new Incident(
                "v-m1",
                7,
                IncidentState.UPDATED,
                T0,
                Severity.MAJOR,
                Cause.MOBILE_SITE,
                0.6,
                new Incident.Span(T0 - 5, T0 - 4, T0 - 3),
                scope,
                marks,
                List.of(new Incident.Span(1, 2, 3), new Incident.Span(4, 5, 6)));
    }

    @Test
    void an_incident_with_or_without_its_network_its_reach_and_each_of_its_marks() {
        for (int marks = 0; marks < 64; marks++) {
            Incident incident = incident(
                    new Incident.Marks((marks & 1) != 0, (marks & 2) != 0, (marks & 4) != 0, (marks & 8) != 0),
                    (marks & 16) != 0 ? network() : null,
                    (marks & 32) != 0 ? reach() : null);
            assertEquals(
                    incident,
                    survives(
                            out -> IncidentCodec.write(out, incident),
                            IncidentCodec::read,
                            read -> out -> IncidentCodec.write(out, read)));
        }
    }

    @Test
    void how_far_it_was_back_survives_with_and_without_a_hand() {
        Back back = new Back(10, 7, 1, 1);
        for (Hand hand : new Hand[] {null, new Hand(T0, "lan", "r")}) {
            Incident incident = incident(new Incident.Marks(false, true, false, false, hand).with(back), null, reach());
            assertEquals(
                    incident,
                    survives(
                            out -> IncidentCodec.write(out, incident),
                            IncidentCodec::read,
                            read -> out -> IncidentCodec.write(out, read)));
        }
        Incident withdrawn = incident(new Incident.Marks(false, false, true, false), null, null)
                .withdrawn();
        assertEquals(
                withdrawn,
                survives(
                        out -> IncidentCodec.write(out, withdrawn),
                        IncidentCodec::read,
                        read -> out -> IncidentCodec.write(out, read)));
    }

    @Test
    void what_is_not_told_of_an_incident_stays_not_told() {
        Incident bare = new Incident(
                "c-1",
                1,
                IncidentState.OPENED,
                T0,
                Severity.WARNING,
                Cause.COLLECTION,
                1,
                new Incident.Span(T0, T0, -1),
                new Incident.Scope(null, null, 0, -1, List.of(), null),
                Incident.Marks.NONE,
                List.of());
        assertEquals(
                bare,
                survives(
                        out -> IncidentCodec.write(out, bare),
                        IncidentCodec::read,
                        read -> out -> IncidentCodec.write(out, read)));
    }

    @Test
    void an_operator_at_its_centre() {
        for (Mains mains : Mains.values()) {
            for (boolean is : new boolean[] {false, true}) {
                OperatorWatch watch = new OperatorWatch("v\tx");
                watch.standing = Standing.RECOVERING;
                watch.everServed = is;
                watch.blind = !is;
                watch.start = T0;
                watch.unknownSince = T0 + 1;
                watch.proof = new Proof(9, 4);
                watch.station = is ? "bts-1" : "";
                watch.mains = mains;
                OperatorWatch read = survives(watch::write, in -> OperatorWatch.read(in, "v\tx"), back -> back::write);
                assertEquals(is, read.everServed);
                assertEquals(!is, read.blind);
                assertEquals(mains, read.mains);
                assertEquals(watch.station, read.station);
                assertEquals(new Proof(9, 4), read.proof);
            }
        }
    }

    @Test
    void a_member_of_an_outage_of_several_villages() {
        for (Mains mains : Mains.values()) {
            for (Standing standing : Standing.values()) {
                MobileMember member = new MobileMember("v", "viettel", "bts", T0, mains, standing);
                member.choked(standing == Standing.UNCOVERED);
                member.end = T0 + 9;
                MobileMember read = survives(
                        member::write, in -> MobileMember.read(in, "v", "viettel", "bts"), back -> back::write);
                assertEquals(standing, read.standing);
                assertEquals(mains, read.mains);
                assertEquals(standing == Standing.UNCOVERED, read.isChoked());
                assertFalse(read.hasLeft());
                member.leave(T0 + 10);
                MobileMember left = survives(
                        member::write, in -> MobileMember.read(in, "v", "viettel", "bts"), back -> back::write);
                assertTrue(left.hasLeft());
                assertFalse(left.isOut());
                assertEquals(T0 + 10, left.end);
            }
        }
    }

    @Test
    void flapping_keeps_its_entries() {
        Flapping flapping = new Flapping();
        for (int i = 1; i <= 20; i++) {
            flapping.changed(T0 + i);
            assertEquals(i == 3, flapping.entered(RULES, T0 + i));
        }
        Flapping read = survives(flapping::write, Flapping::read, back -> back::write);
        assertTrue(read.on);
    }

    @Test
    void a_case_goes_on_counting_and_keeps_what_it_has_not_told() {
        Case village = new Case("v", 'm');
        Telling telling = new Telling();
        survives(village::write, in -> Case.read(in, "v", 'm'), back -> back::write);
        village.open(RULES, opening(T0, T0), true, telling);
        village.close(T0 + 1, Ending.at(T0 + 1, false), telling);
        Case read = survives(village::write, in -> Case.read(in, "v", 'm'), back -> back::write);
        Telling later = new Telling();
        read.flaps(T0 + 2, false, later);
        assertEquals("v-m1.2", later.owed().get(0).id());
        read.open(RULES, opening(T0 + 24 * 60 * MINUTE, T0 + 23 * 60 * MINUTE), false, later);
        assertEquals("v-m2.1", later.owed().get(1).id());
    }

    private static Case.Opening opening(long now, long start) {
        return new Case.Opening(now, start, Severity.WARNING, Cause.MOBILE_SITE, 0.6, List.of("viettel"), 40);
    }

    @Test
    void a_village_with_its_operators_its_fibre_and_its_past() {
        VillageIncidents village = new VillageIncidents("v");
        Telling telling = new Telling();
        for (String operator : List.of("viettel", "vinaphone")) {
            Signal down = new Signal(
                            Signal.What.STANDING,
                            "v",
                            operator,
                            Standing.UNCOVERED,
                            T0,
                            T0,
                            true,
                            new Signal.Lines(0, 0, 0))
                    .with(new Signal.Serving("bts-1", Mains.ON));
            village.signal(RULES, down, telling);
        }
        Signal fibre = new Signal(
                Signal.What.FIBRE_DOWN, "v", null, Standing.UNCOVERED, T0, T0 - 1, true, new Signal.Lines(5, 6, 70));
        village.signal(RULES, fibre, telling);
        Due due = new Due(RULES, T0 + 31 * MINUTE, new Joining(List.of(), T0), operator -> null);
        village.tick(due, true, 40, telling);
        VillageIncidents read = survives(village::write, in -> VillageIncidents.read(in, "v"), back -> back::write);
        assertEquals(
                List.of("viettel", "vinaphone"), List.copyOf(read.operators().keySet()));
        assertTrue(read.isMobileOpen() && read.isActive());
        Telling over = new Telling();
        read.signal(
                RULES,
                new Signal(
                        Signal.What.FIBRE_BACK, "v", null, Standing.COVERED, T0, T0, true, new Signal.Lines(0, 0, 0)),
                over);
        assertEquals(List.of("v-f1.2"), over.owed().stream().map(Owed::id).toList());
    }

    @Test
    void late_outages_of_a_village_and_a_row_of_an_earlier_program_without_them() {
        LateIncidents none =
                survives(new LateIncidents("v")::write, in -> LateIncidents.read(in, "v"), back -> back::write);
        assertFalse(none.isFollowing());
        VillageIncidents village = new VillageIncidents("v");
        byte[] row = bytes(village::write);
        // Before there were any, and before it was kept what is known of them.
        for (int missing : new int[] {4 + 1 + 2 + 2 + 2, 2 + 2}) {
            byte[] earlier = java.util.Arrays.copyOf(row, row.length - missing);
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(earlier))) {
                assertArrayEquals(row, bytes(VillageIncidents.read(in, "v")::write));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Field by field as the earlier program wrote it: the newest of them, and of whom something was told, live or late. */
    @Test
    void the_newest_that_an_earlier_program_told_by_late_data_can_still_be_put_right() throws IOException {
        Incident told = new Incident(
                "v-r3",
                2,
                IncidentState.CLOSED,
                T0 + 200 * MINUTE,
                Severity.WARNING,
                Cause.MOBILE_UNKNOWN,
                0.3,
                new Incident.Span(T0 + 100 * MINUTE, T0 + 200 * MINUTE, T0 + 160 * MINUTE),
                new Incident.Scope("v", null, 1, 40, List.of("viettel"), null),
                new Incident.Marks(false, false, true, false),
                List.of());
        byte[] row = bytes(out -> {
            out.writeInt(3);
            out.writeBoolean(true);
            IncidentCodec.write(out, told);
            out.writeShort(2);
            out.writeUTF("viettel");
            out.writeLong(T0);
            out.writeLong(T0 + 40 * MINUTE);
            out.writeUTF("viettel");
            out.writeLong(T0 + 100 * MINUTE);
            out.writeLong(T0 + 160 * MINUTE);
        });
        LateIncidents read = LateIncidents.read(new DataInputStream(new ByteArrayInputStream(row)), "v");
        Telling telling = new Telling();
        List<PastOutage> both = List.of(
                new PastOutage(T0, T0 + 40 * MINUTE, false),
                new PastOutage(T0 + 90 * MINUTE, T0 + 160 * MINUTE, false));
        LateOutages judged = new LateOutages("v", "viettel", T0, both, both);
        read.tell(RULES, new LateIncidents.Found(List.of(judged), Map.of(), 40, T0 + 300 * MINUTE), telling);
        assertEquals(1, telling.changes().size(), "the other was told");
        assertEquals("v-r3", telling.changes().get(0).id());
        assertEquals(T0 + 90 * MINUTE, telling.changes().get(0).span().start());
    }

    private static PonSignal pon(PonSignal.What what, String path, long start) {
        return new PonSignal(
                what,
                new PonSignal.Pon(path, 8),
                T0 + 2 * MINUTE,
                start,
                new PonSignal.Lines(20, 21, 3, 2000),
                List.of(new PonSignal.Member("v", 20, 21, 19, Mains.ON)));
    }

    @Test
    void an_olt_with_pons_that_are_told_and_one_that_is_not_yet() {
        OltIncidents olt = new OltIncidents("olt-1");
        Telling telling = new Telling();
        olt.signal(RULES, pon(PonSignal.What.DOWN, "olt-1/0/1", T0), telling);
        olt.tick(RULES, T0 + 3 * MINUTE, true, telling);
        olt.signal(RULES, pon(PonSignal.What.DOWN, "olt-1/0/2", T0 + 1), telling);
        OltIncidents read = survives(olt::write, in -> OltIncidents.read(in, "olt-1"), back -> back::write);
        assertTrue(read.isActive());
        Telling later = new Telling();
        read.tick(RULES, T0 + 4 * MINUTE, true, later);
        assertEquals(1, later.changes().size());
        assertEquals(
                List.of("olt-1/0/1", "olt-1/0/2"),
                later.changes().get(0).scope().network().pons());
        assertEquals(List.of(), later.owed());
    }

    @Test
    void our_own_outage() {
        OwnOutages own = new OwnOutages();
        assertTrue(own.takeDirty(), "a state without this row is one of an earlier program");
        assertFalse(own.takeDirty());
        Telling telling = new Telling();
        own.take(new OwnOutage(true, T0, T0, 0, 10), telling);
        assertFalse(own.takeDirty(), "nothing ended: nothing had begun");
        own.take(new OwnOutage(false, T0, T0 - 5, 9, 10), telling);
        assertTrue(own.takeDirty());
        own.take(new OwnOutage(false, T0 + 1, T0 - 4, 10, 10), telling);
        assertFalse(own.takeDirty(), "one at a time");
        assertEquals(1, telling.changes().size());
        OwnOutages read = new OwnOutages();
        survives(
                own::write,
                in -> {
                    read.read(in);
                    return read;
                },
                back -> back::write);
        assertFalse(read.takeDirty());
        read.take(new OwnOutage(true, T0 + 9, T0 - 9, 0, 10), telling);
        assertTrue(read.takeDirty());
        Incident over = telling.changes().get(1);
        assertEquals(T0 - 5, over.span().end(), "never before it began");
        assertEquals(2, over.revision());
        read.take(new OwnOutage(false, T0 + 20, T0 + 10, 9, 10), telling);
        assertEquals("collection-2", telling.changes().get(2).id());
        assertEquals(List.of(), telling.owed());
    }
}
