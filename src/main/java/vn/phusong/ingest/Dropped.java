package vn.phusong.ingest;

import java.util.HashMap;
import java.util.Map;

/** Fields of one message set aside as out of range or a sentinel, by name. One thread. */
final class Dropped {
    // The shared empty map until the first: most messages drop nothing.
    private Map<String, Integer> byName = Map.of();

    void add(String name) {
        if (byName.isEmpty()) {
            byName = new HashMap<>();
        }
        byName.merge(name, 1, Integer::sum);
    }

    Map<String, Integer> byName() {
        return byName;
    }
}
