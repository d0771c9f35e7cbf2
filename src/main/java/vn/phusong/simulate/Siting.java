package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Device;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;

/**
 * Gives each SIM its level: terrain and distance say who is better off than whom, the real traces say how good that is. A level near the threshold is moved
 * away from it, because a village that is neither healthy nor ill would tell the viewer nothing.
 */
final class Siting {
    private static final double WHITE_SHARE = 0.015;
    private static final double WEAK_SHARE = 0.035;
    private static final double CLUSTER_GAP_SHARE = 0.08;
    private static final double LEAST_SOLID_DBM = -104;
    private static final double WEAK_DBM = -105;

    private final Registry registry;
    private final Stations stations;
    private final Terrain terrain;
    private final Traces traces;
    private final long seed;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Spot> spots = new ArrayList<>();

    private record Draft(Spot spot, String operator, Station station, double lossDb) {}

    private record Spot(Device device, int village, boolean isCentre, Place place) {}

    Siting(Registry registry, Stations stations, Terrain terrain, Traces traces, long seed) {
        this.registry = registry;
        this.stations = stations;
        this.terrain = terrain;
        this.traces = traces;
        this.seed = seed;
    }

    /** A probe of a village we do not know is left out: it could not be judged. */
    void place(Device device, Place place, int village) {
        if (village < 0) {
            return;
        }
        Spot spot = new Spot(device, village, Province.isCentre(registry, device), place);
        spots.add(spot);
        double ground = traces.heightM(String.valueOf(device.village()), terrain.heightM(place));
        for (String operator : device.operators()) {
            Station station = stations.serving(operator, place);
            double luck = 2 * Noise.gauss(Noise.mix(seed, Noise.key(device.id())), Noise.key(operator));
            drafts.add(new Draft(spot, operator, station, terrain.lossDb(station.place(), place, ground) + luck));
        }
    }

    List<Probe> probes(ToIntFunction<String> openLink) {
        drafts.sort(Comparator.comparingDouble(Draft::lossDb)
                .thenComparing(draft -> draft.spot().device().id())
                .thenComparing(Draft::operator));
        Map<Spot, Double> least = new HashMap<>();
        drafts.forEach(draft -> least.merge(draft.spot(), draft.lossDb(), Math::min));
        List<Spot> centres = worstFirst(least, true);
        List<Spot> clusters = worstFirst(least, false);
        Map<Spot, Strength> ill = new HashMap<>();
        int white = (int) Math.round(centres.size() * WHITE_SHARE);
        int weak = white + (int) Math.round(centres.size() * WEAK_SHARE);
        centres.subList(0, white).forEach(spot -> ill.put(spot, Strength.ABSENT));
        centres.subList(white, weak).forEach(spot -> ill.put(spot, Strength.WEAK));
        clusters.subList(0, (int) Math.round(clusters.size() * CLUSTER_GAP_SHARE))
                .forEach(spot -> ill.put(spot, Strength.ABSENT));
        Map<Spot, List<Slot>> slots = new HashMap<>();
        Set<Spot> served = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            double measured = traces.rsrpDbm(1 - (i + 0.5) / drafts.size());
            Strength spotStrength = ill.get(draft.spot());
            // The list goes from the best to the worst: the first of a spot is its best operator, who always serves a
            // healthy one.
            Slot slot = slot(draft, measured, spotStrength, served.add(draft.spot()));
            slots.computeIfAbsent(draft.spot(), s -> new ArrayList<>()).add(slot);
        }
        return spots.stream()
                .map(spot -> probe(spot, slots.getOrDefault(spot, List.of()), openLink))
                .toList();
    }

    private Slot slot(Draft draft, double measuredDbm, @Nullable Strength ill, boolean isBest) {
        long key = Noise.mix(Noise.mix(seed, Noise.key(draft.spot().device().id())), Noise.key(draft.operator()));
        Strength strength = Strength.SOLID;
        double base = measuredDbm < -100 ? LEAST_SOLID_DBM + Math.max(0, measuredDbm + 110) * 0.4 : measuredDbm;
        if (ill == Strength.WEAK) {
            strength = Strength.WEAK;
            base = WEAK_DBM;
        } else if (ill == Strength.ABSENT) {
            strength = Noise.unit(key, 3) < 0.3 ? Strength.GSM_ONLY : Strength.ABSENT;
        } else if (measuredDbm < -110 && !isBest) {
            strength = Strength.ABSENT;
        }
        List<String> cells = draft.station().cells();
        String cell = cells.isEmpty()
                ? Long.toString((Noise.key(draft.station().id()) >>> 40) + 256)
                : cells.get(Noise.whole(key, 4, cells.size()));
        return new Slot(
                key,
                draft.operator(),
                plmn(draft.operator()),
                draft.station(),
                stations.sector(draft.station(), cell),
                cell,
                base,
                strength);
    }

    private String plmn(String operator) {
        Operator known = registry.operator(operator);
        return known == null || known.plmns().isEmpty()
                ? "45299"
                : known.plmns().get(0);
    }

    private static Probe probe(Spot spot, List<Slot> unordered, ToIntFunction<String> openLink) {
        Device device = spot.device();
        List<Slot> slots = unordered.stream()
                .sorted(Comparator.comparingInt(slot -> device.operators().indexOf(slot.operator())))
                .toList();
        int link = openLink.applyAsInt(device.id());
        return new Probe(
                device.id(), link, spot.village(), spot.isCentre(), device.power(), device.intervalMs(), slots);
    }

    private static List<Spot> worstFirst(Map<Spot, Double> least, boolean isCentre) {
        return least.entrySet().stream()
                .filter(e -> e.getKey().isCentre() == isCentre)
                .sorted(Map.Entry.<Spot, Double>comparingByValue()
                        .reversed()
                        .thenComparing(e -> e.getKey().device().id()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
