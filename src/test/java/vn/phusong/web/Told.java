package vn.phusong.web;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A policy that tells who asked what; what is said of a policy is the hall's to test. */
final class Told implements PolicyBook {
    static final Told EXAMPLE = new Told();

    @Override
    public JsonObject policy(boolean isKnown) {
        return new JsonObject().put("contacts", "").put("isKnown", isKnown);
    }

    @Override
    public JsonObject dryRun(Map<String, String> of, boolean isKnown) {
        if (of.containsValue("majr")) {
            throw new Asking("severity", "must be one of warning, major, critical", "majr");
        }
        return new JsonObject().put("asked", new JsonObject(Map.copyOf(of))).put("isKnown", isKnown);
    }
}
