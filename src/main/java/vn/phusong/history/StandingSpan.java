package vn.phusong.history;

import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Standing;

/**
 * How a place stood from one time to another, and since when we know. Never overwritten: when the end becomes known, that is a new revision.
 *
 * @param point null for the village
 * @param operator null for any operator
 * @param from epoch milliseconds of event time
 * @param to −1 while it lasts, as far as this revision knows
 * @param knownAt our clock when this revision was made
 * @param revision 1 at the beginning, 2 with the end
 * @param reason the rule that began it
 */
public record StandingSpan(
        String indicator,
        @Nullable String point,
        @Nullable String operator,
        Standing standing,
        long from,
        long to,
        long knownAt,
        int revision,
        String reason) {}
