package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * What a restored journal owed when its copy was made. Most of it was told by the server that was lost, so nobody tells it again by himself: a person
 * releases it, under the ids it always had, or discards it. The hold is a cursor of its own in the journal, so it is durable in the way all notes are.
 */
public final class Held {
    /** The follower that stands at the newest event of a restored copy. */
    public static final String NAME = "alert.held";

    private static final long RELEASED = Long.MAX_VALUE;
    /** At most so many are looked at, counted or discarded in one go. */
    static final int AT_ONCE = 1_000;

    private final JournalReader journal;
    private final List<String> channels;

    /** @param channels that must have a receipt of a notice for it to be settled: {@link AlertSettings#channels()} */
    public Held(JournalReader journal, List<String> channels) {
        this.journal = journal;
        this.channels = channels;
    }

    /** Through which position it is held; 0 when nothing is, or no more. */
    public long through() throws JournalTrouble {
        long position = journal.cursor(NAME);
        return position == RELEASED ? 0 : position;
    }

    /** Notices that are held, in order, at most {@code limit}. */
    public List<Owed> notices(int limit) throws JournalTrouble {
        List<Owed> held = new ArrayList<>();
        long through = through();
        long after = journal.cursor(AlertFollower.NAME);
        while (after < through && held.size() < limit) {
            List<Map.Entry<Long, Owed>> page = WholePage.after(journal, after, AT_ONCE);
            for (Map.Entry<Long, Owed> owed : page) {
                if (owed.getKey() <= through
                        && held.size() < limit
                        && !unsettled(owed.getValue()).isEmpty()) {
                    held.add(owed.getValue());
                }
            }
            after = page.isEmpty() ? through : page.get(page.size() - 1).getKey();
        }
        return held;
    }

    /** The channels that have no receipt of it. */
    private List<String> unsettled(Owed owed) throws JournalTrouble {
        List<String> open = new ArrayList<>(channels);
        for (FollowerNote.Receipt receipt : journal.receipts(owed.id())) {
            if (!receipt.result().equals(Story.HELD_BACK)) {
                open.remove(receipt.channel());
            }
        }
        return open;
    }

    /** What the journal must note so that all that is held is told. */
    public static FollowerNote release() {
        return new FollowerNote(NAME, RELEASED, List.of());
    }

    /**
     * What the journal must note so that {@value #AT_ONCE} of what is held are never told: receipts that say so, and with the last of them the end of the
     * hold. Empty receipts mean that all is done.
     *
     * @param at now, epoch milliseconds
     */
    public FollowerNote discard(long at) throws JournalTrouble {
        List<FollowerNote.Receipt> receipts = new ArrayList<>();
        List<Owed> some = notices(AT_ONCE);
        for (Owed owed : some) {
            for (String channel : unsettled(owed)) {
                receipts.add(new FollowerNote.Receipt(
                        owed.id(), channel, at, "set_aside", "held after a restore, discarded by an operator"));
            }
        }
        return new FollowerNote(NAME, some.isEmpty() ? RELEASED : -1, receipts);
    }
}
