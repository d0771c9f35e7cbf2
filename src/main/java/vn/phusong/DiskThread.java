package vn.phusong;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.ingest.DiskWorker;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalTrouble;

/** The disk worker: the one thread that writes the journal, and trims it in quiet moments. */
final class DiskThread implements DiskWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DiskThread.class);
    private static final long TRIM_EVERY_S = 5;

    private final Journal journal;
    private final ScheduledThreadPoolExecutor disk =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "disk"));

    DiskThread(Journal journal) {
        this.journal = journal;
        disk.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        disk.setRejectedExecutionHandler((task, closed) -> {});
    }

    void trimBy(LongSupplier now) {
        var unused =
                disk.scheduleWithFixedDelay(() -> trim(now.getAsLong()), TRIM_EVERY_S, TRIM_EVERY_S, TimeUnit.SECONDS);
    }

    private void trim(long now) {
        try {
            if (journal.trim(now) > 0) {
                disk.execute(() -> trim(now));
            }
        } catch (JournalTrouble e) {
            LOG.warn("old readings could not be let go now: {}", e.getMessage());
        }
    }

    @Override
    public long commit(Commit commit) throws JournalTrouble {
        return journal.commit(commit);
    }

    @Override
    public void run(Runnable task) {
        disk.execute(task);
    }

    /** One write of its own, outside the commits. */
    interface Writing {
        void to(Journal journal) throws JournalTrouble;
    }

    /** Completes here when it is durable, or fails with the disk's trouble. Any thread. */
    CompletableFuture<Boolean> write(Writing writing) {
        CompletableFuture<Boolean> durable = new CompletableFuture<>();
        disk.execute(() -> {
            try {
                writing.to(journal);
                durable.complete(true);
            } catch (JournalTrouble e) {
                durable.completeExceptionally(e);
            } catch (RuntimeException e) {
                // The top of this thread: who waits for the write must not wait for ever.
                LOG.error("a write of its own failed", e);
                durable.completeExceptionally(e);
            }
        });
        return durable;
    }

    /** Lets what was handed in end. */
    void end() throws InterruptedException {
        disk.shutdown();
        if (!disk.awaitTermination(30, TimeUnit.SECONDS)) {
            LOG.warn("the disk did not end within 30 s");
        }
    }
}
