package vn.phusong.history;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Everything a history wrote into InfluxDB, as text: equal points, equal text, in whatever order they were written. */
final class InfluxDigest {
    private InfluxDigest() {}

    static String of(InfluxSettings settings) throws HistoryTrouble {
        StringBuilder text = new StringBuilder();
        InfluxNames names = new InfluxNames(settings.database());
        try (InfluxDoor door = new InfluxDoor(settings)) {
            for (Keep keep : Keep.values()) {
                List<String> lines = new ArrayList<>();
                for (Answered.Row row :
                        door.ask("SELECT * FROM " + names.of(keep, "").replace("\"\"", "/.*/") + " GROUP BY *")) {
                    lines.add(new TreeMap<>(row.tags()) + " " + new TreeMap<>(row.values()));
                }
                lines.sort(null);
                text.append(keep).append(' ').append(lines.size()).append('\n');
                lines.forEach(line -> text.append(line).append('\n'));
            }
        }
        return text.toString();
    }
}
