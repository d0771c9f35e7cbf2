package vn.phusong.alert;

import java.util.List;
import java.util.Map;
import vn.phusong.incident.Owed;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * What the journal owes a channel, page by page: past the cursor, but not what a restored journal holds back. That comes last, once it is released:
 *
 * <pre>
 *   cursor        restored through        newest
 *     │─── held ──────────│─── loaded ───────│
 * </pre>
 *
 * Alert's thread only.
 */
final class Debts {
    /** Of more than so many nobody wants the number. */
    private static final int MOST_COUNTED = 10_000;

    private final JournalReader journal;
    private final Held hold;
    private long begunAt = -1;
    private long loadedThrough = -1;

    // What is held lies after the one, up to the other; 0 for nothing.
    private long heldAfter;
    private long heldThrough;
    private boolean isReleased;
    private int held;

    /**
     * Nothing at or below {@code through} is ours to tell now: it was told before the start, or is held.
     *
     * @param told of that, what was settled before the start; the rest is held
     */
    record Floor(long through, long told) {
        boolean isHeld(long position) {
            return told < position && position <= through;
        }
    }

    Debts(JournalReader journal, Held hold) {
        this.journal = journal;
        this.hold = hold;
    }

    /** The next page, about {@code room} notices; empty when all that may be told is loaded. */
    List<Map.Entry<Long, Owed>> next(int room) throws JournalTrouble {
        look();
        if (isReleased) {
            List<Map.Entry<Long, Owed>> released = WholePage.after(journal, heldAfter, room).stream()
                    .filter(owed -> owed.getKey() <= heldThrough)
                    .toList();
            if (!released.isEmpty()) {
                return released;
            }
            isReleased = false;
            heldThrough = 0;
        }
        return WholePage.after(journal, loadedThrough, room);
    }

    private void look() throws JournalTrouble {
        if (loadedThrough < 0) {
            begin();
        } else if (held > 0 && hold.through() == 0) {
            isReleased = true;
            held = 0;
        }
    }

    private void begin() throws JournalTrouble {
        long cursor = journal.cursor(AlertFollower.NAME);
        begunAt = cursor;
        held = hold.notices(MOST_COUNTED).size();
        heldAfter = cursor;
        heldThrough = held == 0 ? 0 : hold.through();
        loadedThrough = Math.max(cursor, heldThrough);
    }

    /** A page is in our hands. */
    void taken(List<Map.Entry<Long, Owed>> page) {
        if (!page.isEmpty()) {
            long last = page.get(page.size() - 1).getKey();
            if (isReleased) {
                heldAfter = last;
            } else {
                loadedThrough = last;
            }
        }
    }

    /** What is not to be told now. */
    Floor floor() {
        return held > 0 ? new Floor(Math.max(begunAt, heldThrough), begunAt) : new Floor(begunAt, begunAt);
    }

    /** All up to and including this position is told or set aside. */
    long doneThrough(Lanes lanes) {
        return lanes.doneThrough(heldThrough > 0 ? heldAfter : loadedThrough);
    }

    /** The journal's cursor when the first page was asked for, −1 before. */
    long begunAt() {
        return begunAt;
    }

    /** Notices that wait for a person, {@value #MOST_COUNTED} if there are more. */
    int held() {
        return held;
    }
}
