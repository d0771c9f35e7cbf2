package vn.phusong.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Down-sampled raw readings of one village. Any thread. */
final class SignalQuery {
    private static final String NUMBER = "(SELECT id FROM word WHERE text = ?)";

    private SignalQuery() {}

    static List<SignalSeries> samples(DuckDBConnection connection, String village, @Nullable String operator, Span span)
            throws SQLException {
        String query = "SELECT w.text, bucket, samples, levels, low, mean, high FROM"
                + " (SELECT operator, t // ? AS bucket, count(*) AS samples, count(level) AS levels,"
                + " min(level) AS low, avg(level) AS mean, max(level) AS high"
                + " FROM mobile_row WHERE village = " + NUMBER + " AND t >= ? AND t < ? AND rat <> " + Words.NONE
                + (operator == null ? "" : " AND operator = " + NUMBER)
                + " GROUP BY 1, 2) JOIN word w ON w.id = operator";
        Map<String, List<SignalSeries.Bucket>> series = new TreeMap<>();
        try (PreparedStatement ask = connection.prepareStatement(query)) {
            bind(ask, village, span);
            if (operator != null) {
                ask.setString(5, operator);
            }
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    long from = row.getLong(2) * span.stepMs();
                    series.computeIfAbsent(row.getString(1), unused -> gaps(span))
                            .set(
                                    span.bucketOf(from),
                                    new SignalSeries.Bucket(
                                            from,
                                            row.getInt(3),
                                            row.getInt(4),
                                            level(row, 5),
                                            level(row, 6),
                                            level(row, 7)));
                }
            }
        }
        return series.entrySet().stream()
                .map(entry -> new SignalSeries(entry.getKey(), entry.getValue()))
                .toList();
    }

    static List<FibreBucket> fibre(DuckDBConnection connection, String village, Span span) throws SQLException {
        String query = "SELECT bucket, count(*), count(*) FILTER (up), min(low), avg(mean) FROM"
                + " (SELECT device, t // ? AS bucket, arg_max(up, t) AS up, min(rx) AS low, avg(rx) AS mean"
                + " FROM fibre_row WHERE village = " + NUMBER + " AND t >= ? AND t < ? GROUP BY 1, 2) GROUP BY 1";
        List<FibreBucket> buckets = IntStream.range(0, span.buckets())
                .mapToObj(i -> FibreBucket.gap(span.start(i)))
                .collect(Collectors.toCollection(ArrayList::new));
        try (PreparedStatement ask = connection.prepareStatement(query)) {
            bind(ask, village, span);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    long from = row.getLong(1) * span.stepMs();
                    buckets.set(
                            span.bucketOf(from),
                            new FibreBucket(from, row.getInt(2), row.getInt(3), level(row, 4), level(row, 5)));
                }
            }
        }
        return buckets;
    }

    private static void bind(PreparedStatement ask, String village, Span span) throws SQLException {
        ask.setLong(1, span.stepMs());
        ask.setString(2, village);
        ask.setLong(3, span.from());
        ask.setLong(4, span.to());
    }

    private static List<SignalSeries.Bucket> gaps(Span span) {
        return IntStream.range(0, span.buckets())
                .mapToObj(i -> SignalSeries.Bucket.gap(span.start(i)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static float level(ResultSet row, int column) throws SQLException {
        float value = row.getFloat(column);
        return row.wasNull() ? Float.NaN : value;
    }
}
