package vn.phusong.ingest;

import vn.phusong.journal.Commit;
import vn.phusong.journal.JournalTrouble;

/** The disk's side of the watch loop: runs what blocks, one after the other, on its own thread. */
public interface DiskWorker {
    /** Makes it durable or throws. Blocks; only from a task given to {@link #run}. */
    long commit(Commit commit) throws JournalTrouble;

    /** Runs a task on the disk's thread, after those before it. */
    void run(Runnable task);
}
