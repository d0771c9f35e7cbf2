package vn.phusong.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phusong.incident.Places;
import vn.phusong.village.Area;
import vn.phusong.village.Village;

/** What the incidents may ask of the roster, during one tick. Watch loop only. */
final class RosterPlaces implements Places {
    private final VillageFold fold;
    // Villages of one commune share its path: one tick asks it of all of them.
    private final Map<String, List<String>> paths = new HashMap<>();
    private long pathsOf;

    RosterPlaces(VillageFold fold) {
        this.fold = fold;
    }

    @Override
    public int households(String village) {
        VillageWatch watch = fold.roster.villages.get(village);
        return watch == null ? -1 : watch.village.households().count();
    }

    @Override
    public List<String> areas(String village, long at) {
        Village row = fold.registry.village(village, at);
        if (row == null) {
            return List.of();
        }
        if (at != pathsOf) {
            paths.clear();
            pathsOf = at;
        }
        return paths.computeIfAbsent(
                row.area(),
                area -> fold.registry.path(area, at).stream().map(Area::code).toList());
    }
}
