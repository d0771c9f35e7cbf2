package vn.phusong.ingest;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What we keep of one device between its sessions: its tokens (a reconnect must not refill them), who holds its one session, the QoS 2 numbers it has not yet
 * released, and a Will that waits. Lost with the process, and nothing acknowledged depends on it. Any thread.
 */
final class SessionPlace {
    private static final long FOR_GOOD = Long.MAX_VALUE;

    final TokenBucket readings;
    private final TokenBucket takeOvers;
    // All below: guarded by this.
    private final Set<Integer> received = new HashSet<>();
    private @Nullable Session holder;
    private @Nullable String keptClient;
    private long keptUntil;
    private @Nullable SessionWill will;
    private long willAt;

    SessionPlace(TokenBucket readings, TokenBucket takeOvers) {
        this.readings = readings;
        this.takeOvers = takeOvers;
    }

    /** Whether a new session may push out the one that is there, if any. */
    synchronized boolean mayEnter(long now) {
        return holder == null || takeOvers.take(1, now);
    }

    /** Puts {@code newcomer} in, forgets a waiting Will, and says who was there. */
    synchronized @Nullable Session enter(Session newcomer) {
        Session before = holder;
        holder = newcomer;
        will = null;
        return before;
    }

    /** Whether {@code client} left a session that it may go on with; else what was kept is forgotten. */
    synchronized boolean resume(String client, boolean isClean, long now) {
        boolean isKept = !isClean && client.equals(keptClient) && now < keptUntil;
        if (!isKept) {
            received.clear();
        }
        keptClient = client;
        keptUntil = FOR_GOOD;
        return isKept;
    }

    /**
     * The session of {@code who} is over.
     *
     * @param keep milliseconds its state is kept; negative for good
     * @param last the Will to wait with, or null
     * @return whether a Will now waits
     */
    synchronized boolean leave(Session who, long keep, @Nullable SessionWill last, long now) {
        if (holder != who) {
            return false;
        }
        holder = null;
        keptUntil = keep < 0 ? FOR_GOOD : now + keep;
        will = last;
        willAt = last == null ? 0 : now + last.delay();
        return last != null;
    }

    /** A Will whose time has come; it stays until {@link #told}. */
    synchronized @Nullable SessionWill due(long now) {
        return will != null && holder == null && now >= willAt ? will : null;
    }

    synchronized boolean isWaitingWithWill() {
        return will != null;
    }

    synchronized void told(SessionWill said) {
        if (said.equals(will)) {
            will = null;
        }
    }

    synchronized boolean isReceived(int packet) {
        return received.contains(packet);
    }

    synchronized int receivedCount() {
        return received.size();
    }

    synchronized void received(int packet) {
        received.add(packet);
    }

    synchronized boolean release(int packet) {
        return received.remove(packet);
    }

    synchronized @Nullable Session holder() {
        return holder;
    }
}
