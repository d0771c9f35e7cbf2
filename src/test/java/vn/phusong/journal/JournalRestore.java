package vn.phusong.journal;

/** Opens the journal's inner door to the benches: what a start reads, without an engine to give it to. */
public final class JournalRestore {
    private JournalRestore() {}

    /** How many rows and events a start reads. */
    public static long[] of(Journal journal) throws JournalRefused {
        long[] events = {0};
        Journal.Fold<Integer> fold = journal.restore(rows -> 0, (state, event) -> events[0]++);
        return new long[] {fold.rows(), events[0]};
    }
}
