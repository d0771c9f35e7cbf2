package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.alert.Lanes.Lane;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalTrouble;

/** Looks at each incident whose time has come: what is for this channel goes into messages, what is not gets its receipt. Alert's thread only. */
final class Sorting {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
    static final long AFTER_MISTAKE_MS = 60_000;
    private static final Decision AT_ONCE = new Decision(Decision.What.TELL, 0, "", 0, 0, "everything is told at once");

    private final Channel channel;
    private final AlertFollower.Ground ground;
    private final Ruling ruling;
    private final Settled settled;
    private final Lanes lanes;
    private final Parcels parcels;

    Sorting(Channel channel, AlertFollower.Ground ground, Ruling ruling, Settled settled, Lanes lanes) {
        this.channel = channel;
        this.ground = ground;
        this.ruling = ruling;
        this.settled = settled;
        this.lanes = lanes;
        this.parcels = new Parcels(channel.gathers(), ruling.policy().storm());
    }

    Parcels parcels() {
        return parcels;
    }

    /**
     * Looks, and puts what is due into messages.
     *
     * @param floor what is not ours to tell now
     * @return when to come again, epoch milliseconds; Long.MAX_VALUE for not before there is news
     */
    long sort(Debts.Floor floor) throws JournalTrouble {
        long now = ground.clock().millis();
        for (Lane lane : List.copyOf(lanes.all())) {
            if (lane.parcel == null && lane.tell == null && lane.lookAt <= now) {
                lookSafely(lane, floor, now);
            }
        }
        List<Lane> due = new ArrayList<>();
        long again = Long.MAX_VALUE;
        for (Lane lane : lanes.all()) {
            if (lane.parcel == null && lane.tell != null) {
                due.add(lane);
            } else if (lane.isResting()) {
                again = Math.min(again, lane.lookAt);
            }
        }
        due.sort(Comparator.comparingLong(Lane::newest).thenComparing(lane -> lane.incident));
        return Math.min(again, parcels.gather(due, now));
    }

    /** One incident that a mistake of ours cannot decide about must not keep all others from being told. */
    private void lookSafely(Lane lane, Debts.Floor floor, long now) throws JournalTrouble {
        try {
            look(lane, floor, now);
        } catch (RuntimeException bug) {
            LOG.error("nobody can say whether {} is for {}, asked again", lane.incident, channel.name(), bug);
            lane.lookAt = now + AFTER_MISTAKE_MS;
        }
    }

    private void look(Lane lane, Debts.Floor floor, long now) throws JournalTrouble {
        // The log, and whoever has no policy: no need to read what became of it.
        Decision decision =
                channel.name().equals(LogChannel.NAME) || ruling.policy().isOpen()
                        ? new Decision(AT_ONCE.what(), now, lane.incident, 0, 0, AT_ONCE.why())
                        : decision(lane, floor, now);
        switch (decision.what()) {
            case TELL -> lane.tell = decision;
            case WAIT, HOLD -> lane.lookAt = decision.until();
            case NEVER, SILENCED -> lanes.drop(lane);
        }
    }

    private Decision decision(Lane lane, Debts.Floor floor, long now) throws JournalTrouble {
        Story read = Story.read(ground.journal(), lane.incident, settled, floor);
        Draft draft = Draft.of(read);
        if (!draft.overtaken().isEmpty()) {
            lanes.settle(lane, draft.overtaken());
            settled.all(draft.overtaken(), "overtaken", "by " + draft.by());
        }
        if (draft.members().isEmpty()) {
            return Decision.never(0, "all of it is told");
        }
        Incident incident = read.newest().incident();
        Asked asked = ruling.asked().at(incident, read.isOver() ? incident.at() : now);
        Story story = read.with(ruling.areas().apply(incident), asked, lane.inHand);
        Decision decision = Deciding.of(ruling.policy(), story, channel.name(), now);
        List<Story.Step> open = story.unsettled();
        switch (decision.what()) {
            case HOLD -> settled.heldBack(open, decision.why());
            case NEVER -> settle(lane, open, "not_routed", reason(decision));
            case SILENCED -> settle(lane, open, "silenced", decision.why());
            case TELL, WAIT -> {}
        }
        return decision;
    }

    /** Out of the lane first, so that the cursor goes over it with these receipts and not only with the next. */
    private void settle(Lane lane, List<Story.Step> steps, String result, String why) {
        lanes.drop(lane);
        settled.all(ids(steps), result, why);
    }

    private static List<String> ids(List<Story.Step> steps) {
        return steps.stream().map(step -> step.owed().id()).toList();
    }

    private static String reason(Decision decision) {
        return (decision.line() == 0 ? "" : "line " + decision.line() + ": ") + decision.why();
    }
}
