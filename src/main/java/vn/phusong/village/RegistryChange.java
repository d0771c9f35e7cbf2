package vn.phusong.village;

import java.util.List;

/** Rows to put into the registry, each replacing the row of its key. Nothing is ever removed: a thing that ends gets a {@code valid_to}. */
public record RegistryChange(
        Tree tree, List<Operator> operators, List<Device> devices, List<Target> targets, List<Site> sites) {
    public static final RegistryChange NONE = new RegistryChange(Tree.NONE, List.of(), List.of(), List.of(), List.of());

    /** The places: areas, the villages in them, the points in those. */
    public record Tree(List<Area> areas, List<Village> villages, List<MeasurementPoint> points) {
        public static final Tree NONE = new Tree(List.of(), List.of(), List.of());

        public Tree {
            areas = List.copyOf(areas);
            villages = List.copyOf(villages);
            points = List.copyOf(points);
        }

        int size() {
            return areas.size() + villages.size() + points.size();
        }
    }

    public RegistryChange {
        operators = List.copyOf(operators);
        devices = List.copyOf(devices);
        targets = List.copyOf(targets);
        sites = List.copyOf(sites);
    }

    public int size() {
        return tree.size() + operators.size() + devices.size() + targets.size() + sites.size();
    }

    public boolean isEmpty() {
        return size() == 0;
    }
}
