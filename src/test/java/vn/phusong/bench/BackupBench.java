package vn.phusong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalCopy;
import vn.phusong.journal.JournalSettings;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.Reading;

/** What a PUBACK notices of a backup: commits of 15 readings every 50 ms, alone and beside a copy of so many megabytes. */
public final class BackupBench {
    private static final long T0 = 1_772_326_800_000L;
    private static final JournalSettings SETTINGS =
            new JournalSettings("FULL", Long.MAX_VALUE / 2, Long.MAX_VALUE / 2, 10_000);
    private static final int ALONE = 300;
    private static final int FILLER = 4 << 20;

    private long at = T0;

    private BackupBench() {}

    /** @param args size of the journal in megabytes; a folder on the disk to be measured */
    public static void main(String[] args) throws Exception {
        int megabytes = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        Path base = args.length > 1 ? Path.of(args[1]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = Files.createTempDirectory(base, "phusong-backup-bench");
        try (Journal journal = Journal.open(folder.resolve("data"), SETTINGS)) {
            new BackupBench().run(journal, folder, megabytes);
        } finally {
            delete(folder);
        }
    }

    private void run(Journal journal, Path folder, int megabytes) throws Exception {
        byte[] filler = new byte[FILLER];
        for (int i = 0; i < megabytes / 4; i++) {
            new Random(i).nextBytes(filler);
            journal.keep("filler-" + i, filler);
        }
        int[] left = {ALONE};
        commits("alone", journal, () -> left[0]-- > 0);
        long begun = System.nanoTime();
        CompletableFuture<JournalCopy.Content> copy = CompletableFuture.supplyAsync(() -> take(folder));
        commits("beside a copy", journal, () -> !copy.isDone());
        System.out.printf(
                Locale.ROOT,
                "copy of %d MB in %.1f s%n",
                Files.size(folder.resolve("copy.db")) >> 20,
                (System.nanoTime() - begun) / 1e9);
    }

    private static JournalCopy.Content take(Path folder) {
        try {
            return JournalCopy.take(folder.resolve("data"), folder.resolve("copy.db"));
        } catch (JournalTrouble e) {
            throw new IllegalStateException(e);
        }
    }

    private void commits(String what, Journal journal, BooleanSupplier isOn) throws JournalTrouble {
        List<Long> took = new ArrayList<>();
        while (isOn.getAsBoolean()) {
            long begun = System.nanoTime();
            long position = journal.commit(commit());
            took.add(position > 0 ? System.nanoTime() - begun : 0);
            LockSupport.parkNanos(50_000_000);
        }
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %d commits, median %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                what,
                sorted.length,
                Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0) / 1e6,
                Arrays.stream(sorted)
                                .skip(sorted.length * 99L / 100)
                                .findFirst()
                                .orElse(0)
                        / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private Commit commit() {
        at += 50;
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            readings.add(
                    new Reading("ont-" + i, "olt-1", at, at + 20, at, new Fibre(-21.4f, 2.3f, OnuState.O5, false)));
        }
        Effects effects = new Effects(
                List.of(), List.of(), List.of(), List.of(), Collections.nCopies(readings.size(), Outcome.COMMITTED));
        return new Commit(
                List.of(new Commit.Step(new Event.Readings(at, readings), effects)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
