package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.village.Area;
import vn.phusong.village.Validity;

/** The outlines of the areas of a time, from the registry's own file. A shape belongs to (code, valid_from), never to a code alone. Web loop only. */
final class Boundaries {
    private static final Logger LOG = LoggerFactory.getLogger(Boundaries.class);

    private final Supplier<@Nullable String> file;
    private @Nullable String read;
    private Map<String, JsonObject> shapes = Map.of();
    private List<Area> drawn = List.of();
    private @Nullable Answer answer;

    Boundaries(Supplier<@Nullable String> file) {
        this.file = file;
    }

    Answer of(View view) {
        readAgain();
        List<Area> areas = Places.at(view.scene().registry(), view.asOf());
        Answer known = answer;
        if (known == null || !areas.equals(drawn)) {
            known = draw(areas);
            if (!view.isPast()) {
                drawn = areas;
                answer = known;
            }
        }
        return known;
    }

    private void readAgain() {
        String text = file.get();
        if (text == null || text.equals(read)) {
            return;
        }
        read = text;
        answer = null;
        try {
            shapes = shapes(new JsonObject(text));
        } catch (DecodeException | ClassCastException notGeoJson) {
            LOG.warn("boundaries.geojson cannot be read and is left out of the map: {}", notGeoJson.getMessage());
            shapes = Map.of();
        }
    }

    private static Map<String, JsonObject> shapes(JsonObject collection) {
        Map<String, JsonObject> shapes = new HashMap<>();
        JsonArray features = collection.getJsonArray("features", new JsonArray());
        for (int i = 0; i < features.size(); i++) {
            JsonObject feature = features.getJsonObject(i);
            JsonObject properties = feature.getJsonObject("properties", new JsonObject());
            String from = properties.getString("valid_from", "");
            long since = from.isEmpty() ? Validity.ALWAYS : Times.read("valid_from", from);
            shapes.put(
                    key(properties.getString("code", ""), since), feature.getJsonObject("geometry", new JsonObject()));
        }
        return shapes;
    }

    private static String key(String code, long from) {
        return code + '@' + from;
    }

    private Answer draw(List<Area> areas) {
        JsonArray features = new JsonArray();
        for (Area area : areas) {
            JsonObject shape = shapes.get(key(area.code(), area.valid().from()));
            if (shape != null && !shape.isEmpty()) {
                features.add(new JsonObject()
                        .put("type", "Feature")
                        .put("properties", Places.json(area))
                        .put("geometry", shape));
            }
        }
        Buffer body = new JsonObject()
                .put("type", "FeatureCollection")
                .put("features", features)
                .toBuffer();
        return new Answer(Answer.GEO_JSON, body);
    }
}
