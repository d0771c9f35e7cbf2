package vn.phusong.ingest;

import io.netty.handler.codec.TooLongFrameException;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one device: what it sent and has not been told about yet, in the order of receipt. Never acknowledges what is not settled, and never out
 * of order. Event loop only, but {@link #device} and {@link #loop}.
 *
 * <pre>
 *  publish ─► room in queue and tokens? ─yes─► Intake ─► settled ─┐
 *                    │ no                                          ├─► PUBACK, PUBREC in order of receipt
 *                    └─► held, retried every tick ─► patience over: disconnected
 * </pre>
 *
 * QoS 2: PUBREC is the answer after the commit, PUBCOMP follows PUBREL. Our promise is the commit, so a publish that comes again between the two is answered
 * without being taken again.
 */
final class Session {
    private final MqttEndpoint endpoint;
    private final GateValve valve;
    private final MqttLoop loop;
    private final SessionPlace place;
    private final SessionInbox inbox;
    private final SessionEnd end;
    private final SessionReplies replies;
    private final Queue<SessionMessage> unanswered = new ArrayDeque<>();
    private final Deque<SessionMessage> held = new ArrayDeque<>();
    private boolean isOver;

    Session(MqttEndpoint endpoint, GateValve valve, MqttLoop loop, SessionPlace place, SessionInbox inbox) {
        this.endpoint = endpoint;
        this.valve = valve;
        this.loop = loop;
        this.place = place;
        this.inbox = inbox;
        this.replies = new SessionReplies(endpoint);
        this.end = SessionEnd.asked(endpoint, loop.settings().limits().willDelay());
    }

    String device() {
        return inbox.device();
    }

    boolean isOwnState(SessionWill will) {
        return inbox.isOwnState(will.topic());
    }

    MqttLoop loop() {
        return loop;
    }

    /** Wires the connection to this session; CONNACK comes after. */
    void listen() {
        valve.onBroken(this::broken);
        endpoint.publishHandler(this::published);
        endpoint.publishReleaseHandler(packet -> replies.complete(packet, place.release(packet)));
        endpoint.subscribeHandler(asked -> MqttLogin.refuseFilters(endpoint, asked, loop.tally()));
        endpoint.unsubscribeHandler(asked -> MqttLogin.answerUnsubscribe(endpoint, asked));
        endpoint.disconnectMessageHandler(said -> end.said(said.code()));
        endpoint.closeHandler(v -> closed());
        endpoint.exceptionHandler(this::broken);
    }

    private void published(MqttPublishMessage publish) {
        loop.tally().add(MqttCount.MESSAGES);
        loop.tally().add(MqttCount.BYTES, publish.payload().length());
        int qos = publish.qosLevel().value();
        if (publish.topicName().isEmpty()) {
            // We announce no topic aliases.
            disconnect(MqttDisconnectReasonCode.TOPIC_ALIAS_INVALID, MqttCount.BROKEN);
        } else if (qos == 0) {
            takeOrDrop(inbox.read(this, publish));
        } else if (isOverWindow(qos)) {
            disconnect(MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED, MqttCount.DISCONNECTED_WINDOW);
        } else if (qos == 2 && place.isReceived(publish.messageId())) {
            SessionMessage again = new SessionMessage(this, publish.messageId(), qos);
            again.answerAtOnce();
            unanswered.add(again);
            settled();
        } else {
            takeOrHold(inbox.read(this, publish));
        }
    }

    private boolean isOverWindow(int qos) {
        int most = loop.settings().limits().receiveMax();
        // MQTT 3.1.1 knows no window: there the valve is shut, but a client that never sends PUBREL must not fill the
        // memory.
        boolean isUnreleased = qos == 2 && place.receivedCount() >= most;
        return isUnreleased || (replies.isFive() && unanswered.size() >= most);
    }

    private void takeOrDrop(SessionMessage message) {
        if (loop.take(place, message)) {
            return;
        }
        loop.tally().add(MqttCount.DROPPED_QOS0);
        if (!inbox.mayDrop(loop.now())) {
            disconnect(MqttDisconnectReasonCode.MESSAGE_RATE_TOO_HIGH, MqttCount.DISCONNECTED_FLOOD);
        }
    }

    private void takeOrHold(SessionMessage message) {
        unanswered.add(message);
        // Events cost nothing and pass what waits for tokens: a dying gasp must not stand behind a backlog.
        boolean mayPass = held.isEmpty() || message.cost() == 0;
        if (!mayPass || !loop.take(place, message)) {
            held.add(message);
            loop.holds(this, message);
        }
        if (mustWait()) {
            valve.shut();
        }
    }

    private boolean mustWait() {
        SessionMessage first = held.peek();
        boolean isDiskSlow = first != null && !first.isHeldForTokens;
        boolean isFull = unanswered.size() >= loop.settings().limits().receiveMax();
        return isDiskSlow || (isFull && !replies.isFive());
    }

    /** Tries again what is held; called every tick while something is. */
    void retry() {
        SessionMessage first = held.peek();
        while (first != null && loop.take(place, first)) {
            held.remove();
            loop.tally().waits(-1);
            first = held.peek();
        }
        if (first == null) {
            loop.holdsNothing(this);
        } else if (loop.isPatienceOver(first)) {
            if (first.isHeldForTokens) {
                disconnect(MqttDisconnectReasonCode.MESSAGE_RATE_TOO_HIGH, MqttCount.DISCONNECTED_RATE);
            } else {
                disconnect(MqttDisconnectReasonCode.SERVER_BUSY, MqttCount.DISCONNECTED_BUSY);
            }
            return;
        }
        readOn();
    }

    /** Some of its messages are settled: answers what is due, as one write. */
    void settled() {
        if (isOver) {
            return;
        }
        valve.together(() -> {
            SessionMessage first = unanswered.peek();
            MqttAnswer answer = first == null ? null : first.answer();
            while (first != null && answer != null) {
                answer(first, answer);
                unanswered.remove();
                first = unanswered.peek();
                answer = first == null ? null : first.answer();
            }
        });
        readOn();
    }

    private void answer(SessionMessage message, MqttAnswer answer) {
        loop.tally().add(MqttCount.ACKNOWLEDGED);
        if (answer != MqttAnswer.DURABLE) {
            loop.tally().add(MqttCount.ACKNOWLEDGED_REFUSED);
        }
        if (replies.isReleaseAwaited(message, answer)) {
            place.received(message.packet);
        }
        replies.acknowledge(message, answer);
    }

    private void readOn() {
        if (!isOver && !loop.isClosing() && !mustWait()) {
            valve.open();
        }
    }

    /** Stops reading, for good: what is in flight may still settle. */
    void readNoMore() {
        valve.shut();
    }

    /** Whether nothing of it is on its way to the commit. */
    boolean isQuiet() {
        return unanswered.size() == held.size();
    }

    void takenOver() {
        // The newcomer already holds the place: this one's Will finds nothing to do.
        disconnect(MqttDisconnectReasonCode.SESSION_TAKEN_OVER, MqttCount.TAKE_OVERS);
    }

    /** Its secret was changed or revoked: whoever speaks here need not be the device, so its Will counts for nothing either. */
    void disproved() {
        end.forgetWill();
        disconnect(MqttDisconnectReasonCode.NOT_AUTHORIZED, MqttCount.DISPROVED);
    }

    void shutDown() {
        end.forgetWill();
        disconnect(MqttDisconnectReasonCode.SERVER_SHUTTING_DOWN, null);
    }

    private void broken(Throwable cause) {
        disconnect(
                cause instanceof TooLongFrameException
                        ? MqttDisconnectReasonCode.PACKET_TOO_LARGE
                        : MqttDisconnectReasonCode.MALFORMED_PACKET,
                null);
    }

    /** Ends it with a word on MQTT 5, by closing on 3.1.1. */
    private void disconnect(MqttDisconnectReasonCode why, @Nullable MqttCount counted) {
        if (isOver) {
            return;
        }
        if (counted != null) {
            loop.tally().add(counted);
        }
        over();
        replies.goodbye(why);
    }

    private void closed() {
        if (!isOver) {
            over();
        }
    }

    private void over() {
        isOver = true;
        valve.deafen();
        loop.tally().waits(-held.size());
        held.clear();
        loop.over(this, place, end);
    }
}
