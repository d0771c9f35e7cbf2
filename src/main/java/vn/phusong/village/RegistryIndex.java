package vn.phusong.village;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One version of the registry, looked at from the other side: what lies in an area, stands in a village, hangs on a collector. Never changes. */
final class RegistryIndex {
    final Map<String, List<Area>> areasUnder;
    final Map<String, List<Village>> villagesIn;
    final Map<String, List<MeasurementPoint>> pointsOf;
    final Map<String, List<Device>> devicesOf;
    final Map<String, List<Device>> ontsOf;
    final Map<String, Operator> operatorOf = new HashMap<>();
    private final long[] boundaries;

    RegistryIndex(Registry registry) {
        areasUnder = grouped(registry.areas(), area -> area.parent() == null ? "" : area.parent());
        villagesIn = grouped(registry.villages(), Village::area);
        pointsOf = grouped(List.copyOf(registry.points()), MeasurementPoint::village);
        devicesOf = grouped(registry.devices(), Device::village);
        ontsOf = grouped(registry.devices(), device -> device.line().collector());
        for (Operator operator : registry.operators()) {
            operator.plmns().forEach(plmn -> operatorOf.put(plmn, operator));
        }
        boundaries = Stream.of(
                        registry.areas().stream().map(Area::valid),
                        registry.villages().stream().map(Village::valid),
                        registry.devices().stream().map(Device::valid),
                        registry.targets().stream().map(Target::valid))
                .flatMap(Function.identity())
                .flatMapToLong(valid -> LongStream.of(valid.from(), valid.to()))
                .filter(time -> time != Validity.ALWAYS && time != Validity.FOREVER)
                .sorted()
                .distinct()
                .toArray();
    }

    long boundaryAfter(long at) {
        int found = Arrays.binarySearch(boundaries, at);
        int next = found >= 0 ? found + 1 : -found - 1;
        return next < boundaries.length ? boundaries[next] : Validity.FOREVER;
    }

    private static <T> Map<String, List<T>> grouped(List<T> rows, Function<T, @Nullable String> key) {
        Map<String, List<T>> groups = new HashMap<>();
        for (T row : rows) {
            String group = key.apply(row);
            if (group != null) {
                groups.computeIfAbsent(group, name -> new ArrayList<>()).add(row);
            }
        }
        return groups;
    }
}
