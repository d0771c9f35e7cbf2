package vn.phusong.alert;

import java.util.List;
import java.util.Set;

/**
 * One line of the policy that says who gets a round-up at which hours: what is weak or doubtful and nobody is called for.
 *
 * @param areas codes, each with everything below it; none means all
 * @param to ids of contacts, or {@code oncall:<calendar>}
 * @param hours when it leaves
 */
public record Roundup(
        String name, int line, Set<About> about, Set<String> areas, List<String> to, Policy.Digest hours) {
    /** So long after its hour a round-up still leaves; later the next one says more. */
    private static final long LATEST_MS = 12 * 3_600_000L;

    /** What a round-up may tell. */
    public enum About {
        /** Villages whose service is weak or unsteady. */
        WEAK,
        /** Devices whose data are doubtful, and villages nothing is heard from. */
        DATA
    }

    public Roundup {
        about = Set.copyOf(about);
        areas = Set.copyOf(areas);
        to = List.copyOf(to);
    }

    /** Its next hour. */
    public long next(long now) {
        return hours.hours().next(hours.at(), now);
    }

    /** Its newest hour that has come by {@code now} and is not long past; −1 when there is none. */
    long due(long now) {
        long due = -1;
        long next = next(now - LATEST_MS);
        while (next <= now) {
            due = next;
            next = next(next);
        }
        return due;
    }
}
