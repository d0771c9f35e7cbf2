package vn.phusong.village;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The roster: every place, device and promise with the time it holds. Immutable; a change makes a new one. Never guesses: what is not valid at the
 * asked time is absent. May be read by any thread.
 */
public final class Registry {
    private static final Registry EMPTY = new Registry(
            new Tree(
                    new Dated<>(Area::code, Area::valid),
                    new Dated<>(Village::id, Village::valid),
                    Collections.emptyNavigableMap()),
            new Dated<>(Device::id, Device::valid),
            new Dated<>(Target::indicator, Target::valid),
            Collections.emptyNavigableMap(),
            Collections.emptyNavigableMap());

    /** The places. */
    private record Tree(Dated<Area> areas, Dated<Village> villages, Map<String, MeasurementPoint> points) {}

    private final Tree tree;
    private final Dated<Device> devices;
    private final Dated<Target> targets;
    private final Map<String, Operator> operators;
    private final Map<String, Site> sites;
    private volatile @Nullable RegistryIndex index;

    private Registry(
            Tree tree,
            Dated<Device> devices,
            Dated<Target> targets,
            Map<String, Operator> operators,
            Map<String, Site> sites) {
        this.tree = tree;
        this.devices = devices;
        this.targets = targets;
        this.operators = operators;
        this.sites = sites;
    }

    public static Registry empty() {
        return EMPTY;
    }

    /** This registry with the rows of {@code change} put in, each in place of the row of its key. */
    public Registry with(RegistryChange change) {
        if (change.isEmpty()) {
            return this;
        }
        return new Registry(
                new Tree(
                        tree.areas.with(change.tree().areas()),
                        tree.villages.with(change.tree().villages()),
                        keyed(tree.points, change.tree().points(), MeasurementPoint::id)),
                devices.with(change.devices()),
                targets.with(change.targets()),
                keyed(operators, change.operators(), Operator::id),
                keyed(sites, change.sites(), Site::id));
    }

    public @Nullable Area area(String code, long at) {
        return tree.areas.at(code, at);
    }

    public @Nullable Village village(String id, long at) {
        return tree.villages.at(id, at);
    }

    public @Nullable Device device(String id, long at) {
        return devices.at(id, at);
    }

    public @Nullable MeasurementPoint point(String id) {
        return tree.points.get(id);
    }

    public @Nullable Operator operator(String id) {
        return operators.get(id);
    }

    public @Nullable Site site(String id) {
        return sites.get(id);
    }

    public @Nullable Target target(String indicator, long at) {
        return targets.at(indicator, at);
    }

    /** Every row of every area, in the order of code, then time. */
    public List<Area> areas() {
        return tree.areas.all();
    }

    /** Every row of every village, in the order of id, then time. */
    public List<Village> villages() {
        return tree.villages.all();
    }

    public List<Device> devices() {
        return devices.all();
    }

    public List<Target> targets() {
        return targets.all();
    }

    public Collection<MeasurementPoint> points() {
        return tree.points.values();
    }

    public Collection<Operator> operators() {
        return operators.values();
    }

    public Collection<Site> sites() {
        return sites.values();
    }

    /** All rows of one area code in the order of time: a code that was used again means something else in each. */
    public List<Area> historyOfArea(String code) {
        return tree.areas.history(code);
    }

    /** All rows of one village in the order of time; empty for an unknown id. */
    public List<Village> historyOf(String village) {
        return tree.villages.history(village);
    }

    /** All rows of one device in the order of time; empty for an unknown id. */
    public List<Device> historyOfDevice(String device) {
        return devices.history(device);
    }

    /** All rows of one indicator's target in the order of time. */
    public List<Target> historyOfTarget(String indicator) {
        return targets.history(indicator);
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

    /** The areas directly under {@code code} at that time, in the order of code; {@code ""} asks for the tops. */
    public List<Area> children(String code, long at) {
        return holding(index().areasUnder.get(code), Area::valid, at);
    }

    /** The villages in {@code area} or anywhere below it at that time, in the order of id: a district's history is that of its villages. */
    public List<Village> villagesOf(String area, long at) {
        List<Village> found = new ArrayList<>();
        List<String> left = new ArrayList<>(List.of(area));
        Set<String> seen = new HashSet<>(left);
        while (!left.isEmpty()) {
            String code = left.remove(left.size() - 1);
            if (area(code, at) == null) {
                continue;
            }
            found.addAll(holding(index().villagesIn.get(code), Village::valid, at));
            children(code, at).stream().map(Area::code).filter(seen::add).forEach(left::add);
        }
        found.sort((one, other) -> one.id().compareTo(other.id()));
        return found;
    }

    /** The points of a village, in the order of id. */
    public List<MeasurementPoint> pointsOf(String village) {
        return Collections.unmodifiableList(index().pointsOf.getOrDefault(village, List.of()));
    }

    /** The devices standing in a village at that time, in the order of id. */
    public List<Device> devicesOf(String village, long at) {
        return holding(index().devicesOf.get(village), Device::valid, at);
    }

    /** The ONTs a collector may speak for at that time, in the order of id. */
    public List<Device> ontsOf(String collector, long at) {
        return holding(index().ontsOf.get(collector), Device::valid, at);
    }

    /** Whose home network this PLMN is. */
    public @Nullable Operator operatorOf(String plmn) {
        return index().operatorOf.get(plmn);
    }

    /** The first time after {@code at} at which something begins or ends; {@link Validity#FOREVER} when nothing does. */
    public long boundaryAfter(long at) {
        return index().boundaryAfter(at);
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

    /** Made by whoever asks first; two threads may both make it, to the same end. */
    private RegistryIndex index() {
        RegistryIndex made = index;
        if (made == null) {
            made = new RegistryIndex(this);
            index = made;
        }
        return made;
    }

    private static <T> List<T> holding(@Nullable List<T> rows, Function<T, Validity> valid, long at) {
        return rows == null
                ? List.of()
                : rows.stream().filter(row -> valid.apply(row).holdsAt(at)).toList();
    }

    private static <T> Map<String, T> keyed(Map<String, T> before, List<T> rows, Function<T, String> key) {
        if (rows.isEmpty()) {
            return before;
        }
        Map<String, T> after = new TreeMap<>(before);
        rows.forEach(row -> after.put(key.apply(row), row));
        return Collections.unmodifiableMap(after);
    }
}
