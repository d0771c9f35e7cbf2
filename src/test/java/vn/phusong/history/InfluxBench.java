package vn.phusong.history;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.journal.Commit;
import vn.phusong.journal.JournalReader;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Reading;
import vn.phusong.village.Registry;

/**
 * Readings of 5 000 probes with one SIM each into a real InfluxDB: {@code FOLDER READINGS READINGS_PER_BATCH}. Prints, per reading, the processor time of
 * our process and of the server, and how much of ours is the encoding alone.
 */
final class InfluxBench {
    private static final int DEVICES = 5_000;

    private InfluxBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int readings = Integer.parseInt(arguments[1]);
        int atOnce = Integer.parseInt(arguments[2]);
        encode(readings, atOnce);
        try (Influxd influxd = Influxd.start(folder.resolve("influxd"));
                History history = new InfluxHistory(
                        influxd.settings("phusong"),
                        HistorySettings.DEFAULT,
                        new InfluxHistory.Ground(
                                new SmallWorld(),
                                Registry::empty,
                                () -> SampleRules.DEFAULT,
                                InstantSource.system(),
                                folder))) {
            fill(influxd, history, readings / 3, atOnce, "warm-up");
            for (int run = 1; run <= 3; run++) {
                fill(influxd, history, readings, atOnce, "run " + run);
            }
        }
    }

    private static List<Reading> batch(long from, int count) {
        List<Reading> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long at = from + i / DEVICES * 1_000L;
            Mobile content =
                    new Mobile(List.of(SmallWorld.radio("45204", -80 - i % 40 - 0.5f)), null, PowerSource.MAINS);
            String device = "probe-" + i % DEVICES;
            batch.add(new Reading(device, device, at, at + 500, 1, content));
        }
        return batch;
    }

    private static void fill(Influxd influxd, History history, int readings, int atOnce, String what)
            throws HistoryTrouble, IOException {
        long position = history.cursor().position();
        // From two hours ago on, one run after the other.
        long now = position == 0
                ? InstantSource.system().millis() - 7_200_000L
                : history.cursor().at();
        List<List<JournalReader.Entry>> batches = new ArrayList<>();
        for (int done = 0; done < readings; done += atOnce) {
            long at = now + done / DEVICES * 1_000L;
            Event event = new Event.Readings(at + 500, batch(at, atOnce));
            batches.add(List.of(new JournalReader.Entry(++position, new Commit.Step(event, Effects.NONE))));
        }
        long server = cpuMicros(influxd.pid());
        long ours = cpuMicros(ProcessHandle.current().pid());
        long began = System.nanoTime();
        for (List<JournalReader.Entry> batch : batches) {
            history.apply(batch);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%s: %.0f readings/s; per reading %.2f µs ours, %.2f µs InfluxDB%n",
                what,
                readings / seconds,
                (cpuMicros(ProcessHandle.current().pid()) - ours) / (double) readings,
                (cpuMicros(influxd.pid()) - server) / (double) readings);
    }

    /** User and system time of a process in microseconds, at a hundredth of a second. */
    private static long cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000;
    }

    private static void encode(int readings, int atOnce) throws HistoryTrouble {
        Lines lines = new Lines();
        Firsts firsts = new Firsts(null);
        firsts.recall(true);
        SampleLines samples = new SampleLines(new SmallWorld(), Registry::empty, firsts, lines);
        for (int run = 0; run < 4; run++) {
            List<List<Reading>> batches = new ArrayList<>();
            for (int done = 0; done < readings; done += atOnce) {
                batches.add(batch(1_800_000_000_000L + run * 1_000_000L + done / DEVICES * 1_000L, atOnce));
            }
            long allocated = allocated();
            long began = cpuNanos();
            long bytes = 0;
            for (List<Reading> batch : batches) {
                lines.clear();
                for (Reading reading : firsts.sift(batch)) {
                    samples.add(reading);
                }
                bytes += lines.text(0, lines.count()).length();
            }
            System.out.printf(
                    "encoding: %.3f µs, %d bytes of line and %d bytes of garbage a point%n",
                    (cpuNanos() - began) / 1e3 / readings, bytes / readings, (allocated() - allocated) / readings);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
