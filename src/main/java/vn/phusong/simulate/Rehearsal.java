package vn.phusong.simulate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * The simulated province without sockets: the same world and the same bytes, over a road that loses, delays and holds back. Time is an argument; the same
 * registry, seed, start and road give the same messages at the same times. One thread.
 */
public final class Rehearsal {
    /** What a device without a way to us keeps is handed in at this pace, as over a window of ten. */
    private static final long BETWEEN_KEPT_MS = 20;

    private static final long AHEAD_MS = 600_000;

    private final World world;
    private final Road road;
    private final Absences absences;
    private final List<String> villages;
    private final long seed;
    private final PriorityQueue<Message> underWay =
            new PriorityQueue<>(Comparator.comparingLong(Message::receivedAt).thenComparingLong(Message::number));
    private final Map<Integer, Deque<Message>> kept = new HashMap<>();
    private final Set<Integer> away = new HashSet<>();
    private long number;
    private long toldUntil;

    /** One message as it arrives. */
    private record Message(long number, String device, long receivedAt, byte[] payload) {}

    /**
     * How messages come to us.
     *
     * @param lostShare share of messages that never come, 0..1
     * @param swayMs probes measure at most so much before or after their turn
     * @param mostLatencyMs a message takes up to so long, each its own time
     */
    public record Road(double lostShare, long swayMs, long mostLatencyMs) {
        /** Nothing lost, nothing late. */
        public static final Road PERFECT = new Road(0, 0, 0);

        public Road {
            if (!(lostShare >= 0 && lostShare <= 1)) {
                throw new IllegalArgumentException("lost share must be 0..1, was " + lostShare);
            }
        }
    }

    /** Hears what arrives, in the order of arrival. */
    public interface Ear {
        void hear(String device, long receivedAt, byte[] payload);
    }

    /** @param mix which faults happen; with all of them the server itself is away once a day */
    public Rehearsal(Registry registry, long seed, long startMs, Road road, Mix mix) {
        this.world = new World(registry, seed, startMs, road.swayMs(), mix);
        this.road = road;
        this.absences = new Absences(mix, seed, startMs);
        this.villages = world.province().villages().stream().map(Village::id).toList();
        this.toldUntil = startMs;
        this.seed = Noise.mix(seed, 17);
    }

    /** The faults decided since it was last asked; each is told before it begins. */
    public List<Truth> decided() {
        List<Truth> decided = new ArrayList<>();
        world.decided().forEach(fault -> decided.add(Truth.of(fault)));
        long until = world.now() + AHEAD_MS;
        decided.addAll(absences.begunIn(toldUntil, until, villages));
        toldUntil = until;
        return decided;
    }

    /** Whether the server is away: it hears nothing, and nobody tells it the time. What devices say then they hand in afterwards. */
    public boolean isAbsentAt(long at) {
        return absences.isAbsent(at);
    }

    /** Lets time pass up to and including {@code until} and tells what arrived by then. */
    public void advance(long until, Ear ear) {
        world.advance(until, new Mouth() {
            @Override
            public void say(int link, Topic topic, long at, byte[] payload, int readings) {
                send(link, topic, at, payload);
            }

            @Override
            public void reach(int link, boolean isReachable) {
                if (isReachable) {
                    away.remove(link);
                } else {
                    away.add(link);
                }
            }
        });
        for (Message next = underWay.peek(); next != null && next.receivedAt <= until; next = underWay.peek()) {
            underWay.remove();
            ear.hear(next.device, next.receivedAt, next.payload);
        }
    }

    private void send(int link, Topic topic, long at, byte[] payload) {
        long key = Noise.mix(seed, link);
        number++;
        if (Noise.unit(Noise.mix(key, Noise.key(topic.name())), at) < road.lostShare()) {
            return;
        }
        long received = at + Noise.whole(key, at, (int) road.mostLatencyMs() + 1);
        String device = world.province().links().get(link);
        if (away.contains(link) || absences.isAbsent(received)) {
            kept.computeIfAbsent(link, l -> new ArrayDeque<>()).add(new Message(number, device, received, payload));
            return;
        }
        Deque<Message> before = kept.remove(link);
        if (before != null) {
            for (Message old : before) {
                underWay.add(new Message(old.number, device, received, old.payload));
                received += BETWEEN_KEPT_MS;
            }
        }
        underWay.add(new Message(number, device, received, payload));
    }
}
