package vn.phusong.incident;

import java.util.List;
import java.util.Objects;
import vn.phusong.village.Area;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** Where villages lie by the registry. */
public record RegistryGround(Registry registry) implements Whereabouts {
    @Override
    public List<String> areas(String village, long at) {
        Village row = registry.village(village, at);
        return row == null
                ? List.of()
                : registry.path(row.area(), at).stream().map(Area::code).toList();
    }

    @Override
    public List<String> pons(String village, long at) {
        return registry.devicesOf(village, at).stream()
                .map(device -> device.line().pon())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}
