package vn.phusong.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/**
 * Standings as points that are only ever added, both at the time the span began:
 *
 * <pre>
 *   a change at 08:00        (COVERED, from 08:00, to –,     revision 1)
 *   the next one at 09:30    (COVERED, from 08:00, to 09:30, revision 2) and (UNCOVERED, from 09:30, to –, revision 1)
 * </pre>
 *
 * The nanoseconds are of the journal entry and the change's number in it: told again they are the same, told of something else never. History's thread only.
 */
final class StandingLines {
    private static final byte[] STANDING_N = Lines.key("standing_n");
    private static final byte[] FROM_MS = Lines.key("from_ms");
    private static final byte[] TO_MS = Lines.key("to_ms");
    private static final byte[] KNOWN_AT = Lines.key("known_at");
    private static final byte[] REVISION = Lines.key("revision");
    private static final byte[] POSITION = Lines.key("position");
    private static final byte[] N = Lines.key("n");
    private static final byte[] STANDING = Lines.key("standing");
    private static final byte[] REASON = Lines.key("reason");
    private static final byte[] INDICATOR = Lines.key("indicator");
    private static final byte[] POINT = Lines.key("point");

    /** A prime below a thousand: entries of one millisecond are next to each other, so never alike by it. */
    private static final int ENTRIES = 997;

    private static final int CHANGES = 1_000;

    /** Where a row belongs in the journal. */
    private record Told(long knownAt, long position, int n, int ofItsSeries) {}

    private record VillagePlace(String village, OpenPlaces.Place place) {}

    private final Lines lines;
    private final OpenPlaces places;
    // Of the entry that is added.
    private final Set<VillagePlace> begun = new HashSet<>();

    StandingLines(Lines lines, OpenPlaces places) {
        this.lines = lines;
        this.places = places;
    }

    /** From worst to best as a picture wants it, 0 for what nobody knows. */
    static int number(Standing standing) {
        return switch (standing) {
            case UNKNOWN -> 0;
            case UNCOVERED -> 1;
            case RECOVERING -> 2;
            case DEGRADED -> 3;
            case COVERED -> 4;
        };
    }

    void add(List<StandingChange> changes, long knownAt, long position) {
        Map<String, int[]> counts = new HashMap<>();
        begun.clear();
        int n = 0;
        for (StandingChange change : changes) {
            int[] count = counts.computeIfAbsent(change.village() + '\n' + change.operator(), unused -> new int[1]);
            add(change, new Told(knownAt, position, n++, count[0]++));
        }
    }

    private void add(StandingChange change, Told told) {
        OpenPlaces.Place place = OpenPlaces.Place.of(change);
        OpenPlaces.Open was = places.get(change.village(), place);
        boolean isFirst = begun.add(new VillagePlace(change.village(), place));
        if (was != null && isFirst && was.position() >= told.position()) {
            // Kept in the store before its cursor was: these rows are there already.
            begun.remove(new VillagePlace(change.village(), place));
            return;
        }
        OpenPlaces.Open next = new OpenPlaces.Open(change.to(), change.at(), change.reason(), told.position());
        if (was != null) {
            write(change.village(), place, was, next.from(), told, 2);
        }
        write(change.village(), place, next, -1, told, 1);
        places.put(change.village(), place, next);
    }

    private void write(String village, OpenPlaces.Place place, OpenPlaces.Open span, long to, Told told, int revision) {
        lines.begin(Lines.head(
                        "village_standing",
                        "operator",
                        place.operator().isEmpty() ? "any" : place.operator(),
                        "village",
                        village))
                .whole(STANDING_N, number(span.standing()))
                .whole(FROM_MS, span.from())
                .whole(TO_MS, to)
                .whole(KNOWN_AT, told.knownAt())
                .whole(REVISION, revision)
                .whole(POSITION, told.position())
                .whole(N, told.n())
                .text(STANDING, span.standing().name())
                .text(REASON, span.reason())
                .text(INDICATOR, place.indicator())
                .text(POINT, place.point());
        lines.end(span.from(), nanos(told.position(), 2 * told.ofItsSeries() + revision - 1));
    }

    /** @param n the how manieth of its entry and series */
    static int nanos(long position, int n) {
        return (int) (position % ENTRIES) * CHANGES + n % CHANGES;
    }
}
