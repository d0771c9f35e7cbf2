package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What may break so that somebody notices: for each kind of fault its candidates, each as a fault still without a time. */
final class Targets {
    static final int MOST_VILLAGES = 6;
    private static final int LEAST_LINES = 3;

    private final Province province;
    private final Map<FaultKind, List<Fault>> candidates = new HashMap<>();

    /** Those that only {@link Mix#ALL} has are not looked for otherwise. */
    Targets(Province province, Mix mix) {
        this.province = province;
        masts();
        sites();
        villages();
        pons();
        probes();
        if (mix == Mix.ALL) {
            new RareTargets(province).all().forEach(this::add);
        }
    }

    private void add(Fault candidate) {
        candidates.computeIfAbsent(candidate.kind(), k -> new ArrayList<>()).add(candidate);
    }

    /** May be empty: a registry without ONTs has no PON to cut. */
    List<Fault> of(FaultKind kind) {
        return candidates.getOrDefault(kind, List.of());
    }

    /** Masts that carry every operator of all their probes, so that their fall is total there and felt nowhere else. */
    private void masts() {
        Map<Integer, TreeSet<String>> served = new TreeMap<>();
        TreeSet<Integer> impure = new TreeSet<>();
        for (Probe probe : province.probes()) {
            TreeSet<Integer> masts = new TreeSet<>();
            probe.slots().forEach(slot -> masts.add(slot.station().mast()));
            if (masts.size() != 1 || !isHealthy(probe)) {
                impure.addAll(masts);
            } else if (probe.isCentre()) {
                served.computeIfAbsent(masts.first(), m -> new TreeSet<>()).add(villageId(probe.village()));
            }
        }
        served.keySet().removeAll(impure);
        boolean hasSeveral = served.values().stream().anyMatch(Targets::isSeveral);
        served.forEach((mast, villages) -> {
            if (isSeveral(villages) || !hasSeveral) {
                add(FaultKind.MAST, mast, province.stations().mastName(mast), null, villages);
            }
        });
    }

    private static boolean isSeveral(Collection<String> villages) {
        return villages.size() >= 2 && villages.size() <= MOST_VILLAGES - 1;
    }

    private void sites() {
        Map<Integer, TreeSet<String>> served = new TreeMap<>();
        for (Probe probe : province.probes()) {
            for (Slot slot : probe.slots()) {
                if (probe.isCentre() && isServed(slot)) {
                    served.computeIfAbsent(slot.station().index(), s -> new TreeSet<>())
                            .add(villageId(probe.village()));
                }
            }
        }
        served.forEach((index, villages) -> {
            Station station = province.stations().all().get(index);
            if (villages.size() <= MOST_VILLAGES) {
                add(FaultKind.SITE, index, station.id(), station.operator(), villages);
                add(FaultKind.SLOW, index, station.id(), station.operator(), villages);
            }
        });
    }

    /** A weak village loses what it had as well as any other. */
    static boolean isServed(Slot slot) {
        return slot.strength() == Strength.SOLID || slot.strength() == Strength.WEAK;
    }

    private void villages() {
        int[] lines = new int[province.villages().size()];
        for (int line = 0; line < province.lines().count(); line++) {
            if (province.lines().village(line) >= 0) {
                lines[province.lines().village(line)]++;
            }
        }
        for (Probe probe : province.probes()) {
            String id = villageId(probe.village());
            if (probe.isCentre() && isHealthy(probe) && lines[probe.village()] >= LEAST_LINES) {
                add(FaultKind.POWER, probe.village(), id, null, List.of(id));
            }
            if (probe.isCentre() && !isHealthy(probe)) {
                boolean isWeak = probe.slots().stream().anyMatch(slot -> slot.strength() == Strength.WEAK);
                add(isWeak ? FaultKind.WEAK : FaultKind.WHITE_SPOT, probe.village(), id, null, List.of(id));
            }
        }
    }

    private void pons() {
        Lines lines = province.lines();
        for (int pon = 0; pon < lines.pons(); pon++) {
            TreeSet<String> villages = new TreeSet<>();
            for (int line : lines.onPon(pon)) {
                if (lines.village(line) >= 0) {
                    villages.add(villageId(lines.village(line)));
                }
            }
            if (lines.onPon(pon).size() >= LEAST_LINES) {
                add(FaultKind.PON, pon, lines.ponName(pon), null, villages);
            }
        }
    }

    private void probes() {
        for (Probe probe : province.probes()) {
            if (probe.isCentre() && isHealthy(probe)) {
                List<String> villages = List.of(villageId(probe.village()));
                for (FaultKind kind : List.of(FaultKind.SILENT, FaultKind.OFFLINE, FaultKind.BAD_PAYLOAD)) {
                    add(kind, probe.link(), probe.id(), null, villages);
                }
            }
        }
    }

    static boolean isHealthy(Probe probe) {
        return probe.slots().stream().anyMatch(slot -> slot.strength() == Strength.SOLID);
    }

    private String villageId(int village) {
        return province.villages().get(village).id();
    }

    private void add(FaultKind kind, int target, String place, @Nullable String operator, Collection<String> villages) {
        add(new Fault(kind, target, place, operator, List.copyOf(villages), 0, 0));
    }
}
