package vn.phusong.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.journal.Commit;
import vn.phusong.journal.JournalReader;
import vn.phusong.reading.Reading;

/**
 * Fills days of a province (938 villages, one probe with three operators, a reading a minute) and asks for 24 hours of a village: {@code FOLDER DAYS
 * READINGS_PER_TRANSACTION}. Prints rows a second, file size, query times, the cost of late readings, and the process's memory.
 */
final class HistoryBench {
    private static final int VILLAGES = 938;
    private static final long DAY = 24 * 60 * SmallWorld.MINUTE;

    private HistoryBench() {}

    private static final class Province implements Roster {
        @Override
        public String village(String device, long at) {
            return "gn-" + device.substring(6);
        }

        @Override
        public @Nullable String operator(String plmn) {
            return plmn.equals("45204") ? "viettel" : plmn.equals("45202") ? "vinaphone" : "mobifone";
        }
    }

    public static void main(String[] arguments) throws HistoryTrouble, IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int days = Integer.parseInt(arguments[1]);
        int atOnce = Integer.parseInt(arguments[2]);
        try (History history = new DuckDbHistory(folder, HistorySettings.DEFAULT, new Province())) {
            fill(history, days, atOnce);
            System.out.printf("file %d MB%n", Files.size(folder.resolve(DuckDbHistory.FILE)) / 1_000_000);
            memory("after the fill");
            ask(history, days);
            late(history, days, 1_000, "1 000 readings up to 72 h late");
            late(history, days, 1_000, "the same 1 000 again");
            memory("at the end");
        }
    }

    private static void fill(History history, int days, int atOnce) throws HistoryTrouble {
        long begin = System.nanoTime();
        long position = history.cursor().position();
        long rows = 0;
        List<Reading> batch = new ArrayList<>();
        for (long minute = 0; minute < days * 24L * 60; minute++) {
            for (int v = 0; v < VILLAGES; v++) {
                long at = SmallWorld.START + minute * SmallWorld.MINUTE + v * 60L;
                batch.add(SmallWorld.mobile("probe-" + v, at, at, -80f - (int) ((v + minute) % 40)));
                if (batch.size() == atOnce) {
                    rows += history.apply(List.of(entry(++position, at, batch)));
                    batch.clear();
                }
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%d rows in %.1f s: %.0f rows/s%n", rows, seconds, rows / seconds);
    }

    private static void ask(History history, int days) throws HistoryTrouble {
        double[] ms = new double[30];
        for (int i = 0; i < ms.length; i++) {
            long to = SmallWorld.START + days * DAY - (i % days) * DAY;
            long begin = System.nanoTime();
            List<SignalSeries> series =
                    history.samples("gn-" + i * 31 % VILLAGES, null, new Span(to - DAY, to, 5 * SmallWorld.MINUTE));
            ms[i] = (System.nanoTime() - begin) / 1e6;
            if (series.size() != 3) {
                throw new IllegalStateException("series: " + series.size());
            }
        }
        Arrays.sort(ms);
        System.out.printf("24 h of a village: median %.1f ms, slowest %.1f ms%n", ms[15], ms[29]);
    }

    private static void late(History history, int days, int count, String what) throws HistoryTrouble {
        long now = SmallWorld.START + days * DAY;
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long claimed = now - 3 * DAY + i * (3 * DAY / count) + 7;
            readings.add(SmallWorld.mobile("probe-" + i % VILLAGES, claimed, now, -90));
        }
        long begin = System.nanoTime();
        int rows = history.apply(List.of(entry(history.cursor().position() + 1, now, readings)));
        System.out.printf("%s: %d rows in %.0f ms%n", what, rows, (System.nanoTime() - begin) / 1e6);
    }

    private static JournalReader.Entry entry(long position, long at, List<Reading> readings) {
        return new JournalReader.Entry(position, new Commit.Step(new Event.Readings(at, readings), Effects.NONE));
    }

    private static void memory(String when) throws IOException {
        System.out.println(when + ": "
                + Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                        .toList());
    }
}
