package vn.phusong.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Disk;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalRefused;
import vn.phusong.journal.JournalSettings;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Reading;

/**
 * The watch loop without a thread: one walker runs what is due, moves the time, and is the disk. Engine and journal are the real ones; what the journal
 * writes can fail, or end the world, before any write.
 */
final class Walk implements AutoCloseable {
    /** The end of the world between two writes. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A task and when it is due; equal times keep their order. */
    private record Due(long nanos, long order, Runnable task) {}

    static final BatchSettings SETTINGS = new BatchSettings(50, 40, 100, 300, 5_000);
    // Without syncs: this world ends between writes, not between the disk's caches.
    private static final JournalSettings KEPT = new JournalSettings("OFF", 30L * 86_400_000, 1L << 34, 10_000);

    private final Path folder;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
    private final Deque<Runnable> handedToDisk = new ArrayDeque<>();
    private long order;
    private long nanos = 1_000_000_000;
    private long clock;

    /** Before each write of the journal: returns, throws an IOException (trouble) or a {@link Crash}. */
    Disk weather = Disk.REAL;

    final List<Commit> attempts = new ArrayList<>();
    final List<Commit> commits = new ArrayList<>();
    final List<Durable> told = new ArrayList<>();
    Journal journal;
    Engine engine;
    Batcher batcher;

    Walk(Path folder, long clock) throws JournalRefused {
        this.folder = folder;
        this.clock = clock;
        this.journal = Journal.open(folder, KEPT, what -> weather.before(what));
        this.engine = journal.restore(SampleRules.DEFAULT).engine();
        this.batcher = begin();
    }

    private Batcher begin() {
        Batcher begun = new Batcher(engine, new WalkedDisk(), new WalkedLoop(), this::now, SETTINGS);
        try (JournalReader reader = journal.reader()) {
            begun.recall(reader, journal.position());
        } catch (JournalTrouble e) {
            throw new IllegalStateException(e);
        }
        begun.listen(told::add);
        return begun;
    }

    /** The process dies and starts again: nothing that only memory knew is left. */
    void kill() throws JournalRefused {
        journal.close();
        weather = Disk.REAL;
        due.clear();
        handedToDisk.clear();
        journal = Journal.open(folder, KEPT, what -> weather.before(what));
        engine = journal.restore(SampleRules.DEFAULT).engine();
        // As the program does: its clock begins where the journal ends.
        clock = Math.max(clock, engine.now());
        batcher = begin();
    }

    /** Begins as the program does, with a roster. */
    void start() {
        CompletableFuture<Long> started = batcher.start();
        CompletableFuture<Long> listed = batcher.change(Lines.roster(clock));
        settle();
        if (!started.isDone() || !listed.isDone()) {
            throw new IllegalStateException("the world did not begin");
        }
    }

    long nanos() {
        return nanos;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock);
    }

    long clock() {
        return clock;
    }

    /** Somebody sets the clock; real time does not move. */
    void setClock(long to) {
        clock = to;
    }

    boolean offer(Consumer<Settled> settled, Reading... readings) {
        return offer(List.of(readings), List.of(), settled);
    }

    boolean offer(List<Reading> readings, List<Quarantined> refused, Consumer<Settled> settled) {
        Sender sender = new Sender("olt-1", true, clock, "phusong/v1/olt-1/telemetry");
        return batcher.offer(new Arrival(sender, readings, refused, new byte[] {'['}, settled));
    }

    /** The loop does what is due; the disk does nothing. */
    void loop() {
        for (Due next = due.peek(); next != null && next.nanos() <= nanos; next = due.peek()) {
            due.remove();
            next.task().run();
        }
    }

    /** The disk does one thing. */
    boolean disk() {
        Runnable task = handedToDisk.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** Loop and disk do all that is due, in turns. */
    void settle() {
        do {
            loop();
        } while (disk());
    }

    /** Time goes by, for the clock and in truth, and all is done when it is due. */
    void pass(long ms) {
        long until = nanos + ms * 1_000_000;
        settle();
        while (nanos < until) {
            Due next = due.peek();
            advance(Math.min(until, next == null ? until : next.nanos()) - nanos);
            settle();
        }
    }

    /** Time goes by and nobody does anything. */
    void sleep(long ms) {
        advance(ms * 1_000_000);
    }

    private long spareNanos;

    private void advance(long by) {
        nanos += by;
        spareNanos += by;
        clock += spareNanos / 1_000_000;
        spareNanos %= 1_000_000;
    }

    /** Every event of the log, oldest first. */
    List<Event> log() throws JournalTrouble {
        List<Event> events = new ArrayList<>();
        try (JournalReader reader = journal.reader()) {
            List<JournalReader.Entry> page = reader.after(0, 1000);
            while (!page.isEmpty()) {
                page.forEach(entry -> events.add(entry.step().event()));
                page = reader.after(page.get(page.size() - 1).position(), 1000);
            }
        }
        return events;
    }

    /** Every reading of the log, in its order. */
    List<Reading> logged() throws JournalTrouble {
        List<Reading> readings = new ArrayList<>();
        for (Event event : log()) {
            if (event instanceof Event.Readings batch) {
                readings.addAll(batch.readings());
            }
        }
        return readings;
    }

    List<Long> ticks() throws JournalTrouble {
        return log().stream()
                .filter(Event.Tick.class::isInstance)
                .map(Event::at)
                .toList();
    }

    @Override
    public void close() {
        journal.close();
    }

    private final class WalkedLoop implements Loop {
        @Override
        public void run(Runnable task) {
            after(0, task);
        }

        @Override
        public void after(long ms, Runnable task) {
            due.add(new Due(nanos + ms * 1_000_000, order++, task));
        }

        @Override
        public long nanos() {
            return nanos;
        }
    }

    private final class WalkedDisk implements DiskWorker {
        @Override
        public long commit(Commit commit) throws JournalTrouble {
            attempts.add(commit);
            long position = journal.commit(commit);
            commits.add(commit);
            return position;
        }

        @Override
        public void run(Runnable task) {
            handedToDisk.add(task);
        }
    }
}
