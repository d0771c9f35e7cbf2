package vn.phusong.ingest;

import vn.phusong.journal.SecurityEvent;

/** The door's side of the watch loop. Any thread. */
interface Intake {
    /**
     * Takes a message in. What is taken is settled exactly once, when it is durable, and never before; on our own end it may never be.
     *
     * @return false when the waiting queue is full: nothing was taken, the sender must wait
     */
    boolean offer(Arrival arrival);

    /** Whether there is room for more and the disk works; while not, doors should stop reading. */
    boolean isOpen();

    /** Writes a line to the security log with the next commit; dropped and counted when too many wait. */
    void report(SecurityEvent event);
}
