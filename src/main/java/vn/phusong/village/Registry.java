package vn.phusong.village;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The roster: every place, device and promise with the time it holds. Immutable; a change makes a new one. Never guesses: what is not valid at the
 * asked time is absent.
 */
public final class Registry {
    private static final Registry EMPTY =
            new Registry(Map.of(), Map.of(), Map.of(), new Flat(Map.of(), Map.of(), Map.of()), Map.of());

    /** Rows without a time of their own. */
    private record Flat(
            Map<String, MeasurementPoint> points, Map<String, Operator> operators, Map<String, Site> sites) {}

    private final Map<String, List<Area>> areas;
    private final Map<String, List<Village>> villages;
    private final Map<String, List<Device>> devices;
    private final Flat flat;
    private final Map<String, List<Target>> targets;

    private Registry(
            Map<String, List<Area>> areas,
            Map<String, List<Village>> villages,
            Map<String, List<Device>> devices,
            Flat flat,
            Map<String, List<Target>> targets) {
        this.areas = areas;
        this.villages = villages;
        this.devices = devices;
        this.flat = flat;
        this.targets = targets;
    }

    public static Registry empty() {
        return EMPTY;
    }

    /** This registry with the rows of {@code change} put in, each in place of the row of its key. */
    public Registry with(RegistryChange change) {
        return new Registry(
                dated(areas, change.tree().areas(), Area::code, Area::valid),
                dated(villages, change.tree().villages(), Village::id, Village::valid),
                dated(devices, change.devices(), Device::id, Device::valid),
                new Flat(
                        keyed(flat.points, change.tree().points(), MeasurementPoint::id),
                        keyed(flat.operators, change.operators(), Operator::id),
                        keyed(flat.sites, change.sites(), Site::id)),
                dated(targets, change.targets(), Target::indicator, Target::valid));
    }

    public @Nullable Area area(String code, long at) {
        return holding(areas.get(code), Area::valid, at);
    }

    public @Nullable Village village(String id, long at) {
        return holding(villages.get(id), Village::valid, at);
    }

    public @Nullable Device device(String id, long at) {
        return holding(devices.get(id), Device::valid, at);
    }

    public @Nullable MeasurementPoint point(String id) {
        return flat.points.get(id);
    }

    public @Nullable Operator operator(String id) {
        return flat.operators.get(id);
    }

    public @Nullable Target target(String indicator, long at) {
        return holding(targets.get(indicator), Target::valid, at);
    }

    /** Every row of every area, in the order of code, then time. */
    public List<Area> areas() {
        return flatten(areas);
    }

    /** Every row of every village, in the order of id, then time. */
    public List<Village> villages() {
        return flatten(villages);
    }

    public List<Device> devices() {
        return flatten(devices);
    }

    public List<Target> targets() {
        return flatten(targets);
    }

    public Collection<MeasurementPoint> points() {
        return flat.points.values();
    }

    public Collection<Operator> operators() {
        return flat.operators.values();
    }

    public Collection<Site> sites() {
        return flat.sites.values();
    }

    /** All rows of one village in the order of time; empty for an unknown id. */
    public List<Village> historyOf(String village) {
        return villages.getOrDefault(village, List.of());
    }

    /** All rows of one device in the order of time; empty for an unknown id. */
    public List<Device> historyOfDevice(String device) {
        return devices.getOrDefault(device, List.of());
    }

    /** The area of {@code code} and all above it at that time, lowest first. Stops at a unit that is not there, never loops. */
    public List<Area> path(String code, long at) {
        List<Area> path = new ArrayList<>(4);
        Area area = area(code, at);
        while (area != null && !path.contains(area)) {
            path.add(area);
            area = area.parent() == null ? null : area(area.parent(), at);
        }
        return path;
    }

    /** All of it as one change to an empty registry. */
    public RegistryChange asChange() {
        return new RegistryChange(
                new RegistryChange.Tree(areas(), villages(), List.copyOf(points())),
                List.copyOf(operators()),
                devices(),
                targets(),
                List.copyOf(sites()));
    }

    private static <T> @Nullable T holding(@Nullable List<T> rows, Function<T, Validity> valid, long at) {
        if (rows == null) {
            return null;
        }
        for (T row : rows) {
            if (valid.apply(row).holdsAt(at)) {
                return row;
            }
        }
        return null;
    }

    private static <T> Map<String, List<T>> dated(
            Map<String, List<T>> before, List<T> rows, Function<T, String> key, Function<T, Validity> valid) {
        if (rows.isEmpty()) {
            return before;
        }
        Map<String, List<T>> after = new HashMap<>(before);
        for (T row : rows) {
            TreeMap<Long, T> byStart = new TreeMap<>();
            for (T old : after.getOrDefault(key.apply(row), List.of())) {
                byStart.put(valid.apply(old).from(), old);
            }
            byStart.put(valid.apply(row).from(), row);
            after.put(key.apply(row), List.copyOf(byStart.values()));
        }
        return Collections.unmodifiableMap(after);
    }

    private static <T> Map<String, T> keyed(Map<String, T> before, List<T> rows, Function<T, String> key) {
        if (rows.isEmpty()) {
            return before;
        }
        Map<String, T> after = new TreeMap<>(before);
        for (T row : rows) {
            after.put(key.apply(row), row);
        }
        return Collections.unmodifiableMap(after);
    }

    private static <T> List<T> flatten(Map<String, List<T>> rows) {
        return new TreeMap<>(rows).values().stream().flatMap(List::stream).toList();
    }
}
