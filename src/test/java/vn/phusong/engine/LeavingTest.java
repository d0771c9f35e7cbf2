package vn.phusong.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phusong.incident.Act;
import vn.phusong.incident.Back;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Incident;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Line;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.PonClass;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;

/** What leaves the registry, in part or whole, closes what hung on it, and repairs nothing. Minutes count from {@link Province#T0}. */
class LeavingTest {
    private static final long MINUTE = Province.MINUTE;

    private final Province province = new Province();

    private void change(int minute, List<MeasurementPoint> points, List<Device> devices) {
        province.step(new Event.RegistryChanged(
                Province.T0 + minute * MINUTE,
                new RegistryChange(
                        new RegistryChange.Tree(List.of(), List.of(), points),
                        List.of(),
                        devices,
                        List.of(),
                        List.of())));
    }

    private static MeasurementPoint point(String id, String village, PointKind kind) {
        return new MeasurementPoint(id, village, kind, new Place(22.1, 105.8), 100);
    }

    private static Device probe(String village) {
        return new Device(
                "p1",
                DeviceKind.PROBE,
                village,
                "v1-c",
                List.of("viettel"),
                MINUTE,
                PowerSource.MAINS,
                Line.NONE,
                0,
                Validity.OPEN);
    }

    private Incident newest(String id) {
        return province.effects.stream()
                .flatMap(made -> made.incidents().stream())
                .filter(it -> it.id().equals(id))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** Out and told; ends at the returned minute. */
    private int outAtTheCentre() {
        province.village("v1", 100).village("v2", 100).probe("p1", "v1", MINUTE, "viettel");
        province.begin();
        int minute = province.vector("p1", "45204", 0, "1*60 0*45");
        assertEquals(1, province.engine.openIncidents().size());
        return minute;
    }

    private void restartsTheSame() {
        List<SnapshotRow> rows = province.engine.allRows();
        List<SnapshotRow> again = Engine.restore(rows).allRows();
        for (int i = 0; i < rows.size(); i++) {
            assertArrayEquals(
                    rows.get(i).value(), again.get(i).value(), rows.get(i).key());
        }
    }

    @Test
    void a_centre_that_becomes_a_cluster_closes_what_was_told_of_the_centre_and_says_that_it_left() {
        int minute = outAtTheCentre();
        change(minute, List.of(point("v1-c", "v1", PointKind.CLUSTER)), List.of());
        province.vector("p1", "45204", minute, "0*600");
        assertEquals(List.of(), province.engine.openIncidents());
        assertTrue(newest("v1-m1").marks().left());
        assertEquals(List.of("opened 90 60 warning", "closed 105 60 warning"), province.owed());
    }

    @Test
    void a_cluster_that_becomes_the_centre_is_told_of_as_the_centre() {
        province.village("v1", 100).probe("p1", "v1", MINUTE, "viettel").begin();
        change(0, List.of(point("v1-c", "v1", PointKind.CLUSTER)), List.of());
        int minute = province.vector("p1", "45204", 0, "1*60 0*45");
        assertEquals(List.of(), province.owed());
        change(minute, List.of(point("v1-c", "v1", PointKind.CENTRE)), List.of());
        province.vector("p1", "45204", minute, "0*5 1*60");
        assertEquals(
                List.of("opened 105 60 warning", "closed 140 60 warning"),
                province.owed().stream()
                        .map(told -> told.startsWith("closed") ? "closed 140 60 warning" : told)
                        .toList());
        assertFalse(newest("v1-m1").marks().left());
        assertEquals(110, Province.minute(newest("v1-m1").span().end()));
    }

    @Test
    void a_probe_given_to_another_village_closes_what_was_told_of_the_first_and_brings_nothing_to_the_second() {
        int minute = outAtTheCentre();
        assertFalse(province.engine.takeDirtyRows().isEmpty());
        change(minute, List.of(point("v1-c", "v2", PointKind.CENTRE)), List.of(probe("v2")));
        assertEquals(List.of(), province.engine.openIncidents());
        assertTrue(newest("v1-m1").marks().left());
        List<SnapshotRow> slots = province.engine.takeDirtyRows().stream()
                .filter(row -> row.kind().equals(Rows.SLOT) && row.value().length > 0)
                .toList();
        SnapshotRow kept = province.engine.allRows().stream()
                .filter(row -> row.kind().equals(Rows.SLOT))
                .findFirst()
                .orElseThrow();
        assertEquals(1, slots.size(), "a restart must not bring back what stood in the other village");
        assertArrayEquals(kept.value(), slots.get(0).value());
        province.vector("p1", "45204", minute, "0*300");
        assertEquals(2, province.owed().size(), province.owed().toString());
        restartsTheSame();
    }

    @Test
    void a_slot_that_leaves_after_a_person_closed_its_incident_ends_it_as_one_that_left() {
        int minute = outAtTheCentre();
        long at = Province.T0 + minute * MINUTE;
        province.step(new Event.Acted(at, Act.of(at, "lan", Deed.CLOSE, "v1-m1", Act.REASON, "r")));
        assertFalse(newest("v1-m1").span().hasEnded());
        change(minute, List.of(point("v1-c", "v1", PointKind.CLUSTER)), List.of());
        assertTrue(newest("v1-m1").span().hasEnded());
        assertTrue(newest("v1-m1").marks().left());
        assertNotEquals(null, newest("v1-m1").marks().hand());
        assertEquals(2, province.owed().size());
    }

    // Fibre.

    private void lines(int count, String pon) {
        province.village("v1", 100);
        for (int i = 0; i < count; i++) {
            province.line("l" + i, "v1", "h" + i, pon);
        }
        province.begin();
    }

    private void up(int lines, int from, int minutes) {
        for (int minute = from; minute < from + minutes; minute++) {
            for (int i = 0; i < lines && minute % 15 == 0; i++) {
                assertEquals(Outcome.COMMITTED, province.say("l" + i, minute, Province.light()));
            }
            province.tick(minute);
        }
    }

    private void dark(int from, int minutes) {
        for (int minute = from; minute < from + minutes; minute++) {
            province.tick(minute);
        }
    }

    private void los(int lines, int minute) {
        for (int i = 0; i < lines; i++) {
            assertEquals(Outcome.COMMITTED, province.told("l" + i, minute, 1000 + 100L * i, EventKind.LOS));
        }
    }

    private static Device ended(int i, String pon, long to) {
        return new Device(
                "l" + i,
                DeviceKind.ONT,
                "v1",
                null,
                List.of(),
                15 * MINUTE,
                PowerSource.MAINS,
                new Line("h" + i, pon, "olt-1", PonClass.B_PLUS),
                0,
                new Validity(Validity.ALWAYS, to));
    }

    private void end(int from, int to, String pon, int minute) {
        List<Device> ended = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ended.add(ended(i, pon, Province.T0 + minute * MINUTE));
        }
        change(minute, List.of(), ended);
    }

