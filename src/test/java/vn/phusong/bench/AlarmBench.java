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
import vn.phusong.reading.Content;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Reading;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.Place;
import vn.phusong.village.PonClass;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/**
 * A province loses every line within a minute: CPU of {@code step} from the first alarm until every incident is open, the making of readings not counted.
 * Each line loses its signal and half of them gasp after it, out of order. Never fails by a time.
 *
 * <p>Arguments: none for 100 000 lines and 150 000 alarms, or {@code lines}.
 */
public final class AlarmBench {
    private static final long MINUTE = 60_000;
    private static final long T0 = 1_767_200_400_000L;
    private static final int BATCH = 10_000;
    private static final int VILLAGES = 1_292;
    private static final int LINES_OF_PON = 64;
    private static final int PONS_OF_OLT = 64;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int lines;
    private final Engine engine = new Engine(SampleRules.DEFAULT);
    private long cpu;
    private int incidents;
    private int owed;

    private AlarmBench(int lines) {
        this.lines = lines;
    }

    public static void main(String... args) {
        int lines = args.length == 1 ? Integer.parseInt(args[0]) : 100_000;
        // The first world only warms the compiler, which a server that ran for a day has done.
        new AlarmBench(lines).run();
        new AlarmBench(lines).run();
        new AlarmBench(lines).run();
    }

    private void run() {
        step(new Event.RegistryChanged(T0 - MINUTE, registry()));
        for (int quarter = 0; quarter < 6; quarter++) {
            long at = T0 + quarter * 15L * MINUTE;
            told(at, at, 0, lines, new Fibre(-21, 2, OnuState.O5, false));
            for (int minute = 0; minute < 15; minute++) {
                step(new Event.Tick(at + minute * MINUTE + 59_000));
            }
        }
        cpu = 0;
        incidents = 0;
        owed = 0;
        long cut = T0 + 90 * MINUTE;
        for (int second = 0; second < 60; second++) {
            int from = (int) ((long) lines * second / 60);
            int to = (int) ((long) lines * (second + 1) / 60);
            long at = cut + second * 1000L;
            told(at, at + 900, from, to, new DeviceEvent(EventKind.LOS, "los"));
            told(at - 500, at + 950, from, from + (to - from) / 2, new DeviceEvent(EventKind.DYING_GASP, "dying_gasp"));
        }
        for (int minute = 1; minute <= 5; minute++) {
            step(new Event.Tick(cut + minute * MINUTE));
        }
        System.out.printf(
                Locale.ROOT,
                "%,d lines on %,d PONs in %,d villages, %,d alarms in 60 s: %.3f CPU-seconds until %,d incidents were"
                        + " open (%,d revisions, %,d notices owed)%n",
                lines,
                lines / LINES_OF_PON,
                VILLAGES,
                lines + lines / 2,
                cpu / 1e9,
                engine.openIncidents().size(),
                incidents,
                owed);
    }

    private void told(long at, long received, int from, int to, Content content) {
        List<Reading> batch = new ArrayList<>(BATCH);
        for (int i = from; i < to; i++) {
            batch.add(new Reading("ont-" + i, olt(i), at, received, -1, content));
            if (batch.size() == BATCH || i == to - 1) {
                step(new Event.Readings(received, batch));
                batch.clear();
            }
        }
    }

    private void step(Event event) {
        long begun = THREADS.getCurrentThreadCpuTime();
        Effects made = engine.step(event);
        cpu += THREADS.getCurrentThreadCpuTime() - begun;
        incidents += made.incidents().size();
        owed += made.owed().size();
    }

    private static String olt(int line) {
        return "olt-" + line / LINES_OF_PON / PONS_OF_OLT;
    }

    private RegistryChange registry() {
        Place place = new Place(22, 105);
        List<Village> villages = new ArrayList<>();
        for (int i = 0; i < VILLAGES; i++) {
            villages.add(new Village(
                    "v" + i, "v" + i, "bản", "a", place, new Households(64, null, null), null, Validity.OPEN));
        }
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            int pon = i / LINES_OF_PON;
            // A PON reaches into three villages side by side.
            String village = "v" + (pon + i % 3) % VILLAGES;
            Line line = new Line("h" + i, olt(i) + "/0/" + pon % PONS_OF_OLT, olt(i), PonClass.B_PLUS);
            devices.add(new Device(
                    "ont-" + i,
                    DeviceKind.ONT,
                    village,
                    null,
                    List.of(),
                    15 * MINUTE,
                    PowerSource.MAINS,
                    line,
                    0,
                    Validity.OPEN));
        }
        Area area = new Area("a", null, "commune", "Xã", null, Validity.OPEN);
        return new RegistryChange(
                new RegistryChange.Tree(List.of(area), villages, List.of()), List.of(), devices, List.of(), List.of());
    }
}
