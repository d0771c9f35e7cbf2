package vn.phusong.ingest;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.incident.Act;
import vn.phusong.journal.Commit;
import vn.phusong.journal.DeviceSecret;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.journal.SecurityEvent;

/**
 * The watch loop: gathers messages into batches, steps the engine, has the disk make it durable, and only then settles. One commit at a time; the next batch
 * gathers meanwhile. A commit that fails is tried again, the same one, for as long as it takes: nothing is settled before.
 */
public final class Batcher implements Intake {
    private static final long LOOK_MS = 100;
    private static final long NOTE_WAITS_MS = 500;

    private final Engine engine;
    private final Committer committer;
    private final Publisher publisher;
    private final Loop loop;
    private final InstantSource clock;
    private final Minutes minutes;
    private final BatchSettings settings;
    private final Waiting waiting;
    private final Linger linger;
    private final Linger notes;
    // Watch loop only, from here.
    private final Requests requests = new Requests();
    private final Balance balance = new Balance();
    private final Recent recent = new Recent(Recent.MOST);
    private boolean committing;
    private long snapshotAt;
    private long durableTo;
    private @Nullable CompletableFuture<Long> stopping;

    // Written by the loop, read by anyone.
    private volatile IngestCounts counts;
    private volatile boolean stopped;

    public Batcher(Engine engine, DiskWorker disk, Loop loop, InstantSource clock, BatchSettings settings) {
        this.engine = engine;
        this.committer = new Committer(disk, loop, clock);
        this.publisher = new Publisher(engine, loop);
        this.loop = loop;
        this.clock = clock;
        this.minutes = new Minutes(clock);
        this.settings = settings;
        this.waiting = new Waiting(settings.waitingMax(), settings.enough());
        this.linger = new Linger(loop, settings.lingerMs(), this::flush);
        this.notes = new Linger(loop, NOTE_WAITS_MS, this::flush);
        this.counts = balance.counts(0, 0, 0);
    }

    /** Tells of everything that becomes durable, on the loop, in order. Must not block. */
    public void listen(Consumer<Durable> listener) {
        publisher.listen(listener);
    }

    /** Reads back what was said last, so that what is said again after a kill is known. Blocks; before the start. */
    public void recall(JournalReader reader, long position) throws JournalTrouble {
        recent.recall(reader, position);
    }

    /** Begins: the first event is a tick of now, so that a silence of our own is known before anything is said. */
    public CompletableFuture<Long> start() {
        CompletableFuture<Long> started = ask(new Event.Tick(clock.millis()), List.of(), List.of());
        loop.run(() -> {
            minutes.begin();
            snapshotAt = loop.nanos();
            look();
        });
        return started;
    }

    @Override
    public boolean offer(Arrival arrival) {
        if (stopped || !waiting.offer(arrival)) {
            return false;
        }
        linger.came(waiting.isEnough());
        return true;
    }

    @Override
    public boolean isOpen() {
        return !stopped && committer.trouble() == null && !waiting.isFull();
    }

    @Override
    public void report(SecurityEvent event) {
        loop.run(() -> {
            requests.report(event);
            notes.came(false);
        });
    }

    /** What a follower wants remembered goes along with a commit of the next half second. Any thread. */
    public void note(FollowerNote note) {
        loop.run(() -> {
            requests.note(note);
            notes.came(false);
        });
    }

    /** Puts a change into the log. The future completes when it is durable, on the loop. Any thread. */
    public CompletableFuture<Long> change(Event event) {
        return ask(event, List.of(), List.of());
    }

    /** Sets or revokes secrets. The future completes when they are durable, on the loop. Any thread. */
    public CompletableFuture<Long> secrets(List<DeviceSecret> secrets) {
        return ask(null, secrets, List.of());
    }

    /** Keeps what a person did, which the fold takes in if it is its own. The future completes when it is durable, on the loop. Any thread. */
    public CompletableFuture<Long> act(Act act) {
        return ask(act.deed().isOfFold() ? new Event.Acted(act.at(), act) : null, List.of(), List.of(act));
    }

