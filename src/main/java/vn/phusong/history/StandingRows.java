package vn.phusong.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.StandingChange;

/**
 * Standings as rows that are only ever added:
 *
 * <pre>
 *   a change at 08:00        (COVERED, from 08:00, to –,     revision 1)
 *   the next one at 09:30    (COVERED, from 08:00, to 09:30, revision 2) and (UNCOVERED, from 09:30, to –, revision 1)
 * </pre>
 *
 * History's thread only.
 */
final class StandingRows {
    /** Of whom: the village's own, a point's, an operator's. Empty text stands for "any". */
    private record Place(String indicator, String village, String point, String operator) {}

    private record Open(String standing, long from, String reason) {}

    private record Change(Place place, Open next, long knownAt, long position, int n) {}

    private static final Open NOTHING = new Open("", 0, "");

    private final DuckDBConnection connection;
    private final List<Change> changes = new ArrayList<>();
    private final Map<Place, Open> open = new LinkedHashMap<>();

    StandingRows(DuckDBConnection connection) {
        this.connection = connection;
    }

    void add(StandingChange change, long knownAt, long position, int n) {
        Place place = new Place(change.indicator(), change.village(), orAny(change.point()), orAny(change.operator()));
        Open next = new Open(change.to().name(), change.at(), change.reason());
        changes.add(new Change(place, next, knownAt, position, n));
    }

    int move() throws SQLException {
        if (changes.isEmpty()) {
            return 0;
        }
        recall();
        int rows;
        try (Stage spans = Stage.beside(connection, "village_standing")) {
            for (Change change : changes) {
                Open was = open.put(change.place(), change.next());
                if (was != null) {
                    write(spans, change, was, change.next().from(), 2);
                }
                write(spans, change, change.next(), -1, 1);
            }
            rows = spans.count();
            spans.move();
        }
        remember();
        return rows;
    }

    /** What was open at the places of this batch. */
    private void recall() throws SQLException {
        try (Stage places = Stage.beside(connection, "standing_now")) {
            changes.stream().map(Change::place).distinct().forEach(place -> open.put(place, NOTHING));
            for (Place place : open.keySet()) {
                write(places, place, NOTHING);
            }
            places.seal();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT n.* FROM standing_now n JOIN stage_standing_now s"
                            + " USING (indicator, village, point, operator)")) {
                while (row.next()) {
                    open.put(
                            new Place(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                            new Open(row.getString(5), row.getLong(6), row.getString(7)));
                }
            }
            places.moveBy("SELECT 1");
        }
        open.values().removeIf(NOTHING::equals);
    }

    private void remember() throws SQLException {
        try (Stage places = Stage.beside(connection, "standing_now")) {
            for (Map.Entry<Place, Open> entry : open.entrySet()) {
                write(places, entry.getKey(), entry.getValue());
            }
            places.moveBy("INSERT OR REPLACE INTO standing_now SELECT * FROM stage_standing_now");
        }
    }

    private static void write(Stage row, Place place, Open standing) throws SQLException {
        row.begin()
                .text(place.indicator())
                .text(place.village())
                .text(place.point())
                .text(place.operator())
                .text(standing.standing())
                .time(standing.from())
                .text(standing.reason())
                .end();
    }

    private static void write(Stage row, Change change, Open span, long to, int revision) throws SQLException {
        Place place = change.place();
        row.begin()
                .text(place.indicator())
                .text(place.village())
                .text(place.point())
                .text(place.operator())
                .text(span.standing())
                .time(span.from())
                .time(to)
                .time(change.knownAt())
                .whole(revision)
                .text(span.reason())
                .time(change.position())
                .whole(change.n())
                .end();
    }

    private static String orAny(@Nullable String value) {
        return value == null ? "" : value;
    }
}
