package vn.phusong;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Whereabouts;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** Where villages and incidents lie, by the registry as it is now and the names of their time. Any thread. */
record Lying(Supplier<Registry> registry) implements Whereabouts {
    @Override
    public List<String> areas(String village, long at) {
        Village known = registry.get().village(village, at);
        return known == null ? List.of() : path(known.area(), at);
    }

    @Override
    public List<String> pons(String village, long at) {
        Set<String> pons = new LinkedHashSet<>();
        for (Device device : registry.get().devicesOf(village, at)) {
            String pon = device.line().pon();
            if (pon != null) {
                pons.add(pon);
            }
        }
        return List.copyOf(pons);
    }

    /** Codes of all areas it lies in, lowest first. */
    List<String> areas(Incident incident) {
        long at = incident.at();
        Set<String> areas = new LinkedHashSet<>();
        Incident.Scope scope = incident.scope();
        List<String> villages = new ArrayList<>();
        if (scope.village() != null) {
            villages.add(scope.village());
        }
        if (scope.network() != null) {
            scope.network().members().forEach(member -> villages.add(member.village()));
        }
        if (scope.reach() != null) {
            scope.reach().members().forEach(member -> villages.add(member.village()));
        }
        villages.forEach(village -> areas.addAll(areas(village, at)));
        if (scope.area() != null) {
            areas.addAll(path(scope.area(), at));
        }
        return List.copyOf(areas);
    }

    private List<String> path(String code, long at) {
        return registry.get().path(code, at).stream().map(Area::code).toList();
    }
}
