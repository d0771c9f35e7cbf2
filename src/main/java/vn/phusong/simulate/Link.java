package vn.phusong.simulate;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import org.jspecify.annotations.Nullable;

/**
 * One device's MQTT session: a few messages on the way at once, and after a broken connection again, in order, what was not acknowledged.
 *
 * <p>A device that loses power says nothing any more, not even goodbye: its TCP connection stays as it is until the server's keep-alive finds out.
 *
 * <pre>
 *  DOWN ──connect──► CONNECTING ──accepted──► UP
 *   ▲                    │ refused            │ closed, no answer for a minute
 *   └──── backoff ───────┴────────────────────┘
 * </pre>
 */
final class Link {
    private static final int KEEP_ALIVE_S = 60;
    private static final long PING_AFTER_NANOS = 40_000_000_000L;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** Who it is and how it gets there. */
    record Session(Vertx vertx, Address address, String device, String secret, Limits limits) {}

    private enum State {
        DOWN,
        CONNECTING,
        UP
    }

    private final Session session;
    private final Tally tally;
    private final Runnable room;
    private final long key;

    // The fleet's event loop only.
    private final Satchel satchel;
    private @Nullable MqttClient client;
    private @Nullable MqttClient ghost;
    private State state = State.DOWN;
    private boolean isReachable = true;
    private int failures;
    private long nextTryNanos;
    private long lastWriteNanos;

    /** @param room run when the link has nothing waiting and a place in its window */
    Link(Session session, Tally tally, Runnable room) {
        this.session = session;
        this.tally = tally;
        this.room = room;
        this.key = Noise.key(session.device());
        this.satchel = new Satchel(session.limits(), tally);
    }

    boolean hasRoom() {
        return state == State.UP && satchel.isEmpty() && satchel.hasRoom();
    }

    void offer(Parcel parcel) {
        satchel.add(parcel);
        pump();
    }

    /** Loses or finds its way to us. */
    void reach(boolean reachable) {
        isReachable = reachable;
        failures = 0;
        if (!reachable && client != null) {
            ghost = client;
            down();
        }
    }

    /** Whether {@link #connect} would be of use now. */
    boolean wantsToConnect(long nowNanos) {
        return isReachable && state == State.DOWN && (failures == 0 || nowNanos - nextTryNanos >= 0);
    }

    void connect() {
        state = State.CONNECTING;
        MqttClient fresh = MqttClient.create(session.vertx(), options());
        client = fresh;
        fresh.publishCompletionHandler(id -> acknowledged(fresh, id))
                .closeHandler(v -> broken(fresh))
                .exceptionHandler(e -> broken(fresh))
                .connect(session.address().port(), session.address().host())
                .onComplete(answer -> connected(fresh), error -> broken(fresh));
    }

    /** Housekeeping, a few times a second. */
    void tick(long nowNanos) {
        MqttClient mine = client;
        if (state != State.UP || mine == null) {
            return;
        }
        long oldest = satchel.oldestSentNanos();
        if (oldest != Long.MAX_VALUE && nowNanos - oldest > PATIENCE_NANOS) {
            // The server holds its answer back; a new connection is how MQTT 3.1.1 asks again.
            broken(mine);
            leave(mine);
        } else if (nowNanos - lastWriteNanos > PING_AFTER_NANOS) {
            lastWriteNanos = nowNanos;
            MqttClient pinged = mine.ping();
            assert pinged == mine;
        }
    }

    void close() {
        isReachable = false;
        MqttClient mine = client;
        down();
        leave(mine);
        leave(ghost);
    }

    private MqttClientOptions options() {
        MqttClientOptions options = new MqttClientOptions()
                .setClientId(session.device())
                .setUsername(session.device())
                .setPassword(session.secret())
                .setCleanSession(true)
                .setAutoKeepAlive(false)
                .setKeepAliveInterval(KEEP_ALIVE_S)
                .setMaxInflightQueue(session.limits().window() + 1)
                .setWillFlag(true)
                .setWillQoS(1)
                .setWillTopic(Topic.STATE.of(session.device()))
                .setWillMessageBytes(Buffer.buffer("offline"));
        options.setConnectTimeout(10_000);
        return options;
    }

    private void connected(MqttClient fresh) {
        if (fresh != client) {
            leave(fresh);
            return;
        }
        leave(ghost);
        ghost = null;
        state = State.UP;
        failures = 0;
        tally.connected.incrementAndGet();
        satchel.greet();
        pump();
        if (hasRoom()) {
            room.run();
        }
    }

    private void broken(MqttClient which) {
        if (which == client) {
            tally.troubles.incrementAndGet();
            down();
            failures++;
            nextTryNanos = System.nanoTime() + Backoff.nanos(key, failures);
        }
    }

    private void down() {
        if (state == State.UP) {
            tally.connected.decrementAndGet();
        }
        state = State.DOWN;
        client = null;
        satchel.returnAll();
    }

    private void pump() {
        MqttClient mine = client;
        if (state != State.UP || mine == null) {
            return;
        }
        for (Parcel next = satchel.send(System.nanoTime()); next != null; next = satchel.send(System.nanoTime())) {
            publish(mine, next);
        }
    }

    private void publish(MqttClient mine, Parcel parcel) {
        lastWriteNanos = parcel.sentNanos;
        mine.publish(
                        parcel.topic.of(session.device()),
                        Buffer.buffer(parcel.payload),
                        MqttQoS.AT_LEAST_ONCE,
                        parcel.wasSent,
                        false)
                .onComplete(id -> parcel.packetId = id, error -> broken(mine));
    }

    private void acknowledged(MqttClient which, int packetId) {
        if (which == client) {
            satchel.acknowledged(packetId, System.nanoTime());
            pump();
            if (hasRoom()) {
                room.run();
            }
        }
    }

    private static void leave(@Nullable MqttClient which) {
        if (which != null && which.isConnected()) {
            which.disconnect().onComplete(done -> {}, error -> {});
        }
    }
}
