package vn.phusong.alert;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what, as one list that is read from top to bottom. The first route that fits is the one that counts; one that says {@code continue} lets the
 * next that fits count too. Immutable; asks no clock.
 *
 * @param calendars who is on call, by name
 * @param text as it was read, for who wants to see it
 */
public record Policy(
        List<Contact> contacts,
        List<Route> routes,
        Map<String, OnCall> calendars,
        Digest digest,
        @Nullable Storm storm,
        List<Roundup> roundups,
        String text) {
    /** At most so many messages to one receiver within so long; what is more is gathered into the last of them. */
    public record Storm(int messages, long withinMs) {}

    /** @param at times of the day, in order */
    public record Digest(List<LocalTime> at, WorkHours hours) {}

    /** Nobody is asked who: every channel is told everything at once, each incident by itself. For tests of what comes after. */
    static final Policy OPEN = new Policy(
            List.of(),
            List.of(),
            Map.of(),
            new Digest(List.of(), new WorkHours(List.of(), java.util.Set.of())),
            null,
            List.of(),
            "");

    public Policy {
        contacts = List.copyOf(contacts);
        routes = List.copyOf(routes);
        roundups = List.copyOf(roundups);
    }

    boolean isOpen() {
        return routes.isEmpty();
    }

    /** No group waits longer after its last message. */
    long longestIntervalMs() {
        return routes.stream()
                .mapToLong(route -> route.how().intervalMs())
                .max()
                .orElse(0);
    }

    /** The contact that a target means at that time; null when it means nobody then. */
    @Nullable
    Contact contact(String target, long at) {
        return target.startsWith(OnCall.PREFIX)
                ? onCall(target.substring(OnCall.PREFIX.length()), at)
                : holding(target, at);
    }

    /** Who is told of what goes to whoever is on call: whose turn it is by that calendar, and who is named otherwise when that contact does not hold. */
    public @Nullable Contact onCall(String name, long at) {
        OnCall calendar = calendars.get(name);
        if (calendar == null) {
            return null;
        }
        Contact turn = holding(calendar.turn(at), at);
        return turn == null ? holding(calendar.otherwise(), at) : turn;
    }

    private @Nullable Contact holding(String id, long at) {
        for (Contact contact : contacts) {
            if (contact.id().equals(id) && contact.holdsAt(at)) {
                return contact;
            }
        }
        return null;
    }

    /** Who a channel belonged to at that time, by the name of that time; null when nobody says so. */
    public @Nullable Contact owner(String channel, long at) {
        for (Contact contact : contacts) {
            if (contact.holdsAt(at) && contact.turn(channel) >= 0) {
                return contact;
            }
        }
        return null;
    }
}
