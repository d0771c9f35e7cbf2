package vn.phusong.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.WindowPlan;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * Who is judged at one time: every village valid then, its points, and the devices that feed them. Made anew from the registry whenever that or the date
 * changes; what was known of those that stay is carried over. Watch loop only.
 */
final class Roster {
    final Map<String, VillageWatch> villages = new TreeMap<>();
    final Map<String, SlotWatch> slots = new TreeMap<>();
    final Map<String, Listed> devices = new HashMap<>();
    final Map<String, PonPlace> pons = new TreeMap<>();
    /** The same slots, villages and PONs in the same order: a tick looks at all of them, and a list is quicker to go through than a tree. */
    final List<SlotWatch> everySlot = new ArrayList<>();

    final List<VillageWatch> everyVillage = new ArrayList<>();
    final List<PonPlace> everyPon = new ArrayList<>();
    /** Slots that several probes feed. */
    final List<SlotWatch> shared = new ArrayList<>();

    /** The same devices, for readings. */
    private Directory directory = new Directory(List.of());

    CellPlaces cells = new CellPlaces(Registry.empty());

    static final Roster EMPTY = new Roster();

    private Roster() {}

    static Roster of(Registry registry, Rules rules, long at, Roster before) {
        Roster roster = new Roster();
        for (Village village : registry.villages()) {
            if (village.valid().holdsAt(at)) {
                roster.villages.put(village.id(), roster.carried(village, before));
            }
        }
        Map<String, List<Long>> intervals = new HashMap<>();
        List<Device> valid = new ArrayList<>();
        for (Device device : registry.devices()) {
            if (device.valid().holdsAt(at)) {
                valid.add(device);
                for (String operator : device.operators()) {
                    if (device.point() != null) {
                        // Probes at one (point, operator) share the windows, with the smallest interval.
                        intervals
                                .computeIfAbsent(SlotWatch.key(device.point(), operator), key -> new ArrayList<>())
                                .add(device.intervalMs());
                    }
                }
            }
        }
        for (Device device : valid) {
            roster.list(device, new Source(registry, rules, intervals, before, at));
        }
        roster.directory = new Directory(roster.devices.values());
        roster.cells = new CellPlaces(registry);
        roster.everySlot.addAll(roster.slots.values());
        roster.everyVillage.addAll(roster.villages.values());
        roster.everyPon.addAll(roster.pons.values());
        roster.everySlot.stream().filter(slot -> slot.devices > 1).forEach(roster.shared::add);
        roster.orderPoints();
        roster.orderPons(rules);
        roster.everyVillage.forEach(Roster::findShared);
        return roster;
    }

    private VillageWatch carried(Village village, Roster before) {
        VillageWatch watch = new VillageWatch(village);
        VillageWatch old = before.villages.get(village.id());
        if (old != null) {
            watch.mobile = old.mobile;
            watch.fourG = old.fourG;
            watch.fibre = old.fibre;
            watch.fibreUntil = old.fibreUntil;
            watch.heard = old.heard;
        }
        return watch;
    }

    private void list(Device device, Source source) {
        Roster before = source.before();
        VillageWatch village = device.village() == null ? null : villages.get(device.village());
        Listed listed = new Listed(device, village, WindowPlan.of(source.rules(), device.intervalMs()));
        Listed old = before.devices.get(device.id());
        if (old != null && old.device.kind() == device.kind()) {
            listed.carry(old);
        }
        devices.put(device.id(), listed);
        if (village == null) {
            return;
        }
        if (device.kind() == DeviceKind.ONT) {
            village.lines.add(listed);
            hang(listed, before);
        }
        MeasurementPoint point =
                device.point() == null ? null : source.registry().point(device.point());
        if (device.kind() == DeviceKind.PROBE && point != null) {
            village.probes.add(listed);
            listed.sims(sims(device, point, village, source));
        }
    }

    private void hang(Listed listed, Roster before) {
        String path = listed.device.line().pon();
        if (path != null) {
            PonPlace pon = pons.computeIfAbsent(path, PonPlace::new);
            PonPlace old = before.pons.get(path);
            pon.watch = old == null ? pon.watch : old.watch;
            pon.lines.add(listed);
            listed.pon = pon;
        }
    }

