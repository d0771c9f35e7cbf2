package vn.phusong.ingest;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Reading;

/** One publish between its receipt and its acknowledgement. */
final class SessionMessage implements Consumer<Settled> {
    /** A message nobody can read costs a quarter of a reading: it never reaches the engine, but it is not free. */
    private static final double REFUSED_COST = 0.25;

    final Session session;
    final int packet;
    final int qos;
    // Event loop, until it is offered.
    private @Nullable Arrival arrival;
    private double cost;
    long heldAtTick;
    boolean isHeldForTokens;
    // Written once by the watch loop, read by the event loop.
    private volatile @Nullable MqttAnswer answer;

    SessionMessage(Session session, int packet, int qos) {
        this.session = session;
        this.packet = packet;
        this.qos = qos;
    }

    void holds(Arrival what) {
        arrival = what;
        int events = 0;
        for (Reading reading : what.readings()) {
            if (reading.content() instanceof DeviceEvent) {
                events++;
            }
        }
        cost = what.readings().size() - events + REFUSED_COST * what.refused().size();
    }

    Arrival arrival() {
        Arrival held = arrival;
        if (held == null) {
            throw new IllegalStateException("a message without content");
        }
        return held;
    }

    /** Tokens it needs: one per reading; events are exempt. */
    double cost() {
        return cost;
    }

    @Nullable
    MqttAnswer answer() {
        return answer;
    }

    /** For what was durable before: a QoS 2 publish that came again. */
    void answerAtOnce() {
        answer = MqttAnswer.DURABLE;
    }

    @Override
    public void accept(Settled settled) {
        answer = MqttAnswer.of(arrival(), settled);
        if (qos > 0) {
            session.loop().settled(session);
        }
    }
}
