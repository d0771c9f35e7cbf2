package vn.phusong.journal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A follower's own thread and its timer: one thing at a time, in order. Never the watch loop, never the disk worker; a slow follower slows nobody but
 * itself. A story test gives its own, which runs when the story says so.
 */
public interface FollowerThread extends AutoCloseable {
    /** Runs {@code task} after those handed in before. Any thread; does nothing once closed. */
    void run(Runnable task);

    /** Runs {@code task} not before {@code delayMs} from now. Any thread; does nothing once closed. */
    void after(long delayMs, Runnable task);

    /** Drops what waits and lets the running task end, at most ten seconds. */
    @Override
    void close();

    /** A real thread of that name. */
    static FollowerThread named(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler((task, closed) -> {});
        return new FollowerThread() {
            @Override
            public void run(Runnable task) {
                timer.execute(logged(name, task));
            }

            @Override
            public void after(long delayMs, Runnable task) {
                var unused = timer.schedule(logged(name, task), delayMs, TimeUnit.MILLISECONDS);
            }

            @Override
            public void close() {
                timer.shutdown();
                try {
                    if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                        timer.shutdownNow();
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    /** A timer keeps what its task throws to itself, and nobody would ever know. */
    private static Runnable logged(String name, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error bug) {
                LoggerFactory.getLogger(FollowerThread.class).error("a mistake of ours on the thread {}", name, bug);
                throw bug;
            }
        };
    }
}
