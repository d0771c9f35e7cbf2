package vn.phusong.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Down-sampled raw readings of one village, out of InfluxDB. Any thread. */
final class InfluxSignals {
    private InfluxSignals() {}

    /** @param oldest what is older was let go, though the server may hold it still */
    static List<SignalSeries> samples(
            InfluxDoor door, String village, @Nullable String operator, Span span, long oldest) throws HistoryTrouble {
        // Only a radio element has a registration: a test told without one measured no level.
        String query = "SELECT count(reg) AS samples, count(level) AS levels, min(level) AS low, mean(level) AS mean,"
                + " max(level) AS high FROM " + from(door, "mobile_sample", village, span, oldest)
                + (operator == null ? "" : " AND " + InfluxNames.isTag("operator", operator))
                + " GROUP BY operator, time(" + span.stepMs() + "ms) fill(none)";
        Map<String, List<SignalSeries.Bucket>> series = new TreeMap<>();
        for (Answered.Row row : door.ask(query)) {
            int samples = (int) row.whole("samples", 0);
            if (samples > 0) {
                series.computeIfAbsent(row.tags().getOrDefault("operator", ""), unused -> gaps(span))
                        .set(
                                span.bucketOf(row.at()),
                                new SignalSeries.Bucket(
                                        row.at(),
                                        samples,
                                        (int) row.whole("levels", 0),
                                        (float) row.real("low"),
                                        (float) row.real("mean"),
                                        (float) row.real("high")));
            }
        }
        return series.entrySet().stream()
                .map(entry -> new SignalSeries(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<SignalSeries.Bucket> gaps(Span span) {
        return IntStream.range(0, span.buckets())
                .mapToObj(i -> SignalSeries.Bucket.gap(span.start(i)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static List<FibreBucket> fibre(InfluxDoor door, String village, Span span, long oldest) throws HistoryTrouble {
        String query = "SELECT last(up) AS up, min(rx) AS low, mean(rx) AS mean FROM "
                + from(door, "ont_sample", village, span, oldest) + " GROUP BY ont, time(" + span.stepMs()
                + "ms) fill(none)";
        Map<Long, List<Answered.Row>> lines = new TreeMap<>();
        for (Answered.Row row : door.ask(query)) {
            if (row.has("up")) {
                lines.computeIfAbsent(row.at(), unused -> new ArrayList<>()).add(row);
            }
        }
        List<FibreBucket> buckets = IntStream.range(0, span.buckets())
                .mapToObj(i -> FibreBucket.gap(span.start(i)))
                .collect(Collectors.toCollection(ArrayList::new));
        lines.forEach((at, rows) -> buckets.set(span.bucketOf(at), bucket(at, rows)));
        return buckets;
    }

    /** A line counts once, however often it spoke. */
    private static FibreBucket bucket(long at, List<Answered.Row> lines) {
        int up = 0;
        double low = Double.POSITIVE_INFINITY;
        double sum = 0;
        int lit = 0;
        for (Answered.Row line : lines) {
            up += (int) line.whole("up", 0);
            if (line.has("mean")) {
                low = Math.min(low, line.real("low"));
                sum += line.real("mean");
                lit++;
            }
        }
        return new FibreBucket(
                at, lines.size(), up, lit == 0 ? Float.NaN : (float) low, lit == 0 ? Float.NaN : (float) (sum / lit));
    }

    private static String from(InfluxDoor door, String measurement, String village, Span span, long oldest) {
        String name = new InfluxNames(door.settings().database()).of(Keep.RAW, measurement);
        return name + " WHERE " + InfluxNames.isTag("village", village) + " AND "
                + InfluxNames.within(Math.max(span.from(), oldest), span.to());
    }
}
