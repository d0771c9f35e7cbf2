package vn.phusong.coverage;

import java.util.List;

/**
 * What late data put right of how one (point, operator) stood: within [from, to) these standings are known now, in place of what was reported or revised
 * before. Never changes what was told, and tells nobody.
 *
 * @param indicator {@code mobile} or {@code mobile.4g+}
 * @param knownAt when we came to know, epoch milliseconds of event time
 * @param standings the first at {@code from}, then every change before {@code to}, in order
 */
public record Revision(
        String indicator,
        String village,
        String point,
        String operator,
        long knownAt,
        long from,
        long to,
        List<At> standings) {
    /** A standing from a time on, epoch milliseconds. */
    public record At(long at, Standing standing) {}

    public Revision {
        standings = List.copyOf(standings);
    }
}
