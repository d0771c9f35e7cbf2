package vn.phusong.alert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.phusong.alert.Lanes.Lane;
import vn.phusong.journal.FollowerNote.Receipt;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.JournalTrouble;

/** What was under way before a restart: it stays together and keeps its bytes, whatever the policy says now. Alert's thread only. */
final class Recalled {
    /** More messages than any storm rule counts. */
    private static final int MOST_TAKEN = 1_000;

    private final AlertFollower.Ground ground;
    private final String channel;
    private final Ruling ruling;
    private final Settled settled;
    private final Lanes lanes;
    private final Parcels parcels;
    private final Map<String, Frozen> frozen = new HashMap<>();
    private boolean isDone;

    Recalled(
            AlertFollower.Ground ground, String channel, Ruling ruling, Settled settled, Lanes lanes, Parcels parcels) {
        this.ground = ground;
        this.channel = channel;
        this.ruling = ruling;
        this.settled = settled;
        this.lanes = lanes;
        this.parcels = parcels;
    }

    /** Messages fixed before a restart. What fell due while the channel was not set is not told any more: the others went on without it. */
    void once(long begunAt) throws JournalTrouble {
        if (isDone) {
            return;
        }
        List<Frozen> lost = new ArrayList<>();
        for (Frozen message : ground.journal().frozen(channel)) {
            if (message.position() > begunAt) {
                incidents(message).forEach(incident -> frozen.put(incident, message));
            } else {
                lost.add(message);
            }
        }
        for (Receipt receipt : ground.journal().delivered(channel, MOST_TAKEN)) {
            parcels.taken(receipt.at());
            group(receipt);
        }
        lost.forEach(message -> settled.all(message.members(), "set_aside", "the channel was not set"));
        isDone = true;
    }

    /** When a group was told last, so that its interval holds over a restart. */
    private void group(Receipt told) throws JournalTrouble {
        Policy policy = ruling.policy();
        if (told.at() <= ground.clock().millis() - policy.longestIntervalMs()) {
            return;
        }
        String incident = Settled.incident(told.owed());
        Story story = Story.read(ground.journal(), incident, settled, new Debts.Floor(0, 0));
        if (!story.steps().isEmpty()) {
            List<String> areas = ruling.areas().apply(story.newest().incident());
            Story here = story.with(areas, Asked.NOTHING, told.at());
            parcels.taken(Deciding.told(policy, here, channel, told.at()), incident, told.at());
        }
    }

    /** The message this incident is in goes on with all its incidents, unless a restored journal holds it back. */
    void bind(String incident, Debts.Floor floor) {
        Frozen message = frozen.get(incident);
        if (message != null && message.position() > floor.through()) {
            Set<String> incidents = incidents(message);
            incidents.forEach(frozen::remove);
            List<Lane> bound = incidents.stream().map(lanes::lane).toList();
            parcels.recall(message, bound);
        }
    }

    private static Set<String> incidents(Frozen message) {
        Set<String> incidents = new TreeSet<>();
        message.members().forEach(id -> incidents.add(Settled.incident(id)));
        return incidents;
    }
}