    private CompletableFuture<Long> ask(@Nullable Event event, List<DeviceSecret> secrets, List<Act> acts) {
        CompletableFuture<Long> durable = new CompletableFuture<>();
        loop.run(() -> {
            requests.ask(new Requests.Asked(event, secrets, acts, durable));
            flush();
        });
        return durable;
    }

    /** Every tenth of a second: is a tick due, are the numbers and the picture fresh. */
    private void look() {
        counts = balance.counts(waiting.counted(), waiting.turnedAway(), requests.lostReports());
        if (!committing) {
            publisher.rest(durableTo);
        }
        if (stopping == null) {
            if (minutes.isDue()) {
                flush();
            }
            loop.after(LOOK_MS, this::look);
        }
    }

    private void flush() {
        if (committing) {
            return;
        }
        linger.over();
        notes.over();
        if (waiting.isEmpty() && requests.isEmpty() && !minutes.isDue()) {
            if (stopping != null) {
                counts = balance.counts(0, waiting.turnedAway(), requests.lostReports());
                stopping.complete(durableTo);
            }
            return;
        }
        List<Requests.Asked> asked = requests.takeAsked();
        Batch batch = gather(asked);
        boolean snapshot = stopping != null || loop.nanos() - snapshotAt >= settings.snapshotEveryMs() * 1_000_000;
        snapshotAt = snapshot ? loop.nanos() : snapshotAt;
        Commit commit = requests.commit(batch, snapshot ? engine.takeDirtyRows() : List.of(), asked);
        committing = true;
        Attempt attempt = new Attempt(batch, asked, loop.nanos());
        committer.write(commit, position -> durable(attempt, position));
    }

    private Batch gather(List<Requests.Asked> asked) {
        Batch batch = new Batch(engine, recent);
        batch.asked(asked);
        List<Arrival> arrivals = waiting.take(settings.batchMax());
        arrivals.forEach(balance::taken);
        long minute = minutes.latest();
        if (minutes.isDue() && waiting.firstReceivedAt() > minute) {
            batch.messagesAround(minute, arrivals);
            minutes.ticked(minute);
        } else {
            batch.messages(arrivals);
        }
        return batch;
    }

    /** A commit under way, with all who wait for it. */
    private record Attempt(Batch batch, List<Requests.Asked> asked, long begun) {}

    private void durable(Attempt attempt, long position) {
        committing = false;
        durableTo = position;
        balance.committed(loop.nanos() - attempt.begun());
        attempt.batch().settle(position, balance);
        // First those who look on: who asked for a change may look at once, and must see it.
        publisher.publish(attempt.batch(), position);
        attempt.asked().forEach(request -> request.durable().complete(position));
        goOn(attempt);
    }

    /** What this commit left behind goes at once; else the first of the next has waited at most since this commit began. */
    private void goOn(Attempt attempt) {
        long waited = (loop.nanos() - attempt.begun()) / 1_000_000;
        if (stopping != null
                || waiting.isLeft()
                || waiting.isEnough()
                || waited >= settings.lingerMs()
                || !requests.isEmpty()) {
            flush();
        } else if (!waiting.isEmpty()) {
            linger.rest(waited);
        }
    }

    /** Takes nothing more, makes what waits durable with a last snapshot, then completes with the last position, on the loop. Any thread. */
    public CompletableFuture<Long> stop() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        stopped = true;
        loop.run(() -> {
            stopping = done;
            if (!committing) {
                requests.ask(new Requests.Asked(null, List.of(), List.of(), new CompletableFuture<>()));
                flush();
            }
        });
        return done;
    }

    /** What is wrong with the disk, null when nothing is. Any thread. */
    public @Nullable DiskTrouble trouble() {
        return committer.trouble();
    }

    /** The balance, at most a tenth of a second old. Any thread. */
    public IngestCounts counts() {
        return counts;
    }

    /** Readings waiting for a commit, and how many may. Any thread. */
    public int waiting() {
        return waiting.weight();
    }

    public int waitingMax() {
        return waiting.max();
    }
}
