package vn.phusong.history;

import java.io.IOException;
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
import vn.phusong.reading.Reading;
import vn.phusong.village.Registry;

/**
 * The store is away for so many minutes of 300 readings a second, a third of them probes with three SIMs: {@code FOLDER MINUTES}. Then it comes back. Prints
 * how many times faster than real time it is filled, the share of points that are there, and the heap. The journal is made as it is read.
 */
final class InfluxDownBench {
    private static final int A_SECOND = 300;
    /** One commit each. */
    private static final int ENTRIES_A_SECOND = 2;

    private static final int ENTRIES_AT_ONCE = 64;

    private InfluxDownBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long seconds = 60L * Integer.parseInt(arguments[1]);
        long start = InstantSource.system().millis() - 2 * seconds * 1_000;
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
            System.out.println("before: " + fill(history, start, 0, 60) + " points of the first minute");
            influxd.kill();
            int refused = 0;
            for (int i = 0; i < 5; i++) {
                refused += isAway(history) ? 1 : 0;
            }
            System.out.println("away: " + refused + " of 5 tries told so");
            influxd.start();
            long began = System.nanoTime();
            long points = fill(history, start, 60, 60 + seconds);
            double took = (System.nanoTime() - began) / 1e9;
            long expected = seconds * A_SECOND / 3 * 3 + seconds * A_SECOND * 2 / 3;
            System.out.printf(
                    "back: %d readings, %d points in %.1f s, %.0f times real time%n",
                    seconds * A_SECOND, points, took, seconds / took);
            System.out.printf(
                    "there: %.3f %% of the points%n",
                    100.0 * stored(influxd, start) / (expected + expected / seconds * 60));
            Runtime heap = Runtime.getRuntime();
            System.out.printf(
                    "heap now %d MB, at most %s%n",
                    (heap.totalMemory() - heap.freeMemory()) >> 20,
                    Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(line -> line.startsWith("VmHWM"))
                            .toList());
        }
    }

    private static boolean isAway(History history) {
        try {
            return history.cursor().position() < 0;
        } catch (HistoryTrouble e) {
            return true;
        }
    }

    private static long fill(History history, long start, long from, long to) throws HistoryTrouble {
        long points = 0;
        List<JournalReader.Entry> entries = new ArrayList<>();
        for (long half = from * ENTRIES_A_SECOND; half < to * ENTRIES_A_SECOND; half++) {
            entries.add(entry(half + 1, start + half * 1_000 / ENTRIES_A_SECOND));
            if (entries.size() == ENTRIES_AT_ONCE || half == to * ENTRIES_A_SECOND - 1) {
                points += history.apply(entries);
                entries.clear();
            }
        }
        return points;
    }

    private static JournalReader.Entry entry(long position, long at) {
        List<Reading> readings = new ArrayList<>();
        int each = A_SECOND / ENTRIES_A_SECOND;
        for (int i = 0; i < each; i++) {
            // Each device once a minute.
            long device = position % (60 * ENTRIES_A_SECOND) * each + i;
            readings.add(
                    i < each / 3
                            ? SmallWorld.mobile("probe-" + device, at, at, -120 + i % 40)
                            : SmallWorld.fibre("ont-" + device, at, at, -20, true));
        }
        return new JournalReader.Entry(position, new Commit.Step(new Event.Readings(at, readings), Effects.NONE));
    }

    private static long stored(Influxd influxd, long start) throws HistoryTrouble, IOException {
        long points = 0;
        try (InfluxDoor door = new InfluxDoor(influxd.settings("phusong", "admin-of-the-test", 300_000))) {
            for (String measurement : List.of("mobile_sample", "ont_sample")) {
                for (Answered.Row row : door.ask("SELECT count(received_at) AS n FROM "
                        + new InfluxNames("phusong").of(Keep.RAW, measurement) + " WHERE time >= "
                        + start * 1_000_000L)) {
                    points += row.whole("n", 0);
                }
            }
        }
        return points;
    }
}
