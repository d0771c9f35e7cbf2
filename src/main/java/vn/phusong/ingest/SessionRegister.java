package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One place per device that ever logged in, so bounded by the registry: one session each, over all loops. Any thread. */
final class SessionRegister {
    private static final double FAILURES_TOLD_PER_SECOND = 1;
    private static final double FAILURES_TOLD_AT_ONCE = 20;

    private final MqttDoorSettings settings;
    private final MqttNeeds needs;
    private final Map<String, SessionPlace> places = new ConcurrentHashMap<>();
    private final Map<String, SessionPlace> willing = new ConcurrentHashMap<>();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final TokenBucket connections;
    private final TokenBucket told;

    SessionRegister(MqttDoorSettings settings, MqttNeeds needs) {
        this.settings = settings;
        this.needs = needs;
        long now = needs.clock().millis();
        int perSecond = settings.limits().connectionsPerSecond();
        connections = new TokenBucket(perSecond, perSecond, now);
        told = new TokenBucket(FAILURES_TOLD_PER_SECOND, FAILURES_TOLD_AT_ONCE, now);
    }

    /** Whether one more connection fits into this second. */
    boolean mayConnect(long now) {
        return connections.take(1, now);
    }

    /** Whether one more line of trouble fits into the security log: a flood of guesses must not push out what matters. */
    boolean mayTell(long now) {
        return told.take(1, now);
    }

    /** The place of a device that proved who it is, with its pace as the registry has it now. */
    SessionPlace place(String device, long now) {
        MqttDoorSettings.Rate rate = settings.rate();
        double perSecond = rate.perDevice() + rate.perOnt() * needs.devices().lines(device, now);
        // A collector's array comes at once for all its lines: its burst grows by the same factor as its pace.
        double burst = rate.burst() * (perSecond / rate.perDevice());
        SessionPlace place = places.computeIfAbsent(
                device,
                d -> new SessionPlace(
                        new TokenBucket(perSecond, burst, now),
                        new TokenBucket(rate.takeOversPerMinute() / 60.0, rate.takeOversPerMinute(), now)));
        place.readings.retune(perSecond, burst, now);
        return place;
    }

    @Nullable
    Session enter(SessionPlace place, Session newcomer) {
        sessions.add(newcomer);
        willing.remove(newcomer.device());
        return place.enter(newcomer);
    }

    /** The secret it logged in with holds no more. */
    void secretChanged(String device) {
        SessionPlace place = places.get(device);
        Session session = place == null ? null : place.holder();
        if (session != null) {
            session.loop().run(session::disproved);
        }
    }

    void leave(SessionPlace place, Session who, long keep, @Nullable SessionWill will, long now) {
        sessions.remove(who);
        if (place.leave(who, keep, will, now)) {
            willing.put(who.device(), place);
        }
    }

    int open() {
        return sessions.size();
    }

    List<Session> all() {
        return new ArrayList<>(sessions);
    }

    /** Says the Wills whose time has come; what finds no room stays for the next call. Called by one loop only. */
    void sayWills(long now, MqttTally tally) {
        willing.entrySet().removeIf(entry -> isSaid(entry.getKey(), entry.getValue(), now, tally));
    }

    /** Whether nothing is left to say for {@code device}. */
    private boolean isSaid(String device, SessionPlace place, long now, MqttTally tally) {
        SessionWill will = place.due(now);
        if (will == null) {
            return !place.isWaitingWithWill();
        }
        if (!submit(device, will, now)) {
            return false;
        }
        tally.add(MqttCount.WILLS);
        place.told(will);
        return true;
    }

    private boolean submit(String device, SessionWill will, long now) {
        Sender sender = new Sender(device, needs.devices().isCollector(device, now), now, will.topic());
        return needs.intake().isOpen()
                && needs.intake()
                        .offer(needs.reader().read(sender, will.payload(), will.contentType(), true, settled -> {}));
    }
}
