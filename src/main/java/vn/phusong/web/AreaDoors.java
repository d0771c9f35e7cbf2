package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.Standing;
import vn.phusong.village.Area;
import vn.phusong.village.Registry;
import vn.phusong.village.Target;

/** The tree of areas as it was at the asked time, and how the promise is kept in one of them. */
final class AreaDoors {
    private final Views views;

    AreaDoors(Views views) {
        this.views = views;
    }

    List<Door> doors() {
        return List.of(
                new Door("/api/v1/areas", Set.of("limit", "after", "asOf"), this::list),
                new Door("/api/v1/areas/{code}", Set.of("asOf"), this::one));
    }

    private Future<Answer> list(Asked asked) {
        int limit = asked.limit();
        String after = asked.text("after");
        return views.asked(asked).map(view -> {
            List<Area> areas = Places.at(view.scene().registry(), view.asOf()).stream()
                    .filter(area -> after == null || area.code().compareTo(after) > 0)
                    .limit(limit + 1L)
                    .toList();
            return Answer.json(new Page<>(areas, limit, Area::code).json("areas", view.asOf(), Places::json));
        });
    }

    private Future<Answer> one(Asked asked) {
        String code = asked.path("code");
        return views.asked(asked).map(view -> {
            Registry registry = view.scene().registry();
            Area area = registry.area(code, view.asOf());
            if (area == null) {
                throw Problem.notFound("area of " + Times.text(view.asOf()), code);
            }
            return Answer.json(Places.json(area)
                    .put("asOf", Times.text(view.asOf()))
                    .put("path", Places.path(registry, code, view.asOf()))
                    .put("children", children(registry, code, view.asOf()))
                    .put("meanings", meanings(registry, code))
                    .put("mobile", mobile(view, code)));
        });
    }

    private static JsonArray children(Registry registry, String code, long at) {
        JsonArray children = new JsonArray();
        Places.at(registry, at).stream()
                .filter(area -> code.equals(area.parent()))
                .forEach(area -> children.add(Places.json(area)));
        return children;
    }

    /** Everything this code ever meant; 19 codes of the sample changed meaning on 1 July 2025. */
    private static JsonArray meanings(Registry registry, String code) {
        JsonArray meanings = new JsonArray();
        registry.areas().stream()
                .filter(area -> area.code().equals(code))
                .forEach(area -> meanings.add(Places.json(area)));
        return meanings;
    }

    private static JsonObject mobile(View view, String code) {
        Registry registry = view.scene().registry();
        List<Standing> standings = view.villages().stream()
                .filter(village -> Places.liesIn(registry, village, code, view.asOf()))
                .map(village -> view.coverage(village).standing())
                .toList();
        Target target = registry.target("mobile", view.asOf());
        IndicatorCount count = Counts.of("mobile", standings, target == null ? null : target.hundredthsOfPercent());
        return Counts.json(count, view.asOf());
    }
}
