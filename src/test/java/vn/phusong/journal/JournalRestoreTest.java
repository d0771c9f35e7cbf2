package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.reading.Content;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Reading;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.PonClass;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** With the real engine: what a start finds is what was there. */
class JournalRestoreTest {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final Rules FIRST = SampleRules.DEFAULT;
    private static final Place HERE = new Place(22.1, 105.8);

    @TempDir
    Path folder;

    @Test
    void a_restored_engine_is_the_one_that_was_never_stopped_byte_for_byte() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Path home = folder.resolve("seed-" + seed);
            Engine unstopped = new Engine(FIRST);
            Journal journal = Journal.open(home, Given.SETTINGS);
            Engine engine = journal.restore(FIRST).engine();
            for (Event event : story(random)) {
                Effects expected = unstopped.step(event);
                Effects effects = engine.step(event);
                assertEquals(expected, effects, "seed " + seed);
                List<SnapshotRow> rows = random.nextInt(5) == 0 ? engine.takeDirtyRows() : List.of();
                Commit.Step step = new Commit.Step(event, effects);
                long position =
                        journal.commit(new Commit(List.of(step), rows, List.of(), List.of(), List.of(), List.of()));
                if (random.nextInt(20) == 0) {
                    journal.close();
                    journal = Journal.open(home, Given.SETTINGS);
                    engine = journal.restore(FIRST).engine();
                    assertEquals(position, journal.position());
                    assertEquals(text(unstopped.allRows()), text(engine.allRows()), "seed " + seed + " at " + position);
                }
            }
            journal.close();
        }
    }

    @Test
    void it_says_how_much_was_replayed() throws Exception {
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            Engine engine = journal.restore(FIRST).engine();
            Event first = new Event.RegistryChanged(T0, registry());
            Commit.Step step = new Commit.Step(first, engine.step(first));
            List<SnapshotRow> rows = engine.takeDirtyRows();
            assertEquals(
                    1, journal.commit(new Commit(List.of(step), rows, List.of(), List.of(), List.of(), List.of())));
            assertEquals(2, journal.commit(Given.commit(tick(1))));
            assertEquals(3, journal.commit(Given.commit(tick(2))));
        }
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            Restored restored = journal.restore(FIRST);
            assertTrue(restored.rows() > 0);
            assertEquals(2, restored.replayed());
            assertEquals(T0 + 2 * MINUTE, restored.engine().now());
            assertEquals(
                    List.of("v0", "v1"),
                    List.copyOf(restored.engine().picture(1).villages().keySet()));
        }
    }

    @Test
    void a_journal_goes_on_under_the_rules_it_began_with_until_an_event_changes_them() throws Exception {
        Rules second = new Rules(
                2, FIRST.levels(), FIRST.tests(), FIRST.windows(), FIRST.shares(), FIRST.alerts(), FIRST.fibre());
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(FIRST, journal.restore(FIRST).engine().rules());
            assertEquals(1, journal.commit(Given.commit(new Commit.Step(new Event.Tick(T0), Effects.NONE))));
        }
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(FIRST, journal.restore(second).engine().rules());
            assertEquals(
                    2, journal.commit(Given.commit(new Commit.Step(new Event.RulesChanged(T0, second), Effects.NONE))));
        }
        try (Journal journal = Journal.open(folder, Given.SETTINGS)) {
            assertEquals(second, journal.restore(FIRST).engine().rules());
        }
    }

    private static Commit.Step tick(int minute) {
        return new Commit.Step(new Event.Tick(T0 + minute * MINUTE), Effects.NONE);
    }

    /** Three hours: registry first, then readings good, bad, late, repeated, contradicting and of strangers, a tick a minute, and new rules in the middle. */
    private static List<Event> story(SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.RegistryChanged(T0, registry()));
        List<Reading> said = new ArrayList<>();
        for (int minute = 1; minute < 180; minute++) {
            long now = T0 + minute * MINUTE;
            List<Reading> batch = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                batch.add(
                        said.isEmpty() || random.nextInt(4) > 0
                                ? reading(random, now)
                                : again(said.get(random.nextInt(said.size())), now, random));
            }
            said.addAll(batch);
            if (!batch.isEmpty()) {
                events.add(new Event.Readings(now, batch));
            }
            events.add(new Event.Tick(now));
        }
        events.add(
                events.size() / 2,
                new Event.RulesChanged(events.get(events.size() / 2).at(), FIRST));
        return events;
    }

    private static Reading reading(SplittableRandom random, long now) {
        int village = random.nextInt(2);
        long claimed = now - random.nextInt(random.nextInt(5) == 0 ? 7_200_000 : 30_000);
        return random.nextBoolean()
                ? new Reading("probe-" + random.nextInt(3), "probe-" + village, claimed, now, -1, mobile(random))
                : new Reading("ont-" + random.nextInt(6), "olt-0", claimed, now, -1, fibre(random));
    }

    private static Reading again(Reading before, long now, SplittableRandom random) {
        Content content = random.nextBoolean() ? before.content() : mobile(random);
        return new Reading(before.device(), before.reporter(), before.claimedAt(), now, -1, content);
    }

    private static Content mobile(SplittableRandom random) {
        return new Mobile(List.of(SampleRules.lte(random.nextInt(3) == 0 ? -125 : -90)), null, PowerSource.MAINS);
    }

    private static Content fibre(SplittableRandom random) {
        return new Fibre(-21.5f, 2.3f, random.nextInt(3) == 0 ? OnuState.O1 : OnuState.O5, false);
    }

    private static RegistryChange registry() {
        List<Village> villages = new ArrayList<>();
        List<MeasurementPoint> points = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        for (int v = 0; v < 2; v++) {
            String id = "v" + v;
            villages.add(new Village(
                    id, "Bản " + id, "bản", "01864", HERE, new Households(20, null, null), null, Validity.OPEN));
            points.add(new MeasurementPoint(id + "-c", id, PointKind.CENTRE, HERE, 20));
            devices.add(device("probe-" + v, DeviceKind.PROBE, id, id + "-c", Line.NONE));
        }
        for (int i = 0; i < 5; i++) {
            Line line = new Line("h" + i, "olt-0/1/1", "olt-0", PonClass.B_PLUS);
            devices.add(device("ont-" + i, DeviceKind.ONT, "v0", null, line));
        }
        devices.add(device("olt-0", DeviceKind.COLLECTOR, null, null, Line.NONE));
        return new RegistryChange(
                new RegistryChange.Tree(List.of(), villages, points),
                List.of(new Operator("viettel", "Viettel", List.of("45204"))),
                devices,
                List.of(),
                List.of());
    }

    private static Device device(String id, DeviceKind kind, String village, String point, Line line) {
        return new Device(
                id, kind, village, point, List.of("viettel"), MINUTE, PowerSource.MAINS, line, 0, Validity.OPEN);
    }

    private static String text(List<SnapshotRow> rows) {
        StringBuilder text = new StringBuilder();
        for (SnapshotRow row : rows) {
            text.append(row.kind()).append(' ').append(row.key()).append(' ');
            text.append(HexFormat.of().formatHex(row.value())).append('\n');
        }
        return text.toString();
    }
}
