package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Messages waiting for the loop, bounded by readings. Any thread puts, the loop takes. */
final class Waiting {
    private final int max;
    private final int enough;
    private final Queue<Arrival> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger weight = new AtomicInteger();
    private final AtomicLong turnedAway = new AtomicLong();
    // Watch loop only.
    private boolean left;

    /** @param enough so many readings are worth a commit of their own */
    Waiting(int max, int enough) {
        this.max = max;
        this.enough = enough;
    }

    /** An empty queue takes a message of any size, so that no message is too large to ever be taken. */
    boolean offer(Arrival arrival) {
        int after = weight.addAndGet(arrival.weight());
        if (after > max && after > arrival.weight()) {
            weight.addAndGet(-arrival.weight());
            turnedAway.incrementAndGet();
            return false;
        }
        return queue.add(arrival);
    }

    /** Up to about {@code most} readings in the order they came; at least one message if any waits. */
    List<Arrival> take(int most) {
        List<Arrival> taken = new ArrayList<>();
        int readings = 0;
        for (Arrival next = queue.peek(); next != null; next = queue.peek()) {
            if (readings > 0 && readings + next.weight() > most) {
                break;
            }
            queue.remove();
            readings += next.weight();
            weight.addAndGet(-next.weight());
            taken.add(next);
        }
        left = !queue.isEmpty();
        return taken;
    }

    /** Whether the last taking left something behind. The loop asks. */
    boolean isLeft() {
        return left;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** When the next message was received, {@link Long#MAX_VALUE} when none waits. */
    long firstReceivedAt() {
        Arrival next = queue.peek();
        return next == null ? Long.MAX_VALUE : next.sender().receivedAt();
    }

    boolean isEnough() {
        return weight.get() >= enough;
    }

    boolean isFull() {
        return weight.get() >= max;
    }

    int weight() {
        return weight.get();
    }

    int max() {
        return max;
    }

    /** What of it counts in the balance. Walks the queue; for a look now and then. */
    long counted() {
        long counted = 0;
        for (Arrival arrival : queue) {
            counted += Balance.counted(arrival);
        }
        return counted;
    }

    long turnedAway() {
        return turnedAway.get();
    }
}
