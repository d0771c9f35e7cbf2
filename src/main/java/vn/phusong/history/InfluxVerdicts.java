package vn.phusong.history;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentCodec;

/** What was judged, as it was known at a time, out of InfluxDB. InfluxQL cannot take the newest revision of each, so that is done here. Any thread. */
final class InfluxVerdicts {
    /** No answer is made of more rows than these, the newest. */
    private static final int MOST_ROWS = 200_000;

    private InfluxVerdicts() {}

    /** @param limit at most so many, the newest */
    record Asked(long from, long to, long knownAt, int limit) {}

    private record Place(String indicator, String point, String operator, String standing, long from) {}

    private record Ranked(long position, long n, StandingSpan span) {
        boolean isOver(@Nullable Ranked other) {
            return other == null
                    || position > other.position
                    || (position == other.position && span.revision() > other.span.revision());
        }
    }

    private static final Comparator<Ranked> OLDEST_FIRST = Comparator.<Ranked>comparingLong(
                    row -> row.span().from())
            .thenComparingLong(Ranked::position)
            .thenComparingLong(Ranked::n)
            .thenComparing(row -> -row.span().revision());

    static List<StandingSpan> standings(InfluxDoor door, String village, Asked asked) throws HistoryTrouble {
        String query = "SELECT indicator, point, operator::tag, standing, from_ms, to_ms, known_at, revision, reason,"
                + " position, n FROM " + names(door).of(Keep.FOREVER, "village_standing") + " WHERE "
                + InfluxNames.isTag("village", village) + " AND known_at <= " + asked.knownAt() + " AND "
                + InfluxNames.within(Long.MIN_VALUE, asked.to()) + " ORDER BY time DESC LIMIT " + MOST_ROWS;
        Map<Place, Ranked> newest = new HashMap<>();
        for (Answered.Row row : door.ask(query)) {
            Ranked ranked = ranked(row);
            Place place = new Place(
                    row.text("indicator"),
                    row.text("point"),
                    row.text("operator"),
                    row.text("standing"),
                    ranked.span().from());
            if (ranked.isOver(newest.get(place))) {
                newest.put(place, ranked);
            }
        }
        List<Ranked> spans = new ArrayList<>(newest.values());
        spans.removeIf(row -> row.span().to() != -1 && row.span().to() <= asked.from());
        spans.sort(OLDEST_FIRST);
        return spans.subList(Math.max(0, spans.size() - asked.limit()), spans.size()).stream()
                .map(Ranked::span)
                .toList();
    }

    private static Ranked ranked(Answered.Row row) {
        String operator = row.text("operator");
        return new Ranked(
                row.whole("position", 0),
                row.whole("n", 0),
                new StandingSpan(
                        row.text("indicator"),
                        orNull(row.text("point")),
                        operator.equals(VerdictLines.ANY) ? null : operator,
                        Standing.valueOf(row.text("standing")),
                        row.whole("from_ms", 0),
                        row.whole("to_ms", -1),
                        row.whole("known_at", 0),
                        (int) row.whole("revision", 1),
                        row.text("reason")));
    }

    static List<Incident> incidents(InfluxDoor door, @Nullable String village, Asked asked) throws HistoryTrouble {
        String query = "SELECT id, revision, body FROM " + names(door).of(Keep.FOREVER, "incident")
                + " WHERE known_at <= " + asked.knownAt()
                + (village == null ? "" : " AND " + InfluxNames.isTag("village", village))
                + " ORDER BY time DESC LIMIT "
                + MOST_ROWS;
        Map<String, Answered.Row> newest = new HashMap<>();
        for (Answered.Row row : door.ask(query)) {
            newest.merge(
                    row.text("id"),
                    row,
                    (one, other) -> one.whole("revision", 0) >= other.whole("revision", 0) ? one : other);
        }
        List<Incident> incidents = new ArrayList<>();
        for (Answered.Row row : newest.values()) {
            Incident incident = incident(row.text("body"));
            Incident.Span span = incident.span();
            if (span.start() < asked.to() && (span.end() == -1 || span.end() > asked.from())) {
                incidents.add(incident);
            }
        }
        incidents.sort(Comparator.<Incident>comparingLong(it -> it.span().start())
                .reversed()
                .thenComparing(Incident::id));
        return List.copyOf(incidents.subList(0, Math.min(asked.limit(), incidents.size())));
    }

    private static Incident incident(String body) throws HistoryTrouble {
        try {
            byte[] bytes = Base64.getDecoder().decode(body);
            return IncidentCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException | IllegalArgumentException e) {
            throw new HistoryTrouble("an incident in InfluxDB is not readable", e);
        }
    }

    static List<Rollup> rollups(InfluxDoor door, String village, Asked asked) throws HistoryTrouble {
        // Points of the roster alone have a standing, or lines as they stood, and no sums.
        String query = "SELECT good, bad, no_service, rsrp_sum, levels, operator::tag FROM "
                + names(door).of(Keep.ROLLUP, "village_5m") + " WHERE " + InfluxNames.isTag("village", village)
                + " AND operator != '" + VerdictLines.ANY + "' AND " + InfluxNames.within(asked.from(), asked.to())
                + " ORDER BY time LIMIT " + MOST_ROWS;
        List<Rollup> rollups = new ArrayList<>();
        for (Answered.Row row : door.ask(query)) {
            if (row.has("levels")) {
                rollups.add(new Rollup(
                        village,
                        row.text("operator"),
                        row.at(),
                        (int) row.whole("good", 0),
                        (int) row.whole("bad", 0),
                        (int) row.whole("no_service", 0),
                        row.real("rsrp_sum"),
                        (int) row.whole("levels", 0)));
            }
        }
        rollups.sort(Comparator.comparingLong(Rollup::from).thenComparing(Rollup::operator));
        return Collections.unmodifiableList(rollups.subList(0, Math.min(asked.limit(), rollups.size())));
    }

    private static InfluxNames names(InfluxDoor door) {
        return new InfluxNames(door.settings().database());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
