package vn.phusong.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.reading.Reading;

/**
 * What was taken lately, by which a repeat is known however many readings of its device came between: a device that lost its link with a hundred
 * messages not acknowledged says them all again. The fold's own memory is deliberately small (two readings a line); a repeat known here never reaches the
 * fold and is written only as something spurned, so replay judges the same without it. Remembers at least {@code most} readings, at most twice as many. Watch loop only.
 */
final class Recent {
    /** Seven minutes of a province; a table of 4 MB, twice. */
    static final int MOST = 1 << 17;

    private static final int ENTRIES_AT_ONCE = 64;
    private static final int ENTRIES_READ_BACK = 1 << 14;

    private Identities young;
    private Identities old;

    Recent(int most) {
        young = new Identities(most);
        old = new Identities(most);
    }

    /** What a repeat is, {@code DUPLICATE} or {@code CONFLICT}; null for what is not known here. */
    @Nullable
    Outcome known(Reading reading, long identity) {
        long fingerprint = young.get(identity);
        if (fingerprint == Identities.ABSENT) {
            fingerprint = old.get(identity);
        }
        return fingerprint == Identities.ABSENT ? null : again(fingerprint, reading);
    }

    static Outcome again(long fingerprint, Reading reading) {
        return fingerprint == reading.content().fingerprint() ? Outcome.DUPLICATE : Outcome.CONFLICT;
    }

    /** A reading that is, or is about to be, durable. */
    void remember(Reading reading, long identity) {
        if (young.isFull()) {
            Identities oldest = old;
            old = young;
            young = oldest;
            young.clear();
        }
        young.put(identity, reading.content().fingerprint());
    }

    /** Reads back the end of the log, as far as it is of use. Blocks; before the loop begins. */
    void recall(JournalReader reader, long position) throws JournalTrouble {
        Deque<List<Reading>> newestFirst = new ArrayDeque<>();
        long to = position;
        long end = Math.max(0, position - ENTRIES_READ_BACK);
        for (int readings = 0; to > end && readings < MOST; to -= ENTRIES_AT_ONCE) {
            List<Reading> chunk = readings(reader, Math.max(0, to - ENTRIES_AT_ONCE), to);
            newestFirst.add(chunk);
            readings += chunk.size();
        }
        while (!newestFirst.isEmpty()) {
            newestFirst.removeLast().forEach(reading -> remember(reading, Identities.of(reading)));
        }
    }

    /** Of the entries after {@code from} up to {@code to}. */
    private static List<Reading> readings(JournalReader reader, long from, long to) throws JournalTrouble {
        List<Reading> readings = new ArrayList<>();
        long at = from;
        while (at < to) {
            List<JournalReader.Entry> page = reader.after(at, (int) (to - at));
            for (JournalReader.Entry entry : page) {
                if (entry.position() <= to && entry.step().event() instanceof Event.Readings batch) {
                    readings.addAll(batch.readings());
                }
            }
            at = page.isEmpty() ? to : page.get(page.size() - 1).position();
        }
        return readings;
    }
}
