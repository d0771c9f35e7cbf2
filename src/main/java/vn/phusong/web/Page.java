package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: at most {@code limit} things and the cursor of the next page, null at the end.
 *
 * @param things at most limit + 1 of them; the one too many only says that there is more
 */
record Page<T>(List<T> things, int limit, Function<T, String> cursor) {
    List<T> shown() {
        return things.size() > limit ? things.subList(0, limit) : things;
    }

    @Nullable
    String next() {
        return things.size() > limit ? cursor.apply(things.get(limit - 1)) : null;
    }

    JsonObject json(String noun, long asOf, Function<T, JsonObject> write) {
        JsonArray list = new JsonArray();
        shown().forEach(thing -> list.add(write.apply(thing)));
        return new JsonObject()
                .put("asOf", Times.text(asOf))
                .put("next", next())
                .put(noun, list);
    }
}
