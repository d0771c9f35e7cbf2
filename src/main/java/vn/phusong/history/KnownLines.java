package vn.phusong.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.LineWord;
import vn.phusong.coverage.Rules;
import vn.phusong.village.Device;
import vn.phusong.village.Registry;

/** What InfluxDB holds of fibre lines, as far as the mark stands for it: points of a batch that was cut short are not asked for. */
final class KnownLines {
    private static final LineWord UP = new LineWord(true, false, Float.NaN);
    private static final LineWord DOWN = new LineWord(false, false, Float.NaN);
    /** So many words of one line in one answer. */
    private static final int AT_ONCE = 1_000;

    private static final long DAY_MS = 86_400_000L;

    private final InfluxDoor door;
    private final InfluxNames names;

    KnownLines(InfluxDoor door) {
        this.door = door;
        this.names = new InfluxNames(door.settings().database());
    }

    /** @param reached time of the last entry that is surely there, epoch milliseconds */
    record Asked(long reached, Rules rules, Registry registry) {
        /** Without a row in the registry of then, nothing was live. */
        boolean isLive(String ont, Answered.Row word) {
            Device row = registry.device(ont, word.at());
            return row != null
                    && word.whole("received_at", word.at()) - word.at()
                            <= rules.windows().liveMs(row.intervalMs());
        }
    }

    /** Of every line the newest live word, and when it last worked, as far back as that counts. */
    void recall(Asked asked, Map<String, LineWatch> into) throws HistoryTrouble {
        String words = words(asked);
        for (Answered.Row row : door.ask("SELECT last(up) AS up, received_at" + words + " GROUP BY ont")) {
            String ont = row.tags().getOrDefault("ont", "");
            LineWatch line = into.computeIfAbsent(ont, unused -> new LineWatch());
            Answered.Row live = asked.isLive(ont, row) ? row : newestLive(ont, row, asked);
            if (live != null) {
                line.hear(asked.rules().fibre(), live.at(), true, live.whole("up", 0) == 1 ? UP : DOWN);
            }
        }
        for (Answered.Row row : door.ask("SELECT last(up) AS up" + words + " AND up = 1 GROUP BY ont")) {
            into.computeIfAbsent(row.tags().getOrDefault("ont", ""), unused -> new LineWatch())
                    .wasUp(row.at());
        }
    }

    /** Behind the end of a backlog, which is rare: a line goes on to speak after it. */
    private Answered.@Nullable Row newestLive(String ont, Answered.Row newest, Asked asked) throws HistoryTrouble {
        long before = newest.nanos();
        while (true) {
            List<Answered.Row> rows = door.ask("SELECT up, received_at" + words(asked) + " AND "
                    + InfluxNames.isTag("ont", ont) + " AND time < " + before + " ORDER BY time DESC LIMIT " + AT_ONCE);
            for (Answered.Row row : rows) {
                if (asked.isLive(ont, row)) {
                    return row;
                }
                before = row.nanos();
            }
            if (rows.size() < AT_ONCE) {
                return null;
            }
        }
    }

    private String words(Asked asked) {
        long since = asked.reached() - asked.rules().fibre().activeMs();
        return " FROM " + names.of(Keep.RAW, "ont_sample") + " WHERE " + InfluxNames.within(since, asked.reached() + 1)
                + " AND received_at <= " + asked.reached();
    }

    /** Villages of which a line or feed was heard by the end of the last bucket. */
    List<String> heard(long reached) throws HistoryTrouble {
        return door
                .ask("SELECT last(heard) AS heard FROM " + names.of(Keep.ROLLUP, "village_5m")
                        + " WHERE operator = 'fibre' AND " + InfluxNames.within(Long.MIN_VALUE, reached)
                        + " GROUP BY village")
                .stream()
                .filter(row -> row.whole("heard", 0) == 1)
                .map(row -> row.tags().getOrDefault("village", ""))
                .toList();
    }

    /** Devices of no village, so collectors, that spoke since then; what they said before is in {@link #heard}. */
    List<String> feeds(long reached) throws HistoryTrouble {
        return door
                .ask("SELECT DISTINCT(device) AS device FROM " + names.of(Keep.RAW, "device_event") + " WHERE "
                        + InfluxNames.isTag("village", "") + " AND "
                        + InfluxNames.within(reached - DAY_MS, reached + 1))
                .stream()
                .map(row -> Lines.tag(row.text("device")))
                .toList();
    }
}
