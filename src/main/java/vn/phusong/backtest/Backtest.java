package vn.phusong.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.phusong.coverage.Rules;
import vn.phusong.engine.Event;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalReader.Entry;
import vn.phusong.journal.JournalTrouble;

/**
 * Two folds over the same kept events: one by the rules the journal went by, one by others. Reads only; what is told lives and dies with the call. While
 * both fold one slice of the log, the next is read.
 */
public final class Backtest {
    private static final int ENTRIES_AT_ONCE = 60;
    /** Fibre lines are remembered for a week; nothing before it changes a verdict. */
    private static final long RUN_IN_MS = 7 * 86_400_000L;

    private final Side kept;
    private final Side other;
    private final long from;
    private final long to;
    private final HouseholdHours hours;
    private long readings;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** A part of the log, and where it ended. */
    private record Slice(List<Event> events, long position, boolean isLast) {}

    /**
     * @param began the rules the journal began with
     * @param other the rules to try; changes of rules in the journal do not touch them
     * @param from what is told begins here, epoch milliseconds; a week before it is folded too
     * @param to and ends here
     */
    public Backtest(Rules began, Rules other, long from, long to) {
        if (from >= to) {
            throw new IllegalArgumentException("the beginning must lie before the end, was " + from + " and " + to);
        }
        this.kept = new Side(began, false);
        this.other = new Side(other, true);
        this.from = from;
        this.to = to;
        this.hours = new HouseholdHours(from, to);
    }

    public Findings run(JournalReader reader) throws JournalTrouble {
        long oldest = reader.oldestReadings();
        ExecutorService hands = Executors.newFixedThreadPool(2);
        try {
            Slice slice = read(reader, 0, oldest);
            while (!slice.events.isEmpty() || !slice.isLast) {
                List<Event> events = slice.events;
                CompletableFuture<Void> one = CompletableFuture.runAsync(() -> kept.take(events), hands);
                CompletableFuture<Void> two = CompletableFuture.runAsync(() -> other.take(events), hands);
                Slice next = slice.isLast
                        ? new Slice(List.of(), slice.position, true)
                        : read(reader, slice.position, oldest);
                one.join();
                two.join();
                hours.take(kept.turns(), other.turns(), kept.engine().registry());
                slice = next;
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : e;
        } finally {
            hands.shutdown();
        }
        hours.end(Math.min(to, last), kept.engine().registry());
        return new Findings(
                kept, other, hours, new Findings.Extent(Math.max(from, first), Math.min(to, last), readings));
    }

    private Slice read(JournalReader reader, long after, long oldest) throws JournalTrouble {
        List<Entry> entries = reader.after(after, ENTRIES_AT_ONCE);
        List<Event> events = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Event event = entry.step().event();
            if (event.at() > to) {
                return new Slice(events, entry.position(), true);
            }
            if (counts(event, entry.position() >= oldest)) {
                events.add(event);
                readings += count(event);
                first = Math.min(first, event.at());
                last = Math.max(last, event.at());
            }
        }
        return new Slice(
                events,
                entries.isEmpty() ? after : entries.get(entries.size() - 1).position(),
                entries.isEmpty());
    }

    /** Time without readings tells nothing: it is passed over up to the first kept ones. */
    private boolean counts(Event event, boolean isKept) {
        boolean isInTime = from < Long.MIN_VALUE + RUN_IN_MS || event.at() >= from - RUN_IN_MS;
        return event.match(
                readingsOf -> isKept && isInTime,
                tick -> isKept && isInTime,
                registry -> true,
                rules -> true,
                // What a person closed by hand says nothing of the rules that are compared.
                acted -> false);
    }

    private static int count(Event event) {
        return event.match(
                readingsOf -> readingsOf.readings().size(), tick -> 0, registry -> 0, rules -> 0, acted -> 0);
    }
}
