package vn.phusong.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rollup;
import vn.phusong.incident.Incident;
import vn.phusong.journal.JournalReader;

/**
 * Time series for people. Written by one thread, read by any. Never the truth: it can be filled again from the journal at any time, as far back as that
 * reaches. Every method blocks. {@code HistoryContract} is what an implementation must keep.
 */
public interface History extends AutoCloseable {
    /** For {@code knownAt}: all we know today. */
    long TODAY = Long.MAX_VALUE;

    /**
     * How far it is filled.
     *
     * @param position of the last journal entry in it, 0 when empty
     * @param at that entry's time, which tells another journal's entry at the same position
     */
    record Cursor(long position, long at) {}

    Cursor cursor() throws HistoryTrouble;

    /**
     * Takes entries in, in journal order. The cursor moves together with them or, where the store has no transactions, after them: what was only partly
     * taken in when it failed comes again and lands on itself. Entries at or before the cursor, and readings that are here already (same device, time,
     * kind and slot), change nothing. What the store refuses for good is set aside and no reason to stop.
     *
     * @return how many rows it added
     */
    @CanIgnoreReturnValue
    int apply(List<JournalReader.Entry> entries) throws HistoryTrouble;

    /**
     * Forgets how far it is filled, so that everything the journal still has is taken in again. What is here of readings the journal has no longer stays.
     */
    void rewind() throws HistoryTrouble;

    /** Lets go of a slice of what is older than the settings keep; true when there is more to let go. */
    boolean trim(long now) throws HistoryTrouble;

    /** The time of the oldest readings ever taken in and not let go since, epoch milliseconds; 0 when there are none. */
    long reachesBackTo() throws HistoryTrouble;

    /** Rows the store refused for good since the start of the program; they are listed, with its reasons. Any thread, never blocks. */
    default long setAside() {
        return 0;
    }

    /** Signal of a village by operator, of one operator or (null) of all that were measured; an operator without samples is absent. */
    List<SignalSeries> samples(String village, @Nullable String operator, Span span) throws HistoryTrouble;

    /** The fibre lines of a village, every bucket of the span. */
    List<FibreBucket> fibre(String village, Span span) throws HistoryTrouble;

    /**
     * Standings of a village, its points and operators that touch [from, to), oldest first, as known at {@code knownAt}.
     *
     * @param limit at most so many, the newest
     */
    List<StandingSpan> standings(String village, long from, long to, long knownAt, int limit) throws HistoryTrouble;

    /** The newest revision known at {@code knownAt} of incidents that touch [from, to), newest start first; of all villages when null. */
    List<Incident> incidents(@Nullable String village, long from, long to, long knownAt, int limit)
            throws HistoryTrouble;

    /** Five-minute roll-ups of a village that begin within [from, to), in the order of time and operator. */
    List<Rollup> rollups(String village, long from, long to, int limit) throws HistoryTrouble;

    @Override
    void close();
}
