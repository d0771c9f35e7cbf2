package vn.phusong.simulate;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Operator;
import vn.phusong.village.Registry;

/** Sends readings at a given rate, or as fast as they are acknowledged. Real time only; knows no faults. */
final class LoadGenerator extends VerticleBase {
    private static final long BEAT_MS = 10;
    /** After a pause it does not make up for more than this. */
    private static final double MOST_BEHIND_S = 0.5;

    private final Load load;
    private final Fleet fleet;
    private final List<LoadSpeaker> speakers;

    // The event loop only.
    private double owed;
    private long lastNanos;
    private int next;

    LoadGenerator(
            Vertx vertx,
            Address address,
            Limits limits,
            Load load,
            Registry registry,
            Function<String, String> secrets) {
        this.load = load;
        this.speakers = speakers(registry, load, secrets, System.currentTimeMillis());
        if (speakers.isEmpty()) {
            throw new IllegalArgumentException("no device of the registry has a secret: nobody could log in");
        }
        this.fleet = new Fleet(
                vertx,
                address,
                limits,
                speakers.stream().map(LoadSpeaker::device).toList(),
                secrets,
                this::room);
    }

    SimulationCounts counts() {
        return fleet.counts();
    }

    @Override
    public Future<?> start() {
        lastNanos = System.nanoTime();
        vertx.setPeriodic(Fleet.TICK_MS, id -> fleet.tick(System.nanoTime()));
        if (load.readingsPerSecond() > 0) {
            vertx.setPeriodic(BEAT_MS, id -> beat());
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        fleet.close();
        return Future.succeededFuture();
    }

    /** As fast as answers come: a link with room gets the next message at once. */
    private void room(int link) {
        if (load.readingsPerSecond() == 0) {
            while (fleet.hasRoom(link)) {
                speak(link);
            }
        }
    }

    private void beat() {
        long now = System.nanoTime();
        double rate = load.readingsPerSecond();
        owed = Math.min(rate * MOST_BEHIND_S, owed + rate * (now - lastNanos) / 1e9);
        lastNanos = now;
        for (int tried = 0; owed >= load.pack() && tried < speakers.size(); tried++) {
            next = (next + 1) % speakers.size();
            if (fleet.hasRoom(next)) {
                speak(next);
                owed -= load.pack();
                tried = 0;
            }
        }
    }

    private void speak(int link) {
        LoadSpeaker speaker = speakers.get(link);
        long now = System.currentTimeMillis();
        fleet.say(link, Topic.TELEMETRY, now, speaker.message(now), speaker.pack());
    }

    /** Packs are what collectors send: with more than one reading a message they speak, as far as there are any; else probes, then ONTs on their own. */
    private static List<LoadSpeaker> speakers(Registry registry, Load load, Function<String, String> secrets, long at) {
        Map<String, List<String>> collected = new HashMap<>();
        List<Device> alone = new ArrayList<>();
        for (Device device : registry.devices()) {
            String collector = device.line().collector();
            if (device.valid().holdsAt(at) && device.kind() != DeviceKind.COLLECTOR) {
                if (collector == null) {
                    alone.add(device);
                } else {
                    collected.computeIfAbsent(collector, c -> new ArrayList<>()).add(device.id());
                }
            }
        }
        alone.sort((a, b) ->
                a.kind() == b.kind() ? a.id().compareTo(b.id()) : a.kind().compareTo(b.kind()));
        List<LoadSpeaker> speakers = new ArrayList<>();
        int devices = 0;
        if (load.pack() > 1) {
            for (Map.Entry<String, List<String>> e : new TreeMap<>(collected).entrySet()) {
                int take = Math.min(e.getValue().size(), load.devices() - devices);
                if (take > 0
                        && speakers.size() < load.connections()
                        && !secrets.apply(e.getKey()).isEmpty()) {
                    devices += take;
                    speakers.add(new LoadSpeaker(e.getKey(), e.getValue().subList(0, take), List.of(), load.pack()));
                }
            }
        }
        for (Device device : speakers.isEmpty() ? alone : List.<Device>of()) {
            if (speakers.size() < Math.min(load.connections(), load.devices())
                    && !secrets.apply(device.id()).isEmpty()) {
                speakers.add(new LoadSpeaker(device.id(), List.of(), plmns(registry, device), load.pack()));
            }
        }
        return speakers;
    }

    private static List<String> plmns(Registry registry, Device device) {
        List<String> plmns = new ArrayList<>();
        for (String id : device.kind() == DeviceKind.PROBE ? device.operators() : List.<String>of()) {
            @Nullable Operator operator = registry.operator(id);
            if (operator != null && !operator.plmns().isEmpty()) {
                plmns.add(operator.plmns().get(0));
            }
        }
        return plmns;
    }
}