    private record Source(Registry registry, Rules rules, Map<String, List<Long>> intervals, Roster before, long at) {}

    private List<Listed.Sim> sims(Device device, MeasurementPoint point, VillageWatch village, Source source) {
        List<Listed.Sim> sims = new ArrayList<>();
        for (String name : device.operators()) {
            Operator operator = source.registry().operator(name);
            if (operator == null) {
                continue;
            }
            SlotWatch slot = slot(point, name, village, source);
            int who = slot.devices++;
            for (String plmn : operator.plmns()) {
                sims.add(new Listed.Sim(plmn, slot, who, device.operators().indexOf(name)));
            }
        }
        return sims;
    }

    private SlotWatch slot(MeasurementPoint point, String operator, VillageWatch village, Source source) {
        String key = SlotWatch.key(point.id(), operator);
        SlotWatch known = slots.get(key);
        if (known != null) {
            return known;
        }
        WindowPlan plan = WindowPlan.of(source.rules(), source.intervals().getOrDefault(key, List.of(60_000L)));
        SlotWatch watch = new SlotWatch(point, operator, village, plan);
        SlotWatch old = source.before().slots.get(key);
        if (old != null && old.village.village.id().equals(village.village.id())) {
            watch.slot = old.slot;
            watch.blind = old.blind;
            watch.served.carry(old.served);
            watch.slot.follow(plan, source.at());
        }
        slots.put(key, watch);
        village.points.computeIfAbsent(point.id(), id -> new ArrayList<>()).add(watch);
        return watch;
    }

    /** Centre first, then by point; at each by operator: the order of what is said must not hang on the order of import. */
    private void orderPoints() {
        for (VillageWatch village : villages.values()) {
            List<List<SlotWatch>> points = new ArrayList<>(village.points.values());
            points.sort(Comparator.<List<SlotWatch>, Boolean>comparing(
                            slots -> !slots.get(0).isAtCentre())
                    .thenComparing(slots -> slots.get(0).point.id()));
            village.points.clear();
            for (List<SlotWatch> slots : points) {
                slots.sort(Comparator.comparing(slot -> slot.operator));
                village.points.put(slots.get(0).point.id(), slots);
            }
            village.lines.sort(Comparator.comparing(line -> line.device.id()));
        }
    }

    private void orderPons(Rules rules) {
        Map<String, Integer> ofOlt = new HashMap<>();
        for (PonPlace pon : pons.values()) {
            pon.lines.sort(Comparator.comparing(line -> line.device.id()));
            if (pon.lines.size() >= rules.fibre().outageLines()) {
                ofOlt.merge(pon.olt(), 1, Integer::sum);
            }
        }
        pons.values().forEach(pon -> pon.siblings = ofOlt.getOrDefault(pon.olt(), 1));
    }

    /** A household with lines on two PONs is touched once when both go. */
    private static void findShared(VillageWatch village) {
        Map<String, String> first = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Listed line : village.lines) {
            String path = String.valueOf(line.pathOfPon());
            if (!path.equals(first.computeIfAbsent(PonPlace.household(line), household -> path))) {
                shared.add(PonPlace.household(line));
            }
        }
        for (Listed line : village.lines) {
            line.isShared = !shared.isEmpty() && shared.contains(PonPlace.household(line));
        }
    }

    /** The next time after {@code at} at which some village or device begins or ends, {@link Long#MAX_VALUE} when none. */
    static long boundaryAfter(Registry registry, long at) {
        long next = Long.MAX_VALUE;
        for (Village village : registry.villages()) {
            next = Math.min(next, after(village.valid().from(), at));
            next = Math.min(next, after(village.valid().to(), at));
        }
        for (Device device : registry.devices()) {
            next = Math.min(next, after(device.valid().from(), at));
            next = Math.min(next, after(device.valid().to(), at));
        }
        return next;
    }

    private static long after(long boundary, long at) {
        return boundary > at ? boundary : Long.MAX_VALUE;
    }

    @Nullable
    Listed device(String id) {
        return directory.find(id);
    }
}
