package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Owed;

/**
 * Reads the policy for one incident on one channel: route → group → silence and maintenance → repeat → deliver. Facts and a time in, a decision out; nothing
 * is remembered, so a restart decides the same.
 *
 * <pre>
 *   route     the first line that fits the notice as it fell due, and those its continue lets in; from contacts to channels
 *   silence   told later, if it still goes on; a channel that was told that it began is told that it ended, silence or not
 *   repeat    nobody is told the same twice: without a delivery the contact's next channel, without an acknowledgement the next contact
 * </pre>
 */
final class Deciding {
    private static final Comparator<Turn> SOONEST = Comparator.comparingLong(Turn::due)
            .thenComparingInt(turn -> turn.route().line());

    private final Policy policy;
    private final Story story;
    private final String channel;
    private final long now;

    /**
     * A way by which a notice would come to the channel.
     *
     * @param due not before
     * @param contact who is told by it
     * @param level 0, or how often nobody acknowledged
     */
    record Turn(long due, Route route, Contact contact, int level, Story.Step step) {}

    private Deciding(Policy policy, Story story, String channel, long now) {
        this.policy = policy;
        this.story = story;
        this.channel = channel;
        this.now = now;
    }

    static Decision of(Policy policy, Story story, String channel, long now) {
        if (policy.isOpen()) {
            Incident incident = story.newest().incident();
            return new Decision(Decision.What.TELL, now, incident.id(), 0, 0, "every channel is told everything");
        }
        return new Deciding(policy, story, channel, now).decision();
    }

    private Decision decision() {
        List<Turn> turns = new ArrayList<>();
        for (Story.Step step : story.unsettled()) {
            if (step.isBeginning()) {
                turns.addAll(turns(policy, step, story.areas(), channel));
            }
        }
        turns.sort(SOONEST);
        if (story.isOver() && story.isToldToGoOn()) {
            return tell(turnOfOld(turns), "who was told that it began is told that it ended");
        }
        if (turns.isEmpty()) {
            return Decision.never(0, story.isOver() ? "was never told that it began" : "no route leads here");
        }
        return story.isOver() ? ofWhatIsOver(turns) : ofWhatGoesOn(turns);
    }

    /** By what line it came here: the group of its end is that of its beginning. */
    private List<Turn> turnOfOld(List<Turn> unsettled) {
        List<Turn> turns = new ArrayList<>(unsettled);
        for (Story.Step step : story.steps()) {
            if (step.isBeginning() && step.result() != null) {
                turns.addAll(turns(policy, step, story.areas(), channel));
            }
        }
        return turns;
    }

    private Decision tell(List<Turn> turns, String why) {
        return turns.isEmpty()
                ? new Decision(
                        Decision.What.TELL, now, story.newest().incident().id(), 0, 0, why)
                : tell(turns.get(turns.size() - 1), why);
    }

    private Decision tell(Turn turn, String why) {
        Route.How how = turn.route.how();
        return new Decision(
                Decision.What.TELL,
                now,
                group(turn),
                how.send() == Route.Send.DIGEST ? 0 : how.intervalMs(),
                turn.route.line(),
                why);
    }

    private String group(Turn turn) {
        Incident incident = story.newest().incident();
        String route = "#" + turn.route.name();
        if (turn.route.how().send() == Route.Send.DIGEST) {
            return route;
        }
        return switch (turn.route.how().group()) {
            case EACH -> incident.id();
            case AREA ->
                route + "/" + (story.areas().isEmpty() ? "" : story.areas().get(0));
            case CAUSE -> route + "/" + incident.cause().word();
            case ALL -> route;
        };
    }

