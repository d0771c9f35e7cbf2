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
 * Paho's callback thread is never blocked: while it stands, Paho answers no ping and ends the connection after the keep-alive. What bounds us is the receive
 * maximum: the broker sends no more than that without a PUBACK. Callbacks come on Paho's threads; the link does the rest.
 */
final class BrokerSession implements MqttCallback {
    private final BrokerLink link;
    private final int receiveMax;
    private final Queue<BrokerMessage> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unansweredCount = new AtomicInteger();
    private final AtomicBoolean isHopping = new AtomicBoolean();
    // Guarded by itself: the end of unanswered that no commit has yet.
    private final Deque<BrokerMessage> held = new ArrayDeque<>();
    private volatile boolean isOver;
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
        } else if (unansweredCount.get() >= receiveMax) {
            // Only a broker that breaks its word gets here; what it sent comes again, nothing of it is acknowledged.
            isOver = true;
            link.exceeded(this);
        } else {
            takeOrHold(topic, message);
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
                link.retryLater(this);
            }
        }
    }

    /** Offers again what is held, in order; whether some is left. Link only. */
    boolean retry() {
        synchronized (held) {
            BrokerMessage first = held.peek();
            while (first != null && !isOver && link.take(first)) {
                held.remove();
                first = held.peek();
            }
            return first != null && !isOver;
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
        String code = trouble.getReasonCode() >= 0x80 && trouble.getReasonCode() <= 0xFF
                ? "0x" + Integer.toHexString(trouble.getReasonCode()) + " "
                : "";
        return code + trouble.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ')');
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
