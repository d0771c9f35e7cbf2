package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Reading;

/**
 * What became of what one device sent, and by what clock. In one object with the rest of what is known of it, and what is kept of the day beside its
 * ledger: a reading must touch little memory. Watch loop only.
 */
class SentWatch extends ClockWatch {
    private static final int LEDGER = 1;
    private static final int NUMBERS = 2;

    private @Nullable Ledger ledger;
    private @Nullable Numbering numbers;
    // Stored of one day and not in the ledger yet.
    private int pendingDay;
    private int pending;

    SentWatch(boolean hasDays) {
        ledger = hasDays ? new Ledger() : null;
    }

    /**
     * A reading that was kept.
     *
     * @param liveMs up to so late it is of now
     * @return whether a flag was set or cleared
     */
    public final boolean stored(Reading reading, long intervalMs, long liveMs) {
        // Whose count it is that a collector tells nobody knows: no loss is claimed by it.
        boolean isNumbered = reading.seq() >= 0 && reading.reporter().equals(reading.device());
        if (isNumbered || ledger != null) {
            count(Ledger.dayOf(reading.at()));
            if (isNumbered) {
                numbers().stored(reading.seq(), reading.claimedAt(), intervalMs, ledger());
            }
        }
        return told(reading.claimedAt(), reading.receivedAt(), intervalMs, liveMs);
    }

    /** Something it said that was known before. */
    public final void duplicate(long at, long seq, long intervalMs) {
        ledger().duplicate(Ledger.dayOf(at));
        came(at, seq, intervalMs);
    }

    /** @param seq −1 when it was never read */
    public final void refused(long at, long seq, long intervalMs) {
        ledger().refused(Ledger.dayOf(at), seq >= 0);
        came(at, seq, intervalMs);
    }

    /** Something was refused for its time. Returns whether a flag was set. */
    public final boolean refusedForTime(boolean isAhead, long receivedAt) {
        return refused(isAhead, receivedAt);
    }

    private void came(long at, long seq, long intervalMs) {
        if (seq >= 0 && numbers != null) {
            numbers.spurned(seq, at, intervalMs, ledger());
        }
    }

    /** Null when nothing was counted. */
    public final @Nullable Ledger days() {
        settle();
        return ledger;
    }

    /** Null when it numbers nothing: then nobody knows what was lost. */
    public final @Nullable Numbering numbering() {
        return numbers;
    }

    private void count(int day) {
        if (day != pendingDay) {
            settle();
            pendingDay = day;
        }
        pending++;
    }

    private void settle() {
        if (pending > 0) {
            ledger().stored(pendingDay, pending);
            pending = 0;
        }
    }

    private Ledger ledger() {
        Ledger days = ledger;
        if (days == null) {
            days = new Ledger();
            ledger = days;
        }
        return days;
    }

    private Numbering numbers() {
        Numbering found = numbers;
        if (found == null) {
            found = new Numbering();
            numbers = found;
        }
        return found;
    }

    final int parts() {
        settle();
        return (ledger != null ? LEDGER : 0) | (numbers != null ? NUMBERS : 0);
    }

    final void writeSent(DataOutput out) throws IOException {
        if (ledger != null) {
            ledger.write(out);
        }
        if (numbers != null) {
            numbers.write(out);
        }
    }

    final void readSent(DataInput in, int parts) throws IOException {
        ledger = (parts & LEDGER) != 0 ? Ledger.read(in) : null;
        numbers = (parts & NUMBERS) != 0 ? Numbering.read(in) : null;
    }
}
