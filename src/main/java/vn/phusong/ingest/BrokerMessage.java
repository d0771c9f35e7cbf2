package vn.phusong.ingest;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One message of a broker between its receipt and its acknowledgement. */
final class BrokerMessage implements Consumer<Settled> {
    final BrokerSession session;
    final int packet;
    // Paho's callback thread, until it is offered; for QoS 0 nobody waits.
    private @Nullable Arrival arrival;
    // Written once by the watch loop, read by the link.
    private volatile boolean isSettled;
    private boolean isRefused;

    /** @param packet the broker's number for it, 0 for QoS 0 */
    BrokerMessage(BrokerSession session, int packet) {
        this.session = session;
        this.packet = packet;
    }

    void holds(Arrival what) {
        arrival = what;
    }

    Arrival arrival() {
        Arrival held = arrival;
        if (held == null) {
            throw new IllegalStateException("a message without content");
        }
        return held;
    }

    boolean isSettled() {
        return isSettled;
    }

    /** Whether nothing of it was taken; known once it is settled. */
    boolean isRefused() {
        return isRefused;
    }

    @Override
    public void accept(Settled settled) {
        isRefused = settled.isAllRefused();
        isSettled = true;
        if (packet != 0) {
            session.settled();
        }
    }
}
