package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.phusong.incident.Incident;
import vn.phusong.journal.FollowerNote.Receipt;

/**
 * Reads the policy for one incident on one channel: route → group → silence and maintenance → repeat → deliver. Facts and a time in, a decision out; nothing
 * is remembered, so a restart decides the same.
 *
 * <pre>
 *   route     the first line that fits the notice as it fell due, and those its continue lets in; from contacts to channels
 *   silence   told later, if it still goes on, and whoever comes after so long counts from then; a channel that was told that it began is told that it ended, silence or not
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

    /** By what line, and in what group, that came to the channel which was told. */
    static Decision told(Policy policy, Story story, String channel, long at) {
        Deciding deciding = new Deciding(policy, story, channel, at);
        return deciding.tell(deciding.turnOfOld(List.of()), "was told");
    }

    private Decision decision() {
        List<Turn> turns = new ArrayList<>();
        for (Story.Step step : story.unsettled()) {
            if (step.isBeginning()) {
                turns.addAll(turns(step));
            }
        }
        turns.sort(SOONEST);
        if (story.isOver() && story.isToldToGoOn()) {
            return tell(turnOfOld(turns), "who was told that it began is told that it ended");
        }
        List<Turn> held = story.isOver() ? held() : List.of();
        if (!held.isEmpty()) {
            return tell(held, "the server that was lost may have told that it began");
        }
        if (turns.isEmpty()) {
            return Decision.never(0, story.isOver() ? "was never told that it began" : "no route leads here");
        }
        return story.isOver() ? ofWhatIsOver(turns) : ofWhatGoesOn(turns);
    }

    private List<Turn> turns(Story.Step step) {
        return Turn.all(policy, step, story.areas(), channel, story.freeSince(step));
    }

    /** By which it was told here that it began, unless a server was lost before that. */
    private List<Turn> held() {
        List<Turn> held = new ArrayList<>();
        for (Story.Step step : story.steps()) {
            if (step.isHeld() && step.isBeginning()) {
                turns(step).stream()
                        .filter(turn ->
                                turn.level() == 0 && turn.before(channel).isEmpty())
                        .filter(turn -> turn.due() <= story.newest().incident().at())
                        .forEach(held::add);
            }
        }
        return held;
    }

    /** By what line it came here: the group of its end is that of its beginning. */
    private List<Turn> turnOfOld(List<Turn> unsettled) {
        List<Turn> turns = new ArrayList<>(unsettled);
        for (Story.Step step : story.steps()) {
            if (step.isBeginning() && step.result() != null) {
                turns.addAll(turns(step));
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
        Route.How how = turn.route().how();
        return new Decision(
                Decision.What.TELL,
                now,
                group(turn),
                how.send() == Route.Send.DIGEST ? 0 : how.intervalMs(),
                turn.route().line(),
                why);
    }

    private String group(Turn turn) {
        Incident incident = story.newest().incident();
        String route = "#" + turn.route().name();
        if (turn.route().how().send() == Route.Send.DIGEST) {
            return route;
        }
        return switch (turn.route().how().group()) {
            case EACH -> incident.id();
            case AREA ->
                route + "/" + (story.areas().isEmpty() ? "" : story.areas().get(0));
            case CAUSE -> route + "/" + incident.cause().word();
            case ALL -> route;
        };
    }

    /**
     * What was due before the end is told, in one message with the end; a digest tells of what ended before its time, too. What people asked for counts as it
     * was when it ended, whenever we look.
     */
    private Decision ofWhatIsOver(List<Turn> turns) {
        Quiet quiet = story.asked().quiet();
        for (Turn turn : turns) {
            boolean isDue =
                    turn.isInDigest() || turn.due() <= story.newest().incident().at();
            if (isDue && whyNot(turn).isEmpty()) {
                if (turn.isInDigest() && turn.due() > now) {
                    return waiting(turn);
                }
                return quiet == null ? tell(turn, why(turn)) : silenced(quiet);
            }
        }
        return quiet == null
                ? Decision.never(turns.get(0).route().line(), "was over before its turn")
                : silenced(quiet);
    }

    private static Decision silenced(Quiet quiet) {
        return new Decision(Decision.What.SILENCED, Long.MAX_VALUE, "", 0, 0, quiet.why() + "; it is over");
    }

    private Decision ofWhatGoesOn(List<Turn> turns) {
        String why = "";
        int line = 0;
        for (Turn turn : turns) {
            why = whyNot(turn);
            line = turn.route().line();
            if (why.isEmpty() && turn.due() > now) {
                return waiting(turn);
            }
            if (why.isEmpty()) {
                Quiet quiet = story.asked().quiet();
                return quiet == null
                        ? tell(turn, why(turn))
                        : new Decision(Decision.What.HOLD, quiet.until(), "", 0, line, quiet.why());
            }
        }
        return Decision.never(line, why);
    }

    private Decision waiting(Turn turn) {
        return Decision.wait(turn.due(), turn.route().line(), why(turn));
    }

    /** Why a turn is not needed: somebody else has it already. Empty when it is. */
    private String whyNot(Turn turn) {
        String seen = story.asked().seen();
        if (turn.level() > 0 && seen != null) {
            return seen;
        }
        for (String first : turn.before(channel)) {
            Receipt receipt = turn.step().on(first);
            if (receipt != null && Story.Step.isTold(receipt.result())) {
                return turn.contact().id() + " was told by " + first;
            }
        }
        return "";
    }

    private String why(Turn turn) {
        return "route " + turn.route().name() + " tells " + turn.contact().id()
                + (turn.level() > 0 ? ", because nobody acknowledged" : "")
                + (turn.contact().turn(channel) > 0 ? ", because its first channel did not take it" : "")
                + (turn.route().how().send() == Route.Send.DIGEST ? ", in the digest" : "");
    }
}
