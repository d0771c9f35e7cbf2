package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.coverage.Rollup;

/** Reads the roll-ups of one village; of one (village, operator, bucket) the last that was written holds. */
final class RollupRows {
    private final Database database;
    private final Words words;
    private final Frame frame;

    RollupRows(Database database, Words words, Frame frame) {
        this.database = database;
        this.words = words;
        this.frame = frame;
    }

    /** Those that begin within [from, to), by time, then operator. */
    List<Rollup> ofVillage(String village, long from, long to, int limit) throws SQLException {
        PreparedStatement read =
                database.prepare("SELECT body FROM rollup WHERE last >= ? AND first < ? ORDER BY last, position");
        read.setLong(1, from);
        read.setLong(2, to);
        int number = words.find(village);
        Map<Long, Map<String, Rollup>> found = new TreeMap<>();
        int size = 0;
        try (ResultSet row = read.executeQuery()) {
            while (row.next() && size < limit) {
                for (Rollup one : RollupForm.read(frame.open(row.getBytes(1)), words, number)) {
                    if (one.from() >= from && one.from() < to) {
                        boolean isNew = found.computeIfAbsent(one.from(), t -> new TreeMap<>())
                                        .put(one.operator(), one)
                                == null;
                        size += isNew ? 1 : 0;
                    }
                }
            }
        }
        return found.values().stream()
                .flatMap(bucket -> bucket.values().stream())
                .limit(limit)
                .toList();
    }
}
