package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote.Receipt;

/**
 * A way by which a notice would come to a channel.
 *
 * @param due not before
 * @param contact who is told by it
 * @param level 0, or how often nobody acknowledged
 */
record Turn(long due, Route route, Contact contact, int level, Story.Step step) {
    private record Aim(long at, String target, int level) {}

    /**
     * Every way by which this notice would come to the channel. Routes and contacts by the time it fell due, so that they are the same whenever it is asked.
     *
     * @param free since when people could be told: who is told next because somebody was silent is told so long after that, not after the notice fell due
     */
    static List<Turn> all(Policy policy, Story.Step step, List<String> areas, String channel, long free) {
        List<Turn> turns = new ArrayList<>();
        for (Route route : policy.routes()) {
            if (route.when().holds(step.owed(), areas)) {
                for (Aim aim : aims(policy, route, step.owed().incident().at(), free)) {
                    Turn turn = of(policy, route, step, channel, aim, free);
                    if (turn != null) {
                        turns.add(turn);
                    }
                }
                if (!route.goesOn()) {
                    return turns;
                }
            }
        }
        return turns;
    }

    private static List<Aim> aims(Policy policy, Route route, long at, long free) {
        List<Aim> aims = new ArrayList<>();
        route.to().forEach(target -> aims.add(new Aim(at, target, 0)));
        int level = 0;
        for (Route.Next next : route.how().escalate()) {
            long first = Math.max(free, leaves(policy, route, at));
            aims.add(new Aim(first + next.afterMs(), next.to(), ++level));
        }
        return aims;
    }

    private static long leaves(Policy policy, Route route, long at) {
        return route.how().send() == Route.Send.DIGEST
                ? policy.digest().hours().next(policy.digest().at(), at)
                : at;
    }

    private static @Nullable Turn of(Policy policy, Route route, Story.Step step, String channel, Aim aim, long free) {
        Contact contact = policy.contact(aim.target, aim.at);
        int place = contact == null ? -1 : contact.turn(channel);
        if (contact == null || place < 0 || (contact.isDepartment() && isOurs(step.owed()))) {
            return null;
        }
        long due = aim.level == 0 ? leaves(policy, route, aim.at) : aim.at;
        if (place > 0) {
            long second = Math.max(due, free) + place * route.how().secondMs();
            long refused = refusedAt(step, before(contact, place));
            due = refused < 0 ? second : Math.min(second, Math.max(due, refused));
        }
        return new Turn(due, route, contact, aim.level, step);
    }

    /** When the last of these channels refused it for good; −1 while one of them may still take it. */
    private static long refusedAt(Story.Step step, Collection<String> channels) {
        long at = -1;
        for (String channel : channels) {
            Receipt receipt = step.on(channel);
            if (receipt == null || !receipt.result().equals("set_aside")) {
                return -1;
            }
            at = Math.max(at, receipt.at());
        }
        return at;
    }

    /** That we could not see is our operators' trouble, and no outage. */
    private static boolean isOurs(Owed owed) {
        return owed.incident().cause() == Cause.COLLECTION;
    }

    boolean isInDigest() {
        return route.how().send() == Route.Send.DIGEST && level == 0;
    }

    /** The channels of this contact that come before that one. */
    List<String> before(String channel) {
        return before(contact, contact.turn(channel));
    }

    private static List<String> before(Contact contact, int place) {
        return contact.turns().subList(0, place).stream().flatMap(List::stream).toList();
    }
}
