package vn.phusong.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.reading.Content;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;
import vn.phusong.village.Area;
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

/**
 * The engine alone: CPU of {@code step} per reading, the making of readings not counted. Prints one line per world; never fails by a time.
 *
 * <p>Arguments: none for all worlds, or {@code villages sims lines minutes}.
 */
public final class EngineBench {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final int BATCH = 10_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String[] PLMNS = {"45204", "45202", "45201"};
    private static final String[] OPERATORS = {"viettel", "vinaphone", "mobifone"};

    private final int villages;
    private final int sims;
    private final int lines;
    private final Engine engine = new Engine(SampleRules.DEFAULT);

    private EngineBench(int villages, int sims, int lines) {
        this.villages = villages;
        this.sims = sims;
        this.lines = lines;
    }

    public static void main(String... args) {
        if (args.length == 4) {
            run(number(args[0]), number(args[1]), number(args[2]), number(args[3]));
            return;
        }
        // The first world only warms the compiler.
        double unused = run(16, 1, 0, 20_000);
        double small = run(16, 1, 0, 20_000);
        assert unused > 0;
        run(1_292, 3, 58_000, 120);
        run(1_292, 3, 0, 400);
        run(1_292, 1, 0, 800);
        double large = run(100_000, 1, 0, 70);
        System.out.printf(Locale.ROOT, "100 000 villages cost %.1f x a world that fits the cache%n", large / small);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static double run(int villages, int sims, int lines, int minutes) {
        EngineBench bench = new EngineBench(villages, sims, lines);
        long before = usedBytes();
        Effects listed = bench.engine.step(new Event.RegistryChanged(T0 - MINUTE, bench.registry()));
        long roster = usedBytes() + listed.outcomes().size();
        long[] cpu = new long[2];
        for (int minute = 0; minute < minutes; minute++) {
            bench.minute(minute, minute < minutes / 3 ? new long[2] : cpu);
        }
        double ns = (double) cpu[0] / cpu[1];
        long state = usedBytes() - roster;
        int slotRow = 0;
        int lineRow = 0;
        for (SnapshotRow row : bench.engine.allRows()) {
            slotRow = row.kind().equals("slot") ? Math.max(slotRow, row.value().length) : slotRow;
            lineRow = row.kind().equals("device") && row.key().startsWith("ont")
                    ? Math.max(lineRow, row.value().length)
                    : lineRow;
        }
        System.out.printf(
                Locale.ROOT,
                "%,7d villages x %d SIM, %,6d lines: %,4.0f ns/reading = %,9.0f readings per CPU-second;"
                        + " rows: slot %d B, line %d B; heap: roster %,d KB, state %,d KB%n",
                villages,
                sims,
                lines,
                ns,
                1e9 / ns,
                slotRow,
                lineRow,
                (roster - before) / 1024,
                state / 1024);
        return ns;
    }

    private void minute(int minute, long[] cpu) {
        List<Reading> batch = new ArrayList<>(BATCH);
        long at = T0 + minute * MINUTE;
        for (int i = 0; i < villages; i++) {
            batch.add(reading("probe-" + i, at + i % 50_000, mobile(i + minute)));
            step(batch, cpu, false);
        }
        for (int i = minute % 15; i < lines; i += 15) {
            batch.add(reading("ont-" + i, at + i % 50_000, new Fibre(-20 - (i + minute) % 5, 2, OnuState.O5, false)));
            step(batch, cpu, false);
        }
        step(batch, cpu, true);
        long begun = THREADS.getCurrentThreadCpuTime();
        Effects ticked = engine.step(new Event.Tick(at + 59_000));
        cpu[0] += THREADS.getCurrentThreadCpuTime() - begun;
        if (!ticked.outcomes().isEmpty()) {
            throw new IllegalStateException("a tick takes no readings");
        }
    }

    private void step(List<Reading> batch, long[] cpu, boolean last) {
        if (batch.size() == BATCH || (last && !batch.isEmpty())) {
            Event event = new Event.Readings(batch.get(batch.size() - 1).receivedAt(), batch);
            long begun = THREADS.getCurrentThreadCpuTime();
            Effects made = engine.step(event);
            cpu[1] += made.outcomes().size();
            cpu[0] += THREADS.getCurrentThreadCpuTime() - begun;
            batch.clear();
        }
    }

    private static Reading reading(String device, long at, Content content) {
        return new Reading(device, device, at, at + 200, -1, content);
    }

    private Mobile mobile(int n) {
        List<Radio> radio = new ArrayList<>(sims);
        for (int sim = 0; sim < sims; sim++) {
            Levels levels = new Levels(-95 - n % 17, -11, 8, Float.NaN, Float.NaN, Float.NaN);
            radio.add(
                    new Radio(PLMNS[sim], null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, -1, "1187331"));
        }
        return new Mobile(radio, null, null);
    }

    private RegistryChange registry() {
        List<Village> places = new ArrayList<>();
        List<MeasurementPoint> points = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        Place place = new Place(22, 105);
        for (int i = 0; i < villages; i++) {
            String id = "v" + i;
            places.add(new Village(id, id, "bản", "a", place, new Households(64, null, null), null, Validity.OPEN));
            points.add(new MeasurementPoint(id + "-c", id, PointKind.CENTRE, place, 64));
            devices.add(device("probe-" + i, DeviceKind.PROBE, id, id + "-c", Line.NONE, MINUTE));
        }
        for (int i = 0; i < lines; i++) {
            Line line = new Line("h" + i, "olt-1/0/" + i / 64, "olt-1", PonClass.B_PLUS);
            devices.add(device("ont-" + i, DeviceKind.ONT, "v" + i % villages, null, line, 15 * MINUTE));
        }
        List<Operator> operators = new ArrayList<>();
        for (int sim = 0; sim < 3; sim++) {
            operators.add(new Operator(OPERATORS[sim], OPERATORS[sim], List.of(PLMNS[sim])));
        }
        Area area = new Area("a", null, "commune", "Xã", null, Validity.OPEN);
        return new RegistryChange(
                new RegistryChange.Tree(List.of(area), places, points), operators, devices, List.of(), List.of());
    }

    private Device device(
            String id,
            DeviceKind kind,
            String village,
            @org.jspecify.annotations.Nullable String point,
            Line line,
            long intervalMs) {
        List<String> operators = kind == DeviceKind.PROBE ? List.of(OPERATORS).subList(0, sims) : List.of();
        return new Device(id, kind, village, point, operators, intervalMs, PowerSource.MAINS, line, 0, Validity.OPEN);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
