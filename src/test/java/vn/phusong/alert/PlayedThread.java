package vn.phusong.alert;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import vn.phusong.journal.FollowerThread;

/** A follower's thread in played time: nothing runs but what the test lets run, and a day is over at once. */
final class PlayedThread implements FollowerThread, InstantSource {
    private record Task(long at, long n, Runnable work) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            (one, other) -> one.at != other.at ? Long.compare(one.at, other.at) : Long.compare(one.n, other.n));
    private long now;
    private long n;
    private boolean isClosed;

    PlayedThread(long now) {
        this.now = now;
    }

    @Override
    public void run(Runnable task) {
        after(0, task);
    }

    @Override
    public void after(long delayMs, Runnable task) {
        if (!isClosed) {
            tasks.add(new Task(now + delayMs, n++, task));
        }
    }

    /** Lets {@code ms} go by. */
    void play(long ms) {
        long until = now + ms;
        while (!tasks.isEmpty() && tasks.element().at <= until) {
            step();
        }
        now = until;
    }

    /** One task; false when there is none. */
    @CanIgnoreReturnValue
    boolean step() {
        Task task = tasks.poll();
        if (task == null) {
            return false;
        }
        now = Math.max(now, task.at);
        task.work.run();
        return true;
    }

    @Override
    public void close() {
        isClosed = true;
        tasks.clear();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }
}
