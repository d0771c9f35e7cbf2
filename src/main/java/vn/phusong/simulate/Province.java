package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * Everything that stands somewhere: villages, probes, fibre lines, base stations, and the MQTT sessions ("links") that speak for them. Immutable once
 * built; knows nothing of time or faults.
 */
final class Province {
    private final List<Village> villages = new ArrayList<>();
    private final Map<String, Integer> villageNumber = new HashMap<>();
    private final Map<String, Integer> communeNumber = new HashMap<>();
    private final List<String> communeCodes = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<Device> collectors = new ArrayList<>();
    private final List<Integer> collectorLinks = new ArrayList<>();
    private final List<Probe> probes;
    private final Lines lines;
    private final Stations stations;
    private final Traces traces;

    /** The part of the registry that holds at {@code at}, with radio conditions drawn from {@code seed}. */
    Province(Registry registry, long at, long seed, Traces traces) {
        this.traces = traces;
        for (Village village : registry.villages()) {
            if (village.valid().holdsAt(at)) {
                villageNumber.put(village.id(), villages.size());
                villages.add(village);
                if (communeNumber.putIfAbsent(village.area(), communeNumber.size()) == null) {
                    communeCodes.add(village.area());
                }
            }
        }
        List<Device> standing = registry.devices().stream()
                .filter(device -> device.valid().holdsAt(at))
                .toList();
        List<Device> measuring = of(standing, DeviceKind.PROBE);
        Set<String> operators = new LinkedHashSet<>();
        measuring.forEach(device -> operators.addAll(device.operators()));
        stations = new Stations(
                registry, operators, villages.stream().map(Village::place).toList());
        Siting siting = new Siting(registry, stations, new Terrain(seed), traces, seed);
        measuring.forEach(device -> siting.place(device, placeOf(registry, device), villageOf(device)));
        probes = siting.probes(this::open);
        of(standing, DeviceKind.COLLECTOR).forEach(this::collect);
        lines = new Lines(of(standing, DeviceKind.ONT), this, seed, traces);
    }

    List<Village> villages() {
        return villages;
    }

    /** How many areas villages lie in. */
    int communes() {
        return communeNumber.size();
    }

    /** Number of the area a village lies in. */
    int commune(int village) {
        return communeNumber.getOrDefault(villages.get(village).area(), -1);
    }

    String areaOf(int commune) {
        return communeCodes.get(commune);
    }

    List<Probe> probes() {
        return probes;
    }

    Lines lines() {
        return lines;
    }

    Stations stations() {
        return stations;
    }

    Traces traces() {
        return traces;
    }

    /** Device id of each link; a link's number is its place here. */
    List<String> links() {
        return links;
    }

    List<Device> collectors() {
        return collectors;
    }

    /** Number of the village a device stands in, −1 when it stands in none we know. */
    int villageOf(Device device) {
        return device.village() == null ? -1 : villageNumber.getOrDefault(device.village(), -1);
    }

    /** Gives a device its own MQTT session. */
    int open(String device) {
        links.add(device);
        return links.size() - 1;
    }

    /** The link of a collector, by its number in {@link #collectors}. */
    int collectorLink(int collector) {
        return collectorLinks.get(collector);
    }

    private void collect(Device device) {
        collectors.add(device);
        collectorLinks.add(open(device.id()));
    }

    private Place placeOf(Registry registry, Device device) {
        MeasurementPoint point = device.point() == null ? null : registry.point(device.point());
        if (point != null) {
            return point.place();
        }
        int village = villageOf(device);
        return village < 0 ? new Place(0, 0) : villages.get(village).place();
    }

    static boolean isCentre(Registry registry, Device device) {
        MeasurementPoint point = device.point() == null ? null : registry.point(device.point());
        return point == null || point.kind() == PointKind.CENTRE;
    }

    static boolean outlivesMains(PowerSource power) {
        return switch (power) {
            case MAINS -> false;
            case BATTERY, SOLAR -> true;
        };
    }

    private static List<Device> of(List<Device> devices, DeviceKind kind) {
        return devices.stream().filter(device -> device.kind() == kind).toList();
    }
}
