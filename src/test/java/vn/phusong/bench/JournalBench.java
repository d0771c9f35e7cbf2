package vn.phusong.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalInside;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Mobile;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Registration;

/** What the journal costs: bytes and CPU per reading, per snapshot row, and the way back from the file. Prints one line per figure. */
public final class JournalBench {
    private static final long T0 = 1_772_326_800_000L;
    private static final JournalSettings SETTINGS =
            new JournalSettings("FULL", Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 10_000);

    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(20260301);
    private long at = T0;

    private JournalBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("phusong-journal-bench");
        try {
            new JournalBench(folder).run();
        } finally {
            delete(folder);
        }
    }

    private void run() throws Exception {
        for (int size : new int[] {1, 50, 1000}) {
            commits("ONTs of one collector", size, this::ont);
        }
        for (int size : new int[] {1, 15, 50, 1000}) {
            commits("probes of three operators", size, this::probe);
        }
        snapshots();
    }

    /** Makes the i-th reading of a batch. */
    private interface Source {
        Reading reading(int i);
    }

    private void commits(String what, int size, Source source) throws Exception {
        Path home = folder.resolve(what.replace(' ', '-') + size);
        int rounds = size == 1000 ? 300 : 1500;
        List<Commit> commits = new ArrayList<>();
        List<List<Reading>> batches = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            batches.add(readings(size, source));
            commits.add(commit(batches.get(i)));
        }
        codec(what, size, batches);
        try (Journal journal = Journal.open(home, SETTINGS)) {
            for (Commit commit : commits) {
                check(journal.commit(commit));
            }
            long begun = System.nanoTime();
            long cpu = cpu();
            for (Commit commit : commits) {
                check(journal.commit(commit));
            }
            double cpuMicros = (cpu() - cpu) / 1e3 / rounds;
            double wallMicros = (System.nanoTime() - begun) / 1e3 / rounds;
            say(
                    "%s, %d a commit: %.1f µs CPU and %.0f µs wall a commit, %.2f µs CPU a reading",
                    what, size, cpuMicros, wallMicros, cpuMicros / size);
            readBack(journal, rounds * size);
        }
        say("  %.1f bytes of file a reading", (double) bytes(home) / (2 * rounds * size));
    }

    /** Without SQLite and the disk. */
    private static void codec(String what, int size, List<List<Reading>> batches) {
        int rounds = 1 + 200_000 / (size * batches.size());
        long bytes = 0;
        for (int warm = 0; warm < rounds; warm++) {
            bytes = JournalInside.sealed(batches);
        }
        long cpu = cpu();
        for (int i = 0; i < rounds; i++) {
            bytes = JournalInside.sealed(batches);
        }
        double readings = (double) size * batches.size();
        say(
                "%s, %d together: packed in %.2f µs CPU and %.1f bytes a reading",
                what, size, (cpu() - cpu) / 1e3 / rounds / readings, bytes / readings);
    }

    private static void readBack(Journal journal, int readings) throws Exception {
        try (JournalReader reader = journal.reader()) {
            long cpu = cpu();
            long position = 0;
            List<JournalReader.Entry> entries = reader.after(0, 1000);
            while (!entries.isEmpty()) {
                position = entries.get(entries.size() - 1).position();
                entries = reader.after(position, 1000);
            }
            say("  read back: %.2f µs CPU a reading", (cpu() - cpu) / 1e3 / (2 * readings));
        }
    }

    private void snapshots() throws Exception {
        List<SnapshotRow> rows = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            rows.add(row("slot", String.format("bk-%05d/centre/viettel", i), 800));
        }
        for (int i = 0; i < 60_000; i++) {
            rows.add(row("line", String.format("ont-bk-%06d", i), 64));
        }
        Path home = folder.resolve("snapshot");
        try (Journal journal = Journal.open(home, SETTINGS)) {
            timed("first snapshot of 64 000 rows", rows.size(), journal, rows);
            timed("all 64 000 rows again", rows.size(), journal, rows);
            List<SnapshotRow> dirty = new ArrayList<>();
            for (int i = 0; i < 1333; i++) {
                dirty.add(rows.get(random.nextInt(i < 333 ? 4000 : rows.size())));
            }
            for (int i = 0; i < 100; i++) {
                check(journal.commit(commit(readings(15, this::ont))));
            }
            timed("a five-second snapshot of 1 333 rows", dirty.size(), journal, dirty);
            long begun = System.nanoTime();
            check(journal.trim(at));
            say("the trim and checkpoint after it: %.0f ms", (System.nanoTime() - begun) / 1e6);
            for (int i = 0; i < 200; i++) {
                check(journal.commit(commit(readings(100, this::ont))));
            }
        }
        open(home);
    }

    private static void open(Path home) throws Exception {
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            try (Journal journal = Journal.open(home, SETTINGS)) {
                long opened = System.nanoTime();
                long[] read = JournalInside.restored(journal);
                say(
                        "open %.0f ms, restore of %d rows and %d events %.0f ms (without the engine)",
                        (opened - begun) / 1e6, read[0], read[1], (System.nanoTime() - opened) / 1e6);
            }
        }
    }

    private void timed(String what, int count, Journal journal, List<SnapshotRow> rows) throws Exception {
        long begun = System.nanoTime();
        long cpu = cpu();
        check(journal.commit(new Commit(List.of(), rows, List.of(), List.of(), List.of(), List.of())));
        double ms = (System.nanoTime() - begun) / 1e6;
        say("%s: %.0f ms, %.0f rows/s, %.1f µs CPU a row", what, ms, count / ms * 1000, (cpu() - cpu) / 1e3 / count);
    }

    private SnapshotRow row(String kind, String key, int size) {
        byte[] value = new byte[size];
        random.nextBytes(value);
        return new SnapshotRow(kind, key, value);
    }

    private List<Reading> readings(int size, Source source) {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            readings.add(source.reading(i));
        }
        at += 1000;
        return readings;
    }

    private Commit commit(List<Reading> readings) {
        Effects effects = new Effects(
                List.of(), List.of(), List.of(), List.of(), Collections.nCopies(readings.size(), Outcome.COMMITTED));
        Commit.Step step = new Commit.Step(new Event.Readings(at, readings), effects);
        return new Commit(List.of(step), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private Reading ont(int i) {
        float rx = Math.round((-18 - 8 * random.nextDouble()) * 10) / 10f;
        float tx = Math.round((1.5 + 2 * random.nextDouble()) * 10) / 10f;
        String device = String.format(Locale.ROOT, "ont-bk-%06d", random.nextInt(60_000));
        long claimed = at - random.nextInt(3000);
        return new Reading(device, "olt-bk-001", claimed, at + i, i, new Fibre(rx, tx, OnuState.O5, false));
    }

    private Reading probe(int i) {
        List<Radio> radio = List.of(radio("45204"), radio("45201"), radio("45202"));
        String device = String.format(Locale.ROOT, "probe-bk-%05d", random.nextInt(1000));
        long claimed = at - random.nextInt(60_000);
        return new Reading(
                device, device, claimed, at + i, random.nextInt(100_000), new Mobile(radio, null, PowerSource.MAINS));
    }

    private Radio radio(String plmn) {
        Levels levels = new Levels(
                -70 - random.nextInt(50),
                -8 - random.nextInt(20) / 2f,
                random.nextInt(300) / 10f,
                Float.NaN,
                Float.NaN,
                Float.NaN);
        String cell = Integer.toString(1_187_000 + random.nextInt(300));
        return new Radio(plmn, null, Rat.LTE, Registration.HOME, levels, Levels.ABSENT, -1, 3, cell);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void check(long position) {
        if (position < 0) {
            throw new IllegalStateException("position " + position);
        }
    }

    private static void say(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }

    private static long bytes(Path home) throws IOException {
        return Files.size(home.resolve("phusong.db"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
