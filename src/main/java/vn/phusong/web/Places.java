package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Area;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** Areas as the doors write them, always with the time since which the code has this meaning: a code alone is no key. */
final class Places {
    private Places() {}

    static JsonObject json(Area area) {
        return new JsonObject()
                .put("code", area.code())
                .put("parent", area.parent())
                .put("level", area.level())
                .put("name", area.nameVi())
                .put("nameEn", area.nameEn())
                .put("validFrom", Times.from(area.valid()))
                .put("validTo", Times.to(area.valid()));
    }

    /** The commune and all above it at that time, lowest first. */
    static JsonArray path(Registry registry, String code, long at) {
        JsonArray path = new JsonArray();
        for (Area area : registry.path(code, at)) {
            path.add(json(area));
        }
        return path;
    }

    static boolean liesIn(Registry registry, Village village, String code, long at) {
        for (Area area : registry.path(village.area(), at)) {
            if (area.code().equals(code)) {
                return true;
            }
        }
        return false;
    }

    static @Nullable String nameOf(Registry registry, String code, long at) {
        Area area = registry.area(code, at);
        return area == null ? null : area.nameVi();
    }

    /** Areas that hold at that time, in the order of code. */
    static List<Area> at(Registry registry, long at) {
        return registry.areas().stream()
                .filter(area -> area.valid().holdsAt(at))
                .toList();
    }
}
