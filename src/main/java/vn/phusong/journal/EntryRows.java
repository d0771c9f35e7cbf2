package vn.phusong.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;
import vn.phusong.journal.JournalReader.Entry;

/** Reads the log with what its events caused: one query for the events of a slice, one for each kind of effect. */
final class EntryRows {
    private final Database database;
    private final StandingRows standings;
    private final Words words;
    private final Frame frame;
    private final Texts texts = new Texts();

    EntryRows(Database database, StandingRows standings, Words words, Frame frame) {
        this.database = database;
        this.standings = standings;
        this.words = words;
        this.frame = frame;
    }

    /** Reads a row of effects. */
    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private record Placed(long position, Event event) {}

    List<Entry> after(long position, int limit) throws SQLException {
        List<Placed> events = events(position, limit);
        if (events.isEmpty()) {
            return List.of();
        }
        long last = events.get(events.size() - 1).position();
        Map<Long, List<StandingChange>> changes = by(
                "SELECT position, indicator, village, point, operator, was, now, at, reason" + " FROM standing",
                "n",
                position,
                last,
                row -> standings.change(row, 2));
        Map<Long, List<Incident>> incidents = by(
                "SELECT position, body FROM incident", "n", position, last, row -> IncidentForm.read(row.getBytes(2)));
        Map<Long, List<Owed>> owed =
                by("SELECT position, id, step, body FROM owed", "n", position, last, EntryRows::owed);
        Map<Long, List<List<Rollup>>> rollups = by(
                "SELECT position, body FROM rollup",
                "first",
                position,
                last,
                row -> RollupForm.read(frame.open(row.getBytes(2)), words));
        Map<Long, List<Revision>> revisions = by(
                "SELECT position, body FROM revision", "n", position, last, row -> RevisionForm.read(row.getBytes(2)));
        List<Entry> entries = new ArrayList<>(events.size());
        for (Placed placed : events) {
            long at = placed.position();
            Effects effects = new Effects(
                    changes.getOrDefault(at, List.of()),
                    incidents.getOrDefault(at, List.of()),
                    owed.getOrDefault(at, List.of()),
                    rollups.getOrDefault(at, List.of(List.of())).get(0),
                    outcomes(placed.event()),
                    revisions.getOrDefault(at, List.of()));
            entries.add(new Entry(at, new Commit.Step(placed.event(), effects)));
        }
        return entries;
    }

    List<Map.Entry<Long, Owed>> owedAfter(long position, int limit) throws SQLException {
        PreparedStatement read = database.prepare(
                "SELECT position, id, step, body FROM owed WHERE position > ?" + " ORDER BY position, n LIMIT ?");
        read.setLong(1, position);
        read.setInt(2, limit);
        List<Map.Entry<Long, Owed>> owed = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                owed.add(Map.entry(row.getLong(1), owed(row)));
            }
        }
        return owed;
    }

    /** An id is {@code <incident>.<revision>}; what else begins like it is no notice of this incident. */
    List<Map.Entry<Long, Owed>> owedOf(String incident) throws SQLException {
        PreparedStatement read = database.prepare(
                "SELECT position, id, step, body FROM owed WHERE id > ? AND id < ? ORDER BY position, n");
        read.setString(1, incident + ".");
        read.setString(2, incident + "/");
        List<Map.Entry<Long, Owed>> owed = new ArrayList<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                Owed one = owed(row);
                if (one.incident().id().equals(incident)) {
                    owed.add(Map.entry(row.getLong(1), one));
                }
            }
        }
        return owed;
    }

    private List<Placed> events(long position, int limit) throws SQLException {
        PreparedStatement read = database.prepare(
                "SELECT position, kind, format, at, body FROM log WHERE position > ? ORDER BY position LIMIT ?");
        read.setLong(1, position);
        read.setInt(2, limit);
        List<Placed> events = new ArrayList<>();
        int readings = 0;
        try (ResultSet row = read.executeQuery()) {
            while (readings < JournalReader.READINGS_AT_ONCE && row.next()) {
                Event event = LogRows.event(row, frame, texts);
                events.add(new Placed(row.getLong(1), event));
                readings += outcomes(event).size();
            }
        }
        return events;
    }

    private static List<Outcome> outcomes(Event event) {
        return event.match(
                readings -> Collections.nCopies(readings.readings().size(), Outcome.COMMITTED),
                tick -> List.of(),
                registry -> List.of(),
                rules -> List.of(),
                acted -> List.of());
    }

    private static Owed owed(ResultSet row) throws SQLException {
        return new Owed(row.getString(2), Owed.Step.valueOf(row.getString(3)), IncidentForm.read(row.getBytes(4)));
    }

    private <T> Map<Long, List<T>> by(String select, String order, long after, long through, Row<T> one)
            throws SQLException {
        PreparedStatement read =
                database.prepare(select + " WHERE position > ? AND position <= ? ORDER BY position, " + order);
        read.setLong(1, after);
        read.setLong(2, through);
        Map<Long, List<T>> all = new HashMap<>();
        try (ResultSet row = read.executeQuery()) {
            while (row.next()) {
                all.computeIfAbsent(row.getLong(1), p -> new ArrayList<>()).add(one.read(row));
            }
        }
        return all;
    }
}
