package vn.phusong.web;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.village.Village;

/** Villages: the list, one of them, what it measured, how it stood. */
final class VillageDoors {
    private final Views views;
    private final Readings readings;

    VillageDoors(Views views, Desk desk) {
        this.views = views;
        this.readings = new Readings(views, desk);
    }

    List<Door> doors() {
        return List.of(
                new Door("/api/v1/villages", Set.of("area", "standing", "q", "limit", "after", "asOf"), this::list),
                new Door("/api/v1/villages/{id}", Set.of("asOf"), this::one),
                new Door(
                        "/api/v1/villages/{id}/readings",
                        Set.of("from", "to", "step", "operator", "asOf"),
                        readings::readings),
                new Door(
                        "/api/v1/villages/{id}/standings",
                        Set.of("indicator", "from", "to", "limit", "asOf"),
                        readings::standings));
    }

    private Future<Answer> list(Asked asked) {
        int limit = asked.limit();
        String area = asked.text("area");
        Standing standing = asked.standing();
        List<String> words = words(asked);
        String after = asked.text("after");
        return views.asked(asked).compose(view -> {
            List<Village> found = new ArrayList<>();
            int total = 0;
            for (Village village : sorted(view)) {
                if (!isAsked(view, village, area, standing, words)) {
                    continue;
                }
                total++;
                if ((after == null || village.id().compareTo(after) > 0) && found.size() <= limit) {
                    found.add(village);
                }
            }
            return page(view, new Page<>(found, limit, Village::id), total, asked.isByOperator());
        });
    }

    /** None when nothing is looked for. */
    static List<String> words(Asked asked) {
        String words = asked.text("q");
        return words == null ? List.of() : Search.words(words);
    }

    private static List<Village> sorted(View view) {
        return view.villages().stream()
                .sorted(Comparator.comparing(Village::id))
                .toList();
    }

    private static boolean isAsked(
            View view, Village village, @Nullable String area, @Nullable Standing standing, List<String> words) {
        if (standing != null && view.coverage(village).standing() != standing) {
            return false;
        }
        if (area != null && !Places.liesIn(view.scene().registry(), village, area, view.asOf())) {
            return false;
        }
        String commune = Places.nameOf(view.scene().registry(), village.area(), view.asOf());
        return words.isEmpty() || Search.matches(village.name() + ' ' + commune + ' ' + village.id(), words);
    }

    private Future<Answer> page(View view, Page<Village> page, int total, boolean isByOperator) {
        return views.whole(view, page.shown()).map(coverages -> {
            java.util.Iterator<VillageCoverage> coverage = coverages.iterator();
            return Answer.json(page.json(
                            "villages",
                            view.asOf(),
                            village -> VillageJson.json(view, village, coverage.next(), isByOperator))
                    .put("total", total));
        });
    }

    private Future<Answer> one(Asked asked) {
        String id = asked.path("id");
        return views.asked(asked).compose(view -> {
            Village village = known(view, id);
            return views.whole(view, List.of(village))
                    .map(coverage ->
                            Answer.json(VillageJson.whole(view, village, coverage.get(0), asked.isByOperator())));
        });
    }

    static Village known(View view, String id) {
        Village village = view.scene().village(id);
        if (village == null) {
            throw Problem.notFound("village", id);
        }
        return village;
    }
}
