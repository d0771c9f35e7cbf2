package vn.phusong.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.CellWatch;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.Site;

/** Where the masts of cells stand, as far as the registry has sites with a place. */
final class CellPlaces implements CellWatch.Masts {
    private final Map<Integer, Place> places = new HashMap<>();

    CellPlaces(Registry registry) {
        for (Site site : registry.sites()) {
            Place place = site.place();
            if (place != null) {
                for (String operator : operators(registry, site)) {
                    site.cells().forEach(cell -> places.put(number(operator, cell), place));
                }
            }
        }
    }

    /** A site without an operator is everybody's. */
    private static List<String> operators(Registry registry, Site site) {
        String operator = site.operator();
        return operator == null
                ? registry.operators().stream().map(Operator::id).toList()
                : List.of(operator);
    }

    /** Cells of different operators may share an id. Equal on every machine. */
    static int number(String operator, String cell) {
        int number = 31 * operator.hashCode() + cell.hashCode();
        return number == 0 ? 1 : number;
    }

    @Override
    public @Nullable Place of(int cell) {
        return places.get(cell);
    }
}
