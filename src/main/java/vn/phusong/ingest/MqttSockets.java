package vn.phusong.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets are open, over all loops and listeners, and the bound on them. Any thread. */
final class MqttSockets {
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    MqttSockets(int most) {
        this.most = most;
    }

    boolean enter() {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        open.decrementAndGet();
    }
}
