package vn.phusong.simulate;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** All sessions of a simulated province, on one event loop, moved by one tick: thousands of devices, no timer of their own. */
final class Fleet implements Mouth {
    /** Real time between two ticks. */
    static final long TICK_MS = 100;

    private final Limits limits;
    private final Tally tally = new Tally();

    // The fleet's event loop only.
    private final List<@Nullable Link> links = new ArrayList<>();
    private int sessions;
    private int nextToConnect;
    private double permits;

    /**
     * @param devices by link number
     * @param secrets gives a device's secret, "" when there is none: such a device stays out and what it says is not counted
     * @param room told the number of a link that has acknowledged all it was given
     */
    Fleet(
            Vertx vertx,
            Address address,
            Limits limits,
            List<String> devices,
            Function<String, String> secrets,
            IntConsumer room) {
        this.limits = limits;
        for (String device : devices) {
            String secret = secrets.apply(device);
            int number = links.size();
            links.add(
                    secret.isEmpty()
                            ? null
                            : new Link(
                                    new Link.Session(vertx, address, device, secret, limits),
                                    tally,
                                    () -> room.accept(number)));
            sessions += secret.isEmpty() ? 0 : 1;
        }
    }

    @Override
    public void say(int link, Topic topic, long at, byte[] payload, int readings) {
        Link session = links.get(link);
        if (session != null) {
            session.offer(new Parcel(topic, payload, readings));
        }
    }

    @Override
    public void reach(int link, boolean isReachable) {
        Link session = links.get(link);
        if (session != null) {
            session.reach(isReachable);
        }
    }

    boolean hasRoom(int link) {
        Link session = links.get(link);
        return session != null && session.hasRoom();
    }

    /** Begins as many connections as this tick allows, in turn, and looks after the others. */
    void tick(long nowNanos) {
        permits = Math.min(limits.connectsPerSecond(), permits + limits.connectsPerSecond() * TICK_MS / 1000.0);
        for (int i = 0; i < links.size() && permits >= 1; i++) {
            nextToConnect = (nextToConnect + 1) % links.size();
            Link link = links.get(nextToConnect);
            if (link != null && link.wantsToConnect(nowNanos)) {
                permits--;
                link.connect();
            }
        }
        for (Link link : links) {
            if (link != null) {
                link.tick(nowNanos);
            }
        }
    }

    void close() {
        for (Link link : links) {
            if (link != null) {
                link.close();
            }
        }
    }

    /** Any thread. */
    SimulationCounts counts() {
        return tally.counts(sessions);
    }
}
