package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Children.Child;

/**
 * Finds, for outages of the mobile network that are due to be told, what they are told with (domain.md §7.8): an incident that is open; or others that went with
 * them, on one station, in one commune, or all over a province. The network explains before administration does: where one station is most of a commune's
 * outages, it is an incident of the station. Linear in the operators of all villages.
 */
final class Placing {
    private static final long BESIDE_MS = 600_000;

    private final MobileIncidents incidents;
    private final Round round;
    /** Those down whom nobody has told yet and it is time for, by village and operator. */
    private final List<Child> due = new ArrayList<>();

    private final Set<String> dueKeys = new HashSet<>();
    /** By level and place: they may go on. */
    private final Map<String, List<MobileCase>> closed = new HashMap<>();

    Placing(MobileIncidents incidents, Round round) {
        this.incidents = incidents;
        this.round = round;
    }

    /** @param active villages somebody may be down in */
    void place(Map<String, VillageIncidents> active) {
        active.values().forEach(this::findDue);
        if (dueKeys.isEmpty()) {
            return;
        }
        Children children = new Children(round.villages(), round.places(), round.now());
        for (String village : active.keySet()) {
            children.in(village).stream()
                    .filter(child -> dueKeys.contains(child.key()))
                    .forEach(due::add);
        }
        for (MobileCase each : incidents.all()) {
            if (!each.isOn()) {
                closed.computeIfAbsent(each.level().letter + each.place(), key -> new ArrayList<>(1))
                        .add(each);
            }
        }
        joinOpen();
        for (Quorum level : List.of(Quorum.OPERATOR, Quorum.COMMUNE, Quorum.STATION)) {
            Set<String> seen = new HashSet<>();
            for (Child child : due) {
                String place = child.place(level);
                if (place != null && isFree(child) && seen.add(place + '\t' + child.operator())) {
                    form(level, place, child.operator(), children);
                }
            }
        }
    }

    private void findDue(VillageIncidents here) {
        if (!here.isAnyDue(round)) {
            return;
        }
        here.operators().forEach((operator, watch) -> {
            if (isDue(here, watch) && !here.holds(operator) && incidents.ownerId(watch.key, round.now()) == null) {
                dueKeys.add(watch.key);
            }
        });
    }

    /** Of a village that told an incident already, only who goes beside it now. */
    private boolean isDue(VillageIncidents here, OperatorWatch watch) {
        long beyond = round.now() - watch.start - round.rules().warningMs();
        return watch.isDue(round.rules(), round.now()) && (!here.isMobileOpen() || beyond < BESIDE_MS);
    }

    /** Told with no other, and not closed by a person for itself: that holds as long as it lasts. */
    private boolean isFree(Child child) {
        VillageIncidents here = round.villages().get(child.village());
        return incidents.owner(child.key(), round.now()) == null && (here == null || !here.holds(child.operator()));
    }

    private void joinOpen() {
        OpenCases open = new OpenCases(incidents.all());
        join(open::atItsVillage);
        // Whom another operator's outage took in made its station known.
        OpenCases wider = new OpenCases(incidents.all());
        join(wider::above);
    }

    private interface Finder {
        @Nullable
        MobileCase find(Child child);
    }

    private void join(Finder finder) {
        for (Child child : due) {
            MobileCase joined = isFree(child) ? finder.find(child) : null;
            if (joined != null) {
                incidents.take(joined, List.of(child), 0);
            }
        }
    }

    /** Everybody of one operator who hangs there: those that went together are one incident, as often as some did. */
    private void form(Quorum level, String place, String operator, Children children) {
        List<Child> group = new ArrayList<>();
        for (Child child : children.of(level, place, operator)) {
            if (level != Quorum.STATION || isFree(child)) {
                group.add(child);
            }
        }
        Children.Together together = Children.together(level, group);
        while (together != null && isNew(together) && !isExplained(level, together)) {
            found(level, place, together, children);
            group.removeAll(Set.copyOf(together.down()));
            together = Children.together(level, group);
        }
    }

    /** Whether it explains somebody who is due. */
    private boolean isNew(Children.Together together) {
        return together.down().stream().anyMatch(child -> dueKeys.contains(child.key()) && isFree(child));
    }

    private static boolean isExplained(Quorum level, Children.Together together) {
        return level != Quorum.STATION && Children.isOfOne(Quorum.STATION, together.down());
    }

    private void found(Quorum level, String place, Children.Together together, Children children) {
        Map<String, Child> went = new TreeMap<>();
        together.down().forEach(child -> went.put(child.key(), child));
        others(level, place, together, children).forEach(child -> went.put(child.key(), child));
        Set<MobileCase> owners = new HashSet<>();
        for (Child child : went.values()) {
            MobileCase owner = incidents.openOwner(child.key(), round.now());
            if (owner != null) {
                owners.add(owner);
            }
        }
        MobileCase into = owners.stream()
                .min(Comparator.<MobileCase>comparingLong(each -> each.members().start())
                        .thenComparing(MobileCase::id))
                .orElseGet(() -> goingOn(level, place, together));
        into.widen(level, place);
        incidents.take(into, went.values(), together.watched());
        owners.stream()
                .filter(other -> other != into)
                .sorted(Comparator.comparing(MobileCase::id))
                .forEach(other -> other.joins(round, into.id()));
    }

    /** One that closed there not long ago goes on; else a new one. */
    private MobileCase goingOn(Quorum level, String place, Children.Together together) {
        String operator = together.down().get(0).operator();
        for (MobileCase each : closed.getOrDefault(level.letter + place, List.of())) {
            if (each.members().hasOperator(operator) && each.goesOn(round.rules(), together.first())) {
                return each;
            }
        }
        return incidents.open(level, place);
    }

    /**
     * Other operators that went in the same villages at that time: a mast or its power takes all of them. Where they are most of those villages, all that
     * went with them; a whole operator is no reason to take in another's few.
     */
    private static Collection<Child> others(Quorum level, String place, Children.Together together, Children children) {
        Set<String> villages = new HashSet<>();
        together.down().forEach(child -> villages.add(child.village()));
        String operator = together.down().get(0).operator();
        Map<String, List<Child>> byOperator = new TreeMap<>();
        for (Child child : together.down()) {
            for (Child other : children.in(child.village())) {
                if (!other.operator().equals(operator) && other.isDownNear(together.first(), level.withinMs)) {
                    byOperator
                            .computeIfAbsent(other.operator(), name -> new ArrayList<>())
                            .add(other);
                }
            }
        }
        List<Child> found = new ArrayList<>();
        byOperator.forEach((name, there) -> {
            boolean isMost = 2 * there.size() >= villages.size();
            if (isMost || level == Quorum.STATION) {
                found.addAll(there);
            }
            if (isMost) {
                found.addAll(alongWith(level, place, there, together.first(), children));
            }
        });
        return found;
    }

    private static List<Child> alongWith(Quorum level, String place, List<Child> there, long first, Children children) {
        List<Child> along = new ArrayList<>();
        if (level == Quorum.STATION) {
            Set<String> stations = new HashSet<>();
            for (Child child : there) {
                String station = child.watch().station;
                if (!station.isEmpty() && stations.add(station)) {
                    List<Child> group = children.of(level, station, child.operator());
                    if (Children.together(level, group) != null) {
                        along.addAll(group);
                    }
                }
            }
        } else {
            along.addAll(children.of(level, place, there.get(0).operator()));
        }
        along.removeIf(child -> !child.isDownNear(first, level.withinMs));
        return along;
    }
}
