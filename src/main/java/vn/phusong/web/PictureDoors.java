package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.FragileCount;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.village.Operator;
import vn.phusong.village.Village;

/** The province as a whole: the sentence of the promise, the map, its boundaries. What shows now is rendered once a scene, not once a request. */
final class PictureDoors {
    private final Views views;
    private final Boundaries boundaries;
    private final BooleanSupplier simulated;
    private final Kept summary = new Kept(this::summary);
    private final Kept map = new Kept(PictureDoors::map);

    PictureDoors(Views views, Boundaries boundaries, BooleanSupplier simulated) {
        this.views = views;
        this.boundaries = boundaries;
        this.simulated = simulated;
    }

    List<Door> doors() {
        return List.of(
                new Door("/api/v1/summary", Set.of("asOf"), asked -> views.asked(asked)
                        .map(summary::of)),
                new Door("/api/v1/map.geojson", Set.of("asOf"), asked -> views.asked(asked)
                        .map(map::of)),
                new Door("/api/v1/boundaries.geojson", Set.of("asOf"), this::boundaries));
    }

    /** The answer to the newest live view asked for. Web loop only. */
    private static final class Kept {
        private final Function<View, Answer> render;
        private @Nullable Scene scene;
        private @Nullable Answer answer;

        Kept(Function<View, Answer> render) {
            this.render = render;
        }

        Answer of(View view) {
            if (view.isPast()) {
                return render.apply(view);
            }
            Answer known = answer;
            if (known == null || !view.scene().equals(scene)) {
                known = render.apply(view);
                answer = known;
                scene = view.scene();
            }
            return known;
        }
    }

    private Answer summary(View view) {
        return Answer.json(summaryJson(view, simulated.getAsBoolean()));
    }

    /** Of the past only what the journal kept: indicators that are not here were not kept, they are not zero. */
    static JsonObject summaryJson(View view, boolean simulated) {
        JsonObject json = new JsonObject()
                .put("asOf", Times.text(view.asOf()))
                .put("simulated", simulated)
                .put("province", province(view))
                .put("operators", operators(view))
                .put("fragile", view.isPast() ? null : fragile(view));
        for (IndicatorCount count : view.scene().map().indicators()) {
            json.put(count.indicator(), Counts.json(count, view.asOf()));
        }
        return json;
    }

    private static @Nullable JsonObject province(View view) {
        return Places.at(view.scene().registry(), view.asOf()).stream()
                .filter(area -> area.parent() == null)
                .findFirst()
                .map(Places::json)
                .orElse(null);
    }

    private static JsonObject fragile(View view) {
        FragileCount count = FragileCount.of(view.scene().map().villages().values());
        return new JsonObject().put("villages", count.villages()).put("unknown", count.unknown());
    }

    private static JsonArray operators(View view) {
        JsonArray operators = new JsonArray();
        for (Operator operator : view.scene().registry().operators()) {
            operators.add(new JsonObject().put("id", operator.id()).put("name", operator.name()));
        }
        return operators;
    }

    private static Answer map(View view) {
        JsonArray features = new JsonArray();
        for (Village village : view.villages()) {
            JsonArray place = new JsonArray()
                    .add(village.place().lon())
                    .add(village.place().lat());
            features.add(new JsonObject()
                    .put("type", "Feature")
                    .put("id", village.id())
                    .put("geometry", new JsonObject().put("type", "Point").put("coordinates", place))
                    .put("properties", VillageJson.row(view, village, view.coverage(village))));
        }
        JsonObject collection = new JsonObject()
                .put("type", "FeatureCollection")
                .put("asOf", Times.text(view.asOf()))
                .put("features", features);
        return new Answer(Answer.GEO_JSON, collection.toBuffer());
    }

    private Future<Answer> boundaries(Asked asked) {
        return views.asked(asked).map(boundaries::of);
    }
}
