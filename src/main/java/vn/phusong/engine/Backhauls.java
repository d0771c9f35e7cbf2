package vn.phusong.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the probes that were served by one base station fell silent together: then it is the way they report over, or the operator, and not each of the
 * devices. The wire does not say over which SIM a probe reports, so every station that served it counts. Made anew for a picture, linear in the slots.
 * Watch loop only.
 */
final class Backhauls {
    private static final int LEAST_VILLAGES = 3;
    private static final int SILENT_PERCENT = 80;
    /** One that reports every five minutes may have spoken that long before. */
    private static final long TOGETHER_MS = 600_000;

    private static final long SPOKE_WITHIN_MS = 86_400_000;

    private final Map<String, Group> groups = new HashMap<>();

    /** The villages of one station that spoke within a day. */
    private static final class Group {
        int villages;
        int silent;
        long firstWord = Long.MAX_VALUE;
        long lastWord;

        void add(long heardAt, boolean isQuiet) {
            villages++;
            if (isQuiet) {
                silent++;
                firstWord = Math.min(firstWord, heardAt);
                lastWord = Math.max(lastWord, heardAt);
            }
        }

        boolean fellSilentTogether() {
            return silent >= LEAST_VILLAGES
                    && 100 * silent >= SILENT_PERCENT * villages
                    && lastWord - firstWord <= TOGETHER_MS;
        }
    }

    static Backhauls of(VillageFold fold, long now) {
        Backhauls backhauls = new Backhauls();
        for (VillageWatch village : fold.roster.everyVillage) {
            long heardAt = village.heardAt();
            if (heardAt > now - SPOKE_WITHIN_MS) {
                boolean isQuiet = village.isQuietAt(now);
                stations(village).forEach(station -> backhauls
                        .groups
                        .computeIfAbsent(station, key -> new Group())
                        .add(heardAt, isQuiet));
            }
        }
        return backhauls;
    }

    boolean explain(VillageWatch village) {
        for (String station : stations(village)) {
            Group group = groups.get(station);
            if (group != null && group.fellSilentTogether()) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> stations(VillageWatch village) {
        Set<String> stations = new HashSet<>(4);
        for (List<SlotWatch> slots : village.points.values()) {
            for (SlotWatch slot : slots) {
                if (!slot.served.station.isEmpty()) {
                    stations.add(slot.served.station);
                }
            }
        }
        return stations;
    }
}
