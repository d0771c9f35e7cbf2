package vn.phusong.simulate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What one device has to say and has not been told was heard: waiting, then on its way. Never loses what it has sent; when full it gives up the oldest it never sent,
 * and counts it.
 */
final class Satchel {
    private final Limits limits;
    private final Tally tally;

    // The fleet's event loop only.
    private final Deque<Parcel> waiting = new ArrayDeque<>(2);
    private final Deque<Parcel> inFlight = new ArrayDeque<>(2);

    Satchel(Limits limits, Tally tally) {
        this.limits = limits;
        this.tally = tally;
    }

    void add(Parcel parcel) {
        tally.said.addAndGet(parcel.readings);
        count(parcel, 1);
        waiting.addLast(parcel);
        while (waiting.size() > limits.keptMessages()
                || (waiting.size() > 1 && tally.waitingBytes.get() > limits.keptBytes())) {
            giveUpOldest();
        }
    }

    /** The first word of a new session, before everything else. */
    void greet() {
        Parcel greeting = new Parcel(Topic.STATE, "online".getBytes(StandardCharsets.UTF_8), 0);
        count(greeting, 1);
        waiting.addFirst(greeting);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean hasRoom() {
        return inFlight.size() < limits.window();
    }

    /** The next message to send, in order; null when there is none or the window is full. */
    @Nullable
    Parcel send(long nowNanos) {
        Parcel parcel = hasRoom() ? waiting.pollFirst() : null;
        if (parcel != null) {
            count(parcel, -1);
            tally.inFlight.addAndGet(parcel.readings);
            tally.sent.incrementAndGet();
            tally.resent.addAndGet(parcel.wasSent ? 1 : 0);
            parcel.sentNanos = nowNanos;
            inFlight.addLast(parcel);
        }
        return parcel;
    }

    void acknowledged(int packetId, long nowNanos) {
        for (Iterator<Parcel> flying = inFlight.iterator(); flying.hasNext(); ) {
            Parcel parcel = flying.next();
            if (parcel.packetId == packetId) {
                flying.remove();
                tally.inFlight.addAndGet(-parcel.readings);
                tally.acknowledged.addAndGet(parcel.readings);
                tally.latency.add(nowNanos - parcel.sentNanos);
                return;
            }
        }
    }

    /** The connection broke: what was on its way goes back to the head, in its order. A greeting belongs to its session and is dropped. */
    void returnAll() {
        while (!inFlight.isEmpty()) {
            Parcel parcel = inFlight.removeLast();
            tally.inFlight.addAndGet(-parcel.readings);
            if (parcel.topic != Topic.STATE) {
                parcel.wasSent = true;
                parcel.packetId = -1;
                count(parcel, 1);
                waiting.addFirst(parcel);
            }
        }
        waiting.removeIf(parcel -> {
            boolean isStale = parcel.topic == Topic.STATE;
            if (isStale) {
                count(parcel, -1);
            }
            return isStale;
        });
    }

    /** When the oldest message on its way was sent, {@link Long#MAX_VALUE} when none is. */
    long oldestSentNanos() {
        Parcel oldest = inFlight.peekFirst();
        return oldest == null ? Long.MAX_VALUE : oldest.sentNanos;
    }

    private void giveUpOldest() {
        Parcel oldest = waiting.getFirst();
        for (Parcel parcel : waiting) {
            if (!parcel.wasSent) {
                oldest = parcel;
                break;
            }
        }
        boolean wasThere = waiting.remove(oldest);
        assert wasThere;
        count(oldest, -1);
        tally.dropped.addAndGet(oldest.readings);
    }

    private void count(Parcel parcel, int sign) {
        tally.waiting.addAndGet((long) sign * parcel.readings);
        tally.waitingBytes.addAndGet((long) sign * parcel.payload.length);
    }
}
