package vn.phusong;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.ingest.Loop;

/** The watch loop's thread. A fault of our own ends the program: replay rebuilds, and nothing was acknowledged that is not durable. */
final class WatchThread implements Loop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);

    private final ScheduledThreadPoolExecutor timer;
    private final Runnable onFault;

    WatchThread(Runnable onFault) {
        this.onFault = onFault;
        timer = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "watch"));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler((task, closed) -> {});
    }

    @Override
    public void run(Runnable task) {
        timer.execute(guarded(task));
    }

    @Override
    public void after(long ms, Runnable task) {
        var unused = timer.schedule(guarded(task), ms, TimeUnit.MILLISECONDS);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error fault) {
                LOG.error("a fault of our own on the watch loop; the program ends, and the next start replays", fault);
                onFault.run();
            }
        };
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
