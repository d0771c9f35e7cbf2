package vn.phusong.ingest;

import java.util.concurrent.atomic.AtomicBoolean;

/** How long a batch waits for company: from its first message at most so long, and not at all once there is enough of it. Any thread. */
final class Linger {
    private final Loop loop;
    private final long ms;
    private final Runnable flush;
    private final AtomicBoolean isArmed = new AtomicBoolean();
    private final AtomicBoolean isHurried = new AtomicBoolean();

    Linger(Loop loop, long ms, Runnable flush) {
        this.loop = loop;
        this.ms = ms;
        this.flush = flush;
    }

    /** A message came; {@code isEnough} when no more need to be waited for. */
    void came(boolean isEnough) {
        if (!isArmed.getAndSet(true)) {
            loop.after(ms, flush);
        }
        if (isEnough && !isHurried.getAndSet(true)) {
            loop.run(flush);
        }
    }

    /** The batch goes; the next message begins anew. */
    void over() {
        isArmed.set(false);
        isHurried.set(false);
    }

    /** The first of the next batch has waited so long already: only the rest is left. */
    void rest(long waitedMs) {
        isArmed.set(true);
        loop.after(ms - waitedMs, flush);
    }
}
