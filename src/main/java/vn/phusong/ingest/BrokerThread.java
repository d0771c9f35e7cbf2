package vn.phusong.ingest;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread of a link and its time. What comes after its end is let go: the program is leaving then. Any thread. */
final class BrokerThread {
    private final ScheduledThreadPoolExecutor timer;

    BrokerThread(String broker) {
        timer = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "broker-" + broker));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler((task, closed) -> {});
    }

    void run(Runnable task) {
        timer.execute(task);
    }

    void after(long ms, Runnable task) {
        Future<?> unused = timer.schedule(task, ms, TimeUnit.MILLISECONDS);
    }

    void every(long ms, Runnable task) {
        Future<?> unused = timer.scheduleWithFixedDelay(task, ms, ms, TimeUnit.MILLISECONDS);
    }

    void end() {
        timer.shutdown();
    }
}