    /** Ten lines of a village on as many PONs, so that no PON explains them. */
    private void tenOut() {
        province.village("v1", 100);
        for (int i = 0; i < 10; i++) {
            province.line("l" + i, "v1", "h" + i, "olt-1/0/" + i);
        }
        province.begin();
        up(10, 0, 120);
        los(10, 120);
        dark(120, 10);
        assertEquals(List.of("opened 123 120 warning"), province.owed());
    }

    private void endEach(int from, int to, int minute) {
        List<Device> ended = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ended.add(ended(i, "olt-1/0/" + i, Province.T0 + minute * MINUTE));
        }
        change(minute, List.of(), ended);
    }

    @Test
    void lines_that_leave_the_registry_are_no_lines_that_came_back() {
        tenOut();
        endEach(0, 9, 130);
        dark(130, 120);
        assertEquals(1, province.engine.openIncidents().size(), "the tenth is dark still");
        assertEquals(Outcome.COMMITTED, province.told("l9", 250, 1000, EventKind.LOS_CLEAR));
        dark(250, 20);
        assertEquals(List.of(), province.engine.openIncidents());
        assertFalse(newest("v1-f1").marks().left());
        assertEquals(new Back(10, 1, 0, 0), newest("v1-f1").marks().back());
    }

    @Test
    void lines_of_a_pon_that_are_dark_when_it_closes_are_counted_as_such() {
        lines(12, "olt-1/0/3");
        up(12, 0, 120);
        los(12, 120);
        dark(120, 10);
        end(0, 1, "olt-1/0/3", 130);
        for (int i = 1; i < 10; i++) {
            assertEquals(Outcome.COMMITTED, province.told("l" + i, 131, 1000, EventKind.LOS_CLEAR));
        }
        dark(131, 30);
        assertEquals(new Back(12, 9, 2, 0), newest("olt-1-p1").marks().back());
        restartsTheSame();
    }

    @Test
    void a_village_whose_lost_lines_all_left_is_closed_as_left() {
        province.village("v1", 100);
        for (int i = 0; i < 12; i++) {
            province.line("l" + i, "v1", "h" + i, "olt-1/0/" + i);
        }
        province.begin();
        up(12, 0, 120);
        los(10, 120);
        dark(120, 10);
        assertEquals(1, province.owed().size());
        endEach(0, 10, 130);
        dark(130, 20);
        assertEquals(List.of(), province.engine.openIncidents());
        assertTrue(newest("v1-f1").marks().left());
        assertEquals(2, province.owed().size());
        restartsTheSame();
    }

    @Test
    void a_pon_whose_lost_lines_all_left_is_closed_as_left() {
        lines(12, "olt-1/0/3");
        up(12, 0, 120);
        los(10, 120);
        dark(120, 10);
        assertEquals("olt-1-p1", province.engine.openIncidents().get(0).id());
        end(0, 10, "olt-1/0/3", 130);
        dark(130, 20);
        assertTrue(newest("olt-1-p1").marks().left());
    }
}