    /** What was due before the end is told, in one message with the end; a digest tells of what ended before its time, too. */
    private Decision ofWhatIsOver(List<Turn> turns) {
        Quiet quiet = story.quiet();
        String held = story.heldBack(channel);
        if (held != null || quiet != null) {
            String why = held != null ? held : quiet == null ? "" : quiet.why();
            return new Decision(Decision.What.SILENCED, Long.MAX_VALUE, "", 0, 0, why + "; it is over");
        }
        for (Turn turn : turns) {
            boolean isDigest = turn.route.how().send() == Route.Send.DIGEST;
            if (isDigest && turn.due > now) {
                return waiting(turn);
            }
            if (isDigest
                    || (turn.due <= story.newest().incident().at()
                            && whyNot(turn).isEmpty())) {
                return tell(turn, why(turn));
            }
        }
        return Decision.never(turns.get(0).route.line(), "was over before its turn");
    }

    private Decision ofWhatGoesOn(List<Turn> turns) {
        String why = "";
        int line = 0;
        for (Turn turn : turns) {
            why = whyNot(turn);
            line = turn.route.line();
            if (why.isEmpty() && turn.due > now) {
                return waiting(turn);
            }
            if (why.isEmpty()) {
                Quiet quiet = story.quiet();
                return quiet == null
                        ? tell(turn, why(turn))
                        : new Decision(Decision.What.HOLD, quiet.until(), "", 0, line, quiet.why());
            }
        }
        return Decision.never(line, why);
    }

    private Decision waiting(Turn turn) {
        return Decision.wait(turn.due, turn.route.line(), why(turn));
    }

    /** Why a turn is not needed: somebody else has it already. Empty when it is. */
    private String whyNot(Turn turn) {
        Quiet quiet = story.quiet();
        if (turn.level > 0 && quiet != null && quiet.isSeen()) {
            return quiet.why();
        }
        for (String first : before(turn)) {
            String result = turn.step.on(first);
            if (Story.Step.isTold(result)) {
                return turn.contact.id() + " was told by " + first;
            }
        }
        return "";
    }

    private List<String> before(Turn turn) {
        return turn.contact.turns().subList(0, turn.contact.turn(channel)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private String why(Turn turn) {
        return "route " + turn.route.name() + " tells " + turn.contact.id()
                + (turn.level > 0 ? ", because nobody acknowledged" : "")
                + (turn.contact.turn(channel) > 0 ? ", because its first channel did not take it" : "")
                + (turn.route.how().send() == Route.Send.DIGEST ? ", in the digest" : "");
    }

    /** Every way by which this notice would come to the channel. By the time it fell due, so that it is the same whenever it is asked. */
    static List<Turn> turns(Policy policy, Story.Step step, List<String> areas, String channel) {
        List<Turn> turns = new ArrayList<>();
        for (Route route : policy.routes()) {
            if (route.when().holds(step.owed(), areas)) {
                long at = step.owed().incident().at();
                route.to().forEach(target -> add(policy, turns, route, step, channel, new Aim(at, target, 0)));
                int level = 0;
                for (Route.Next next : route.how().escalate()) {
                    add(policy, turns, route, step, channel, new Aim(at + next.afterMs(), next.to(), ++level));
                }
                if (!route.goesOn()) {
                    return turns;
                }
            }
        }
        return turns;
    }

    private record Aim(long at, String target, int level) {}

    private static void add(Policy policy, List<Turn> turns, Route route, Story.Step step, String channel, Aim aim) {
        Contact contact = policy.contact(aim.target, aim.at);
        int place = contact == null ? -1 : contact.turn(channel);
        if (contact == null || place < 0 || (contact.isDepartment() && isOurs(step.owed()))) {
            return;
        }
        long due = aim.at + place * route.how().secondMs();
        boolean isDigest = route.how().send() == Route.Send.DIGEST && aim.level == 0;
        turns.add(new Turn(
                isDigest ? policy.digest().hours().next(policy.digest().at(), due) : due,
                route,
                contact,
                aim.level,
                step));
    }

    /** That we could not see is our operators' trouble, and no outage. */
    private static boolean isOurs(Owed owed) {
        return owed.incident().cause() == Cause.COLLECTION;
    }
}
