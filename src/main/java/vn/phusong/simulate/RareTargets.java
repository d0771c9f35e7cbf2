package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The candidates of the faults that the demonstration does not show, each as a fault still without a time. */
final class RareTargets {
    private static final int LEAST_PROBES = 3;
    /** One line in so many may be cut off: enough for every hour, and nobody has to hold all. */
    private static final int LINES_APART = 17;

    private final Province province;
    private final List<Fault> found = new ArrayList<>();

    RareTargets(Province province) {
        this.province = province;
    }

    List<Fault> all() {
        drops();
        sectors();
        probes();
        communes();
        return found;
    }

    private void drops() {
        Lines lines = province.lines();
        for (int line = 0; line < lines.count(); line += LINES_APART) {
            if (lines.village(line) >= 0 && lines.pon(line) != Lines.NO_PON) {
                found.add(candidate(FaultKind.DROP, line, lines.id(line), villageId(lines.village(line))));
            }
        }
    }

    /** Which villages each sector serves, and its station as a whole: a sector that serves all of them is the station. */
    private void sectors() {
        Map<Integer, Slot> slots = new TreeMap<>();
        Map<Integer, TreeSet<String>> bySector = new TreeMap<>();
        Map<Integer, TreeSet<String>> byStation = new TreeMap<>();
        for (Probe probe : province.probes()) {
            for (Slot slot : probe.slots()) {
                if (probe.isCentre() && Targets.isServed(slot)) {
                    String village = villageId(probe.village());
                    slots.putIfAbsent(slot.sector(), slot);
                    bySector.computeIfAbsent(slot.sector(), s -> new TreeSet<>())
                            .add(village);
                    byStation
                            .computeIfAbsent(slot.station().index(), s -> new TreeSet<>())
                            .add(village);
                }
            }
        }
        slots.forEach((sector, slot) -> {
            TreeSet<String> villages = bySector.getOrDefault(sector, new TreeSet<>());
            int ofStation = byStation
                    .getOrDefault(slot.station().index(), new TreeSet<>())
                    .size();
            if (villages.size() < ofStation && villages.size() <= Targets.MOST_VILLAGES) {
                String place = slot.station().id() + "/" + slot.cell();
                found.add(new Fault(FaultKind.SECTOR, sector, place, slot.operator(), List.copyOf(villages), 0, 0));
            }
        });
        byStation.forEach((index, villages) -> {
            Station station = province.stations().all().get(index);
            if (villages.size() <= Targets.MOST_VILLAGES) {
                found.add(new Fault(
                        FaultKind.FADE, index, station.id(), station.operator(), List.copyOf(villages), 0, 0));
            }
        });
    }

    private void probes() {
        for (Probe probe : province.probes()) {
            if (probe.isCentre() && Targets.isHealthy(probe)) {
                List<String> villages = List.of(villageId(probe.village()));
                found.add(candidate(FaultKind.CLOCK, probe.link(), probe.id(), villages.get(0)));
                for (Slot slot : probe.slots()) {
                    if (Targets.isServed(slot)) {
                        found.add(new Fault(FaultKind.SIM, probe.link(), probe.id(), slot.operator(), villages, 0, 0));
                    }
                }
            }
        }
    }

    private void communes() {
        Map<Integer, TreeSet<String>> villages = new TreeMap<>();
        for (Probe probe : province.probes()) {
            villages.computeIfAbsent(province.commune(probe.village()), c -> new TreeSet<>())
                    .add(villageId(probe.village()));
        }
        villages.forEach((commune, of) -> {
            if (of.size() >= LEAST_PROBES) {
                String place = province.areaOf(commune);
                found.add(new Fault(FaultKind.FLOOD, commune, place, null, List.copyOf(of), 0, 0));
            }
        });
    }

    private static Fault candidate(FaultKind kind, int target, String place, String village) {
        return new Fault(kind, target, place, null, List.of(village), 0, 0);
    }

    private String villageId(int village) {
        return province.villages().get(village).id();
    }
}
