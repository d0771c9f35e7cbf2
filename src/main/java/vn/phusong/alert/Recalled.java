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
    private final Settled settled;
    private final Lanes lanes;
    private final Parcels parcels;
    private final Map<String, Frozen> frozen = new HashMap<>();
    private boolean isDone;

    Recalled(AlertFollower.Ground ground, String channel, Settled settled, Lanes lanes, Parcels parcels) {
        this.ground = ground;
        this.channel = channel;
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
        }
        lost.forEach(message -> settled.all(message.members(), "set_aside", "the channel was not set"));
        isDone = true;
    }

    /** The message this incident is in goes on with all its incidents, unless a restored journal holds it back. */
    void bind(String incident, long floor) {
        Frozen message = frozen.get(incident);
        if (message != null && message.position() > floor) {
            Set<String> incidents = incidents(message);
            incidents.forEach(frozen::remove);
            List<Lane> bound = incidents.stream().map(lanes::lane).toList();
            parcels.recall(message, bound);
        }
    }

    private static Set<String> incidents(Frozen message) {
        Set<String> incidents = new TreeSet<>();
        message.members().forEach(id -> incidents.add(id.substring(0, id.lastIndexOf('.'))));
        return incidents;
    }
}
