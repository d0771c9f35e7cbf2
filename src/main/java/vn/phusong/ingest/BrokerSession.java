package vn.phusong.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection to one broker: what it sent and we have not acknowledged, in the order of receipt. Never acknowledges what is not settled, never out of
 * order, and never anything of an earlier connection: the broker sends that again, and the repeat is known.
 *
 * <pre>
 *  message ─► room in the queue? ─yes─► Intake ─► settled ─┐
 *                  │ no                                     ├─► PUBACK in the order of receipt
 *                  └─► held, retried by the link ───────────┘
 * </pre>
 *
 * While the queue is full, messages are held here and not acknowledged, and the receive maximum bounds them: the broker sends no more than that without a
 * PUBACK. Paho's callback thread is not blocked for it: while that stands, Paho hears no answer to its pings and ends the connection after the keep-alive.
 * Callbacks come on Paho's threads; the link does the rest.
 */
final class BrokerSession implements MqttCallback {
    private static final int SLACK = 2;
    private static final long WAITS_MS = 1_000;

    private final BrokerLink link;
    private final int receiveMax;
    private final Queue<BrokerMessage> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unansweredCount = new AtomicInteger();
    private final AtomicBoolean isHopping = new AtomicBoolean();
    private final AtomicBoolean isRetrying = new AtomicBoolean();
    // Guarded by itself: the end of unanswered that no commit has yet.
    private final Deque<BrokerMessage> held = new ArrayDeque<>();
    private volatile boolean isOver;
    private final Object room = new Object();
    // Paho's callback thread only.
    private boolean isExceeded;
    // Link only.
    private long acknowledged;

    BrokerSession(BrokerLink link, int receiveMax) {
        this.link = link;
        this.receiveMax = receiveMax;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        if (isOver) {
            return;
        }
        if (topic.startsWith(BrokerWatch.ROOT)) {
            link.watch().heard(topic, message.getPayload());
            return;
        }
        link.tally().add(BrokerCount.MESSAGES);
        link.tally().add(BrokerCount.BYTES, message.getPayload().length);
        if (message.isDuplicate()) {
            link.tally().add(BrokerCount.REDELIVERED);
        }
        if (message.getQos() == 0) {
            takeOrDrop(topic, message);
        } else {
            awaitRoom();
            takeOrHold(topic, message);
        }
    }

    /**
     * A broker that keeps its word never gets here. Mosquitto 2.0.11 does not always: after a reconnect it may send more than the window. Twice the window
     * is taken; then we read no further, and TCP holds it back.
     */
    private void awaitRoom() {
        if (unansweredCount.get() < receiveMax) {
            return;
        }
        if (!isExceeded) {
            isExceeded = true;
            link.tally().add(BrokerCount.WINDOW_EXCEEDED);
        }
        synchronized (room) {
            while (!isOver && unansweredCount.get() >= SLACK * receiveMax) {
                try {
                    room.wait(WAITS_MS);
                } catch (InterruptedException e) {
                    // Paho interrupts its threads to end them.
                    isOver = true;
                }
            }
        }
    }

    private void takeOrDrop(String topic, MqttMessage message) {
        BrokerMessage read = new BrokerMessage(this, 0);
        read.holds(link.inbox().read(topic, message, read));
        if (!link.take(read)) {
            link.tally().add(BrokerCount.DROPPED_QOS0);
        }
    }

    private void takeOrHold(String topic, MqttMessage message) {
        BrokerMessage read = new BrokerMessage(this, message.getId());
        read.holds(link.inbox().read(topic, message, read));
        unansweredCount.incrementAndGet();
        unanswered.add(read);
        synchronized (held) {
            if (!held.isEmpty() || !link.take(read)) {
                held.add(read);
                link.tally().add(BrokerCount.HELD);
                retryLater();
            }
        }
    }

    private void retryLater() {
        if (!isRetrying.getAndSet(true)) {
            link.later(this::retry);
        }
    }

    /** Offers again what is held, in order. Link only. */
    private void retry() {
        isRetrying.set(false);
        synchronized (held) {
            BrokerMessage first = held.peek();
            while (first != null && !isOver && link.take(first)) {
                held.remove();
                first = held.peek();
            }
            if (first != null && !isOver) {
                retryLater();
            }
        }
    }

    /** A message of it is settled. Watch loop; wakes the link once for all that settle until it comes. */
    void settled() {
        if (!isHopping.getAndSet(true)) {
            link.run(this::acknowledge);
        }
    }

    /** Link only. */
    private void acknowledge() {
        isHopping.set(false);
        BrokerMessage first = unanswered.peek();
        while (first != null && first.isSettled() && !isOver) {
            unanswered.remove();
            unansweredCount.decrementAndGet();
            acknowledged++;
            link.acknowledge(this, first);
            first = unanswered.peek();
        }
        synchronized (room) {
            room.notifyAll();
        }
    }

    int unacknowledged() {
        return unansweredCount.get();
    }

    int held() {
        synchronized (held) {
            return held.size();
        }
    }

    /** Whether nothing of it is on its way to the commit. */
    boolean isQuiet() {
        return unansweredCount.get() <= held();
    }

    /** Whether it was of any use, so that the next attempt may come soon. Link only. */
    boolean hasAcknowledged() {
        return acknowledged > 0;
    }

    /** Nothing of it counts any more. */
    void over() {
        isOver = true;
        synchronized (room) {
            room.notifyAll();
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        link.lost(this, response.getReturnCode(), sentence(response));
    }

    private static String sentence(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        String reason = response.getReasonString();
        return cause != null
                ? sentence(cause)
                : "it ended the connection (0x" + Integer.toHexString(response.getReturnCode() & 0xFF) + ")"
                        + (reason == null ? "" : ": " + reason);
    }

    /** Paho's message, and what is behind it, which is mostly the answer. */
    static String sentence(MqttException trouble) {
        Throwable cause = trouble.getCause();
        boolean isOfTheBroker = trouble.getReasonCode() >= 0x80 && trouble.getReasonCode() <= 0xFF;
        String code = isOfTheBroker ? "0x" + Integer.toHexString(trouble.getReasonCode()) + " " : "";
        String behind = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        if (trouble.getReasonCode() == MqttException.REASON_CODE_CLIENT_EXCEPTION && !behind.isEmpty()) {
            // Paho has no words of its own for it.
            return behind;
        }
        return code + trouble.getMessage() + (behind.isEmpty() ? "" : " (" + behind + ')');
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // What matters ends in a lost connection, and that is told.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // We send nothing.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // The link waits for the answer to its CONNECT itself.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // We ask for no extended login.
    }
}
