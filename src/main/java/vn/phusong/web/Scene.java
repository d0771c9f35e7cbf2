package vn.phusong.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.Rules;
import vn.phusong.incident.Incident;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/**
 * All that the doors show of one moment: the picture, the roster it was made by, the rules, what is open. Immutable; what is in it is durable, nothing in it
 * runs ahead of the journal.
 *
 * @param open every incident that is not closed
 */
public record Scene(CoverageMap map, Registry registry, Rules rules, List<Incident> open) {
    public Scene {
        open = List.copyOf(open);
    }

    public long asOf() {
        return map.asOf();
    }

    @Nullable
    Village village(String id) {
        return registry.village(id, asOf());
    }
}
