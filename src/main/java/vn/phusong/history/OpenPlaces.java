package vn.phusong.history;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/**
 * How every place stands now, as far as history is filled. Kept in the store too, one point a village, so that a restart need not read years of spans to
 * know what is open. History's thread only.
 */
final class OpenPlaces {
    static final String MEASUREMENT = "history_open";
    static final String MOBILE = "mobile";
    static final String FOUR_G_PLUS = "mobile.4g+";

    private static final byte[] BODY = Lines.key("body");
    private static final char BETWEEN_PLACES = '\u001e';
    private static final char BETWEEN_WORDS = '\u001f';

    /** Of whom: the village's own, a point's, an operator's. Empty text stands for "any". */
    record Place(String indicator, String point, String operator) {
        static Place of(StandingChange change) {
            return new Place(change.indicator(), orAny(change.point()), orAny(change.operator()));
        }

        private static String orAny(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    /** @param position of the entry that began it */
    record Open(Standing standing, long from, String reason, long position) {}

    private static final Place VILLAGE = new Place(MOBILE, "", "");
    private static final Place VILLAGE_FOUR_G_PLUS = new Place(FOUR_G_PLUS, "", "");

    private final Map<String, Map<Place, Open>> byVillage = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    @Nullable
    Open get(String village, Place place) {
        return of(village).get(place);
    }

    void put(String village, Place place, Open open) {
        byVillage.computeIfAbsent(village, unused -> new LinkedHashMap<>()).put(place, open);
        changed.add(village);
    }

    Map<Place, Open> of(String village) {
        return byVillage.getOrDefault(village, Map.of());
    }

    Standing mobile(String village) {
        return standing(village, VILLAGE);
    }

    Standing fourGPlus(String village) {
        return standing(village, VILLAGE_FOUR_G_PLUS);
    }

    private Standing standing(String village, Place place) {
        Open open = get(village, place);
        return open == null ? Standing.UNKNOWN : open.standing();
    }

    /** Writes what changed since the last time. */
    void write(Lines lines) {
        for (String village : changed) {
            StringBuilder body = new StringBuilder();
            of(village).forEach((place, open) -> body.append(place.indicator())
                    .append(BETWEEN_WORDS)
                    .append(place.point())
                    .append(BETWEEN_WORDS)
                    .append(place.operator())
                    .append(BETWEEN_WORDS)
                    .append(open.standing())
                    .append(BETWEEN_WORDS)
                    .append(open.from())
                    .append(BETWEEN_WORDS)
                    .append(open.reason())
                    .append(BETWEEN_WORDS)
                    .append(open.position())
                    .append(BETWEEN_PLACES));
            lines.begin(Lines.head(MEASUREMENT, "village", village)).text(BODY, body.toString());
            lines.end(0, 0);
        }
        changed.clear();
    }

    /** Begins anew over what the store holds. */
    void recall(List<Answered.Row> rows) {
        byVillage.clear();
        changed.clear();
        for (Answered.Row row : rows) {
            Map<Place, Open> places = new LinkedHashMap<>();
            for (String one : split(row.text("body"), BETWEEN_PLACES)) {
                List<String> words = split(one, BETWEEN_WORDS);
                if (words.size() == 7) {
                    places.put(
                            new Place(words.get(0), words.get(1), words.get(2)),
                            new Open(
                                    Standing.valueOf(words.get(3)),
                                    Long.parseLong(words.get(4)),
                                    words.get(5),
                                    Long.parseLong(words.get(6))));
                }
            }
            byVillage.put(row.tags().getOrDefault("village", ""), places);
        }
    }

    private static List<String> split(String text, char separator) {
        return List.of(text.split(String.valueOf(separator), -1));
    }
}
