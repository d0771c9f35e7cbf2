package vn.phusong.journal;

import java.util.List;
import vn.phusong.reading.Reading;

/** Opens the journal's inner doors to the benches. */
public final class JournalInside {
    private JournalInside() {}

    /** Packs and compresses batches; returns their bytes. */
    public static long sealed(List<List<Reading>> batches) {
        ReadingPacker packer = new ReadingPacker();
        long bytes = 0;
        try (Frame frame = new Frame()) {
            for (List<Reading> batch : batches) {
                bytes += frame.seal(packer.pack(batch)).length;
            }
        }
        return bytes;
    }

    /** How many rows and events a start reads, without an engine to give them to. */
    public static long[] restored(Journal journal) throws JournalRefused {
        long[] events = {0};
        Journal.Fold<Integer> fold = journal.restore(rows -> 0, (state, event) -> events[0]++);
        return new long[] {fold.rows(), events[0]};
    }
}
