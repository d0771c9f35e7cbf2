package vn.phusong.ingest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.phusong.journal.SecurityEvent;

/**
 * One event loop's share of the door: its servers, its sessions, one timer for all that wait. Event loop only, but {@link #settled}, {@link #run} and what is
 * asked of final fields.
 */
final class MqttLoop extends VerticleBase {
    private static final long TICK_MILLIS = 50;

    private final MqttShared shared;
    private final List<MqttServerOptions> listeners;
    private final boolean isTeller;
    private final long patienceTicks;
    private final Set<Session> sessions = new HashSet<>();
    private final Set<Session> waiting = new LinkedHashSet<>();
    private final List<MqttServer> servers = new ArrayList<>();
    // Filled by the watch loop, emptied here: one task per commit, not one per message.
    private final WakeList<Session> settled = new WakeList<>();
    private final Promise<Void> drained = Promise.promise();
    private volatile boolean isClosing;
    private long tick;
    private long closingSince;

    /** @param isTeller whether this one says the Wills of the whole door */
    MqttLoop(MqttShared shared, List<MqttServerOptions> listeners, boolean isTeller) {
        this.shared = shared;
        this.isTeller = isTeller;
        this.listeners = listeners;
        this.patienceTicks = ticks(shared.settings().rate().patience());
    }

    private static long ticks(Duration time) {
        return Math.max(1, time.toMillis() / TICK_MILLIS);
    }

    @Override
    public Future<?> start() {
        Gate gate = new Gate(
                shared.tally(), shared.sockets(), shared.settings().limits().connectTimeout());
        Vertx gated = new GateVertx(vertx, gate);
        MqttLogin login = new MqttLogin(this, shared.register());
        Future<?> all = Future.succeededFuture();
        for (MqttServerOptions listener : listeners) {
            MqttServer server = MqttServer.create(gated, listener)
                    .endpointHandler(endpoint -> login.arrived(endpoint, gate.valve()));
            servers.add(server);
            all = all.compose(done -> server.listen(listener.getPort(), listener.getHost()));
        }
        return all.onSuccess(open -> vertx.setPeriodic(TICK_MILLIS, id -> tick()));
    }

    @Override
    public Future<?> stop() {
        List<Future<?>> closing = new ArrayList<>();
        servers.forEach(server -> closing.add(server.close()));
        return Future.join(closing);
    }

    /** @return the port of a listener, in the order they were given */
    int port(int listener) {
        return servers.get(listener).actualPort();
    }

    MqttDoorSettings settings() {
        return shared.settings();
    }

    MqttNeeds needs() {
        return shared.needs();
    }

    MqttTally tally() {
        return shared.tally();
    }

    long now() {
        return shared.needs().clock().millis();
    }

    boolean isClosing() {
        return isClosing;
    }

    /** A line for the security log, unless too many were written of late. */
    void report(SecurityEvent event) {
        if (shared.register().mayTell(event.at())) {
            shared.needs().intake().report(event);
        }
    }

    /** Runs {@code task} on this loop. Any thread. */
    void run(Runnable task) {
        context().runOnContext(v -> task.run());
    }

    private Context context() {
        return context;
    }

    /** Something of {@code session} is settled. Any thread; wakes this loop once for all that settles until it comes. */
    void settled(Session session) {
        if (settled.add(session)) {
            run(() -> settled.take(Session::settled));
        }
    }

    /** Gives a message to the commit if there are tokens and room; else says in it which of them was missing. */
    boolean take(SessionPlace place, SessionMessage message) {
        message.isHeldForTokens = false;
        Intake intake = shared.needs().intake();
        if (isClosing || !intake.isOpen()) {
            return false;
        }
        if (!place.readings.take(message.cost(), now())) {
            message.isHeldForTokens = true;
            return false;
        }
        if (intake.offer(message.arrival())) {
            return true;
        }
        place.readings.giveBack(message.cost());
        return false;
    }

    void holds(Session session, SessionMessage message) {
        message.heldAtTick = tick;
        tally().add(MqttCount.HELD);
        tally().waits(1);
        waiting.add(session);
    }

    void holdsNothing(Session session) {
        waiting.remove(session);
    }

    boolean isPatienceOver(SessionMessage message) {
        return tick - message.heldAtTick > patienceTicks;
    }

    void joined(Session session) {
        sessions.add(session);
    }

    void over(Session session, SessionPlace place, SessionEnd end) {
        sessions.remove(session);
        waiting.remove(session);
        SessionWill will = isClosing || end.will() == null || !session.isOwnState(end.will()) ? null : end.will();
        shared.register().leave(place, session, end.keep(), will, now());
    }

    private void tick() {
        tick++;
        for (Session session : List.copyOf(waiting)) {
            session.retry();
        }
        if (isClosing) {
            leaveWhenQuiet();
        } else if (isTeller) {
            shared.register().sayWills(now(), tally());
        }
    }

    /** Takes nothing more; when what is in flight is settled and answered, or patience is over, everyone is told goodbye. */
    Future<Void> drain() {
        run(() -> {
            isClosing = true;
            closingSince = tick;
            sessions.forEach(Session::readNoMore);
        });
        return drained.future();
    }

    private void leaveWhenQuiet() {
        boolean isQuiet = sessions.stream().allMatch(Session::isQuiet);
        if (isQuiet || tick - closingSince > patienceTicks) {
            Set.copyOf(sessions).forEach(Session::shutDown);
            drained.tryComplete();
        }
    }
}
