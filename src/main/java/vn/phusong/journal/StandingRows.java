package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/** Reads changes of standing. */
final class StandingRows {
    private static final String COLUMNS = "indicator, village, point, operator, was, now, at, reason";

    /** Walks the index from village to village and takes the last change of each: as many steps as there are villages, however long the past. */
    private static final String LAST_OF_EACH = "WITH RECURSIVE one (village) AS ("
            + " SELECT min(village) FROM standing WHERE indicator = ?1 AND point IS NULL AND operator IS NULL"
            + " UNION ALL SELECT (SELECT min(s.village) FROM standing s WHERE s.indicator = ?1 AND s.village > one.village"
            + " AND s.point IS NULL AND s.operator IS NULL) FROM one WHERE one.village IS NOT NULL)"
            + " SELECT c.indicator, c.village, c.point, c.operator, c.was, c.now, c.at, c.reason FROM one"
            + " JOIN standing c ON (c.position, c.n) = (SELECT l.position, l.n FROM standing l WHERE l.indicator = ?1"
            + " AND l.village = one.village AND l.at <= ?2 AND l.point IS NULL AND l.operator IS NULL"
            + " ORDER BY l.at DESC, l.position DESC, l.n DESC LIMIT 1) ORDER BY c.village";

    private final Database database;
    private final Words words;

    StandingRows(Database database, Words words) {
        this.database = database;
        this.words = words;
    }

    List<StandingChange> ofVillage(String village, long from, long to, int limit) throws SQLException {
        PreparedStatement read = database.prepare("SELECT " + COLUMNS + " FROM standing WHERE village = ? AND at >= ?"
                + " AND at < ? ORDER BY at, position, n LIMIT ?");
        read.setInt(1, words.find(village));
        read.setLong(2, from);
        read.setLong(3, to);
        read.setInt(4, limit);
        return all(read);
    }

    List<StandingChange> lastOfEach(String indicator, long at) throws SQLException {
        PreparedStatement read = database.prepare(LAST_OF_EACH);
        read.setInt(1, words.find(indicator));
        read.setLong(2, at);
        return all(read);
    }

    /** The change in the current row, whose first columns are {@link #COLUMNS} from {@code first} on. */
    StandingChange change(ResultSet row, int first) throws SQLException {
        return new StandingChange(
                words.text(row.getInt(first)),
                words.text(row.getInt(first + 1)),
                textOrNull(row, first + 2),
                textOrNull(row, first + 3),
                Standing.valueOf(words.text(row.getInt(first + 4))),
                Standing.valueOf(words.text(row.getInt(first + 5))),
                row.getLong(first + 6),
                words.text(row.getInt(first + 7)));
    }

    private List<StandingChange> all(PreparedStatement read) throws SQLException {
        List<StandingChange> changes = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                changes.add(change(row, 1));
            }
        }
        return changes;
    }

    /** Numbers of words begin at 1, and an absent number reads as 0. */
    private @Nullable String textOrNull(ResultSet row, int column) throws SQLException {
        int number = row.getInt(column);
        return number == 0 ? null : words.text(number);
    }
}
