package vn.phusong.incident;

import java.util.Locale;

/**
 * How many have to go together to be one incident (domain.md §7.8): at least {@code least}, and at least {@code percent} of those that are watched, were not
 * down before and are not unknown, within {@code withinMs} of outage starts.
 */
public enum Quorum {
    /** Villages of one operator that were served by one base station. */
    STATION(2, 60, 600_000, 'b'),
    /** Villages of one operator in one commune. */
    COMMUNE(3, 50, 900_000, 'a'),
    /** Communes of one province, for one operator. */
    OPERATOR(5, 30, 1_800_000, 'o');

    final int least;
    final int percent;
    final long withinMs;
    /** In the id of its incidents. */
    final char letter;

    Quorum(int least, int percent, long withinMs, char letter) {
        this.least = least;
        this.percent = percent;
        this.withinMs = withinMs;
        this.letter = letter;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code went} of {@code voters}. */
    boolean isMet(int went, int voters) {
        return went >= least && 100L * went >= (long) percent * voters;
    }
}
