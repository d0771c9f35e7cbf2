package vn.phusong.history;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rollup;
import vn.phusong.engine.Event;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalReader;
import vn.phusong.reading.Reading;

/** History in one DuckDB file beside the journal. Opened when first asked, opened anew after trouble; deleted, it starts empty. */
public final class DuckDbHistory implements History {
    public static final String FILE = "history.duckdb";

    /** Readings older than this at their entry are late: looked for among all rows, not only among the newest. */
    private static final long LATE_MS = 15 * 60_000L;

    private final HistoryFile file;
    private final HistorySettings settings;
    private final Roster roster;

    public DuckDbHistory(Path folder, HistorySettings settings, Roster roster) {
        this.file = new HistoryFile(folder.resolve(FILE), settings.memoryMb());
        this.settings = settings;
        this.roster = roster;
    }

    @Override
    public Cursor cursor() throws HistoryTrouble {
        return file.write((connection, words) -> cursor(connection));
    }

    private static Cursor cursor(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT position, reached FROM history")) {
            return row.next() ? new Cursor(row.getLong(1), row.getLong(2)) : new Cursor(0, 0);
        }
    }

    @Override
    public int apply(List<JournalReader.Entry> entries) throws HistoryTrouble {
        return file.write((connection, words) -> {
            long position = cursor(connection).position();
            List<JournalReader.Entry> fresh =
                    entries.stream().filter(it -> it.position() > position).toList();
            return fresh.isEmpty() ? 0 : apply(connection, words, fresh);
        });
    }

    private int apply(DuckDBConnection connection, Words words, List<JournalReader.Entry> entries) throws SQLException {
        JournalReader.Entry last = entries.get(entries.size() - 1);
        long lateBefore = entries.get(0).step().event().at() - LATE_MS;
        int rows;
        long oldest = Long.MAX_VALUE;
        SampleRows samples = new SampleRows(connection, words, roster, lateBefore);
        try (VerdictRows verdicts = new VerdictRows(connection)) {
            for (JournalReader.Entry entry : entries) {
                Event event = entry.step().event();
                for (Reading reading : readings(event)) {
                    samples.add(reading);
                    oldest = Math.min(oldest, reading.at());
                }
                verdicts.add(entry.step().effects(), event.at(), entry.position());
            }
            rows = samples.move() + verdicts.move();
            words.move(connection);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE history SET position = " + last.position() + ", reached = "
                    + last.step().event().at() + ", oldest = CASE WHEN oldest = 0 OR oldest > " + oldest + " THEN "
                    + (oldest == Long.MAX_VALUE ? "oldest" : oldest) + " ELSE oldest END");
        }
        return rows;
    }

    private static List<Reading> readings(Event event) {
        return event.match(
                Event.Readings::readings,
                tick -> List.of(),
                registry -> List.of(),
                rules -> List.of(),
                acted -> List.of());
    }

    /** Readings are known again by their keys; what was judged is not, so it goes and comes whole from the journal, which keeps it for good. */
    @Override
    public void rewind() throws HistoryTrouble {
        boolean done = file.write((connection, words) -> {
            try (Statement statement = connection.createStatement()) {
                for (String table : Layout.STAGED) {
                    statement.execute("DELETE FROM " + table);
                }
                return statement.executeUpdate("UPDATE history SET position = 0, reached = 0") == 1;
            }
        });
        if (!done) {
            throw new HistoryTrouble("history has no cursor to set back");
        }
    }

    @Override
    public boolean trim(long now) throws HistoryTrouble {
        return file.write((connection, words) -> Retention.trim(connection, settings, now));
    }

    @Override
    public long reachesBackTo() throws HistoryTrouble {
        return file.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return Layout.number(statement, "SELECT oldest FROM history");
            }
        });
    }

    @Override
    public List<SignalSeries> samples(String village, @Nullable String operator, Span span) throws HistoryTrouble {
        return file.read(connection -> SignalQuery.samples(connection, village, operator, span));
    }

    @Override
    public List<FibreBucket> fibre(String village, Span span) throws HistoryTrouble {
        return file.read(connection -> SignalQuery.fibre(connection, village, span));
    }

    @Override
    public List<StandingSpan> standings(String village, long from, long to, long knownAt, int limit)
            throws HistoryTrouble {
        return file.read(connection -> VerdictQuery.standings(connection, village, from, to, knownAt, limit));
    }

    @Override
    public List<Incident> incidents(@Nullable String village, long from, long to, long knownAt, int limit)
            throws HistoryTrouble {
        return file.read(connection -> VerdictQuery.incidents(connection, village, from, to, knownAt, limit));
    }

    @Override
    public List<Rollup> rollups(String village, long from, long to, int limit) throws HistoryTrouble {
        return file.read(connection -> VerdictQuery.rollups(connection, village, from, to, limit));
    }

    @Override
    public void close() {
        file.close();
    }
}
