package vn.phusong.history;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.engine.Event;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * Fills history from the journal, a bounded batch at a time, on its own thread. Its cursor lives in history itself; the journal is only told how far it
 * came, so that it knows what it may drop. Trouble is told and tried again; ingest never waits for it.
 */
public final class HistoryFollower {
    public static final String NAME = "history";

    /** About so many readings go into one transaction: small ones cost a sync each, large ones memory. */
    private static final int READINGS_AT_ONCE = 20_000;

    private static final int FEWEST_ENTRIES = 8;
    private static final int MOST_ENTRIES = 2_048;
    /** After a batch that was not full, so long until the next, to let one grow. */
    private static final long LINGER_MS = 2_000;

    private static final long TRIM_EVERY_MS = 60_000;
    private static final long FIRST_RETRY_MS = 1_000;
    private static final long LONGEST_RETRY_MS = 60_000;
    /** What only a person can end is cheap to look at, and a person who took the file away watches. */
    private static final long LOOK_AGAIN_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryFollower.class);

    private final History history;
    private final JournalReader journal;
    private final Consumer<FollowerNote> notes;
    private final FollowerThread thread;
    private final InstantSource clock;

    // Any thread.
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private volatile long durable;
    private volatile HistoryStatus status = new HistoryStatus(0, 0, 0, 0, 0, 0, null);

    // Own thread only.
    private int entriesAtOnce = FEWEST_ENTRIES;
    private long retryMs;
    private long trimmedAt;
    private boolean isLineageChecked;

    /**
     * @param journal a reader of its own
     * @param notes takes what the journal should remember of us; must not block
     */
    public HistoryFollower(
            History history,
            JournalReader journal,
            Consumer<FollowerNote> notes,
            FollowerThread thread,
            InstantSource clock) {
        this.history = history;
        this.journal = journal;
        this.notes = notes;
        this.thread = thread;
        this.clock = clock;
    }

    /** The journal is durable up to this position; also the first word it gets at the start. Any thread, never blocks. */
    public void durable(long position) {
        durable = Math.max(durable, position);
        if (isAwake.compareAndSet(false, true)) {
            thread.run(this::round);
        }
    }

    /** Any thread. */
    public HistoryStatus status() {
        HistoryStatus now = status;
        long behind = Math.max(0, durable - now.position());
        return new HistoryStatus(
                now.position(),
                behind,
                behind == 0 ? 0 : now.lagMs(),
                now.rows(),
                history.setAside(),
                now.reachesBackTo(),
                now.trouble());
    }

    private void round() {
        try {
            boolean isFull = fill();
            retryMs = 0;
            trouble(null);
            if (isFull) {
                thread.run(this::round);
            } else {
                rest();
            }
        } catch (OtherPast e) {
            trouble(e.getMessage());
            retryMs = 0;
            thread.after(LOOK_AGAIN_MS, this::round);
        } catch (HistoryTrouble | JournalTrouble e) {
            retry(e.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("history: a fault of our own", bug);
            retry("history met a fault of our own: " + bug);
        }
    }

    /** One batch; true when there is more at once. */
    private boolean fill() throws HistoryTrouble, JournalTrouble {
        History.Cursor cursor = history.cursor();
        checkLineage(cursor);
        List<JournalReader.Entry> entries = journal.after(cursor.position(), entriesAtOnce);
        if (entries.isEmpty()) {
            caughtUp(Math.max(cursor.position(), durable), 0);
            return trim();
        }
        int rows = history.apply(entries);
        long position = entries.get(entries.size() - 1).position();
        long at = entries.get(entries.size() - 1).step().event().at();
        caughtUp(position, rows);
        status = new HistoryStatus(
                position,
                0,
                Math.max(0, clock.millis() - at),
                status.rows(),
                history.setAside(),
                history.reachesBackTo(),
                null);
        notes.accept(new FollowerNote(NAME, position, List.of()));
        int readings = readings(entries);
        boolean isFull = entries.size() == entriesAtOnce || readings >= READINGS_AT_ONCE;
        adapt(isFull, readings);
        return isFull || trim();
    }

    /** History knows things this journal does not. */
    private static final class OtherPast extends HistoryTrouble {
        private static final long serialVersionUID = 1;

        OtherPast(String sentence) {
            super(sentence);
        }
    }

    private void caughtUp(long position, int rows) {
        HistoryStatus was = status;
        status = new HistoryStatus(
                position, 0, 0, was.rows() + rows, was.setAside(), was.reachesBackTo(), was.trouble());
    }

    // Filled from another journal, or from a later state of this one, it would mix two pasts without a word.
    private void checkLineage(History.Cursor cursor) throws HistoryTrouble, JournalTrouble {
        if (isLineageChecked && cursor.position() > 0) {
            return;
        }
        if (cursor.position() > durable) {
            throw new OtherPast("history is ahead of the journal (" + cursor.position() + " > " + durable
                    + "): it was filled from another one. Moved away, it is filled again.");
        }
        List<JournalReader.Entry> same = cursor.position() == 0 ? List.of() : journal.after(cursor.position() - 1, 1);
        if (!same.isEmpty()
                && same.get(0).position() == cursor.position()
                && same.get(0).step().event().at() != cursor.at()) {
            throw new OtherPast("history was filled from another journal (position " + cursor.position()
                    + " is another entry here). Moved away, it is filled again.");
        }
        isLineageChecked = true;
    }

    private static int readings(List<JournalReader.Entry> entries) {
        int readings = 0;
        for (JournalReader.Entry entry : entries) {
            Event event = entry.step().event();
            readings += event.match(
                            Event.Readings::readings,
                            tick -> List.of(),
                            registry -> List.of(),
                            rules -> List.of(),
                            acted -> List.of())
                    .size();
        }
        return readings;
    }

    private void adapt(boolean isFull, int readings) {
        if (readings > 2 * READINGS_AT_ONCE) {
            entriesAtOnce = Math.max(FEWEST_ENTRIES, entriesAtOnce / 2);
        } else if (isFull && readings < READINGS_AT_ONCE) {
            entriesAtOnce = Math.min(MOST_ENTRIES, entriesAtOnce * 2);
        }
    }

    private boolean trim() throws HistoryTrouble {
        long now = clock.millis();
        if (now - trimmedAt < TRIM_EVERY_MS && now >= trimmedAt) {
            return false;
        }
        boolean more = history.trim(now);
        trimmedAt = more ? trimmedAt : now;
        return more;
    }

    private void rest() {
        thread.after(LINGER_MS, () -> {
            isAwake.set(false);
            if (durable > status.position()) {
                durable(durable);
            }
        });
    }

    private void retry(@Nullable String sentence) {
        trouble(String.valueOf(sentence));
        retryMs = retryMs == 0 ? FIRST_RETRY_MS : Math.min(LONGEST_RETRY_MS, 2 * retryMs);
        thread.after(retryMs, this::round);
    }

    /** Logged when it begins and when it ends. */
    private void trouble(@Nullable String sentence) {
        HistoryStatus was = status;
        if (sentence != null && was.trouble() == null) {
            LOG.warn(
                    "history is not filled: {} (tried again until it works; the readings are safe in the journal)",
                    sentence);
        } else if (sentence == null && was.trouble() != null) {
            LOG.info("history is filled again, from position {}", was.position());
        }
        status = new HistoryStatus(
                was.position(),
                was.lagPositions(),
                was.lagMs(),
                was.rows(),
                was.setAside(),
                was.reachesBackTo(),
                sentence);
    }
}
