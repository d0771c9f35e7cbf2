package vn.phusong.alert;

import java.util.List;
import java.util.Map;
import vn.phusong.incident.Owed;
import vn.phusong.journal.JournalTrouble;

/** Takes up what the journal owes a channel, as much as there is room for; what does not fit stays there. Alert's thread only. */
final class Loading {
    /** At most so many wait for their time; more would be a policy that tells nobody anything. */
    private static final int MOST_RESTING = 100_000;

    private final AlertFollower.Ground ground;
    private final int most;
    private final Debts debts;
    private final Settled settled;
    private final Lanes lanes;
    private final Recalled recalled;
    private boolean isFull;

    /** @param most so many that are due at a time */
    Loading(AlertFollower.Ground ground, int most, Debts debts, Settled settled, Lanes lanes, Recalled recalled) {
        this.ground = ground;
        this.most = most;
        this.debts = debts;
        this.settled = settled;
        this.lanes = lanes;
        this.recalled = recalled;
    }

    void load() throws JournalTrouble {
        boolean mayBeMore = true;
        while (mayBeMore && room() > 0) {
            List<Map.Entry<Long, Owed>> page = debts.next(room());
            recalled.once(debts.begunAt());
            for (Map.Entry<Long, Owed> entry : page) {
                if (settled.result(entry.getValue().id()) == null) {
                    add(entry.getValue(), entry.getKey());
                }
            }
            debts.taken(page);
            mayBeMore = !page.isEmpty();
        }
        isFull = mayBeMore;
    }

    private void add(Owed owed, long position) {
        String incident = owed.incident().id();
        lanes.add(incident, owed.id(), position, owed.incident().at());
        lanes.lane(incident).begin(ground.clock().millis());
        recalled.bind(incident, debts.floor());
    }

    private int room() {
        int resting = lanes.resting();
        return Math.min(most - lanes.size() + resting, MOST_RESTING - resting);
    }

    /** Whether more should be loaded, once: what is not for this channel, or not yet, made room without an answer. */
    boolean isWanted() {
        boolean isWanted = isFull && room() > most / 2;
        isFull = isFull && !isWanted;
        return isWanted;
    }
}
