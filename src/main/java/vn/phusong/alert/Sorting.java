package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vn.phusong.alert.Lanes.Lane;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalTrouble;

/** Looks at each incident whose time has come: what is for this channel goes into messages, what is not gets its receipt. Alert's thread only. */
final class Sorting {
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
     * @param floor nothing at or below this position is ours to tell
     * @return when to come again, epoch milliseconds; Long.MAX_VALUE for not before there is news
     */
    long sort(long floor) throws JournalTrouble {
        long now = ground.clock().millis();
        for (Lane lane : List.copyOf(lanes.all())) {
            if (lane.parcel == null && lane.tell == null && lane.lookAt <= now) {
                look(lane, floor, now);
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

    private void look(Lane lane, long floor, long now) throws JournalTrouble {
        // The log, and whoever is asked nothing: no need to read what became of it.
        Decision decision = !channel.gathers() || ruling.policy().isOpen()
                ? new Decision(AT_ONCE.what(), now, lane.incident, 0, 0, AT_ONCE.why())
                : decision(lane, floor, now);
        switch (decision.what()) {
            case TELL -> lane.tell = decision;
            case WAIT, HOLD -> lane.lookAt = decision.until();
            case NEVER, SILENCED -> lanes.drop(lane);
        }
    }

    private Decision decision(Lane lane, long floor, long now) throws JournalTrouble {
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
        Story story = read.with(ruling.areas().apply(incident), ruling.asked().at(incident, now));
        Decision decision = Deciding.of(ruling.policy(), story, channel.name(), now);
        List<Story.Step> open = story.unsettled();
        switch (decision.what()) {
            case HOLD -> settled.heldBack(open, decision.why());
            case NEVER -> settled.all(ids(open), "not_routed", reason(decision));
            case SILENCED -> settled.all(ids(open), "silenced", decision.why());
            case TELL, WAIT -> {}
        }
        return decision;
    }

    private static List<String> ids(List<Story.Step> steps) {
        return steps.stream().map(step -> step.owed().id()).toList();
    }

    private static String reason(Decision decision) {
        return (decision.line() == 0 ? "" : "line " + decision.line() + ": ") + decision.why();
    }
}
