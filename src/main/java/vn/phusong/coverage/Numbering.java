package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers a device gives its readings, and which of them never came. A lower number with a later time is a restart of numbering; a late arrival fills
 * its gap. The eight newest gaps are known; of an older one it stays said that it is lost. Watch loop only.
 */
public final class Numbering {
    static final int GAPS = 8;
    // A jump beyond what could have been sent meanwhile, ten times over, is another numbering and no loss.
    private static final long AT_ONCE = 1000;
    private static final int TIMES = 10;

    private long last = -1;
    private long lastAt;
    private int restarts;
    private int size;
    private final long[] from = new long[GAPS];
    private final long[] to = new long[GAPS];
    private final int[] day = new int[GAPS];

    /**
     * Numbers that never came, both ends included.
     *
     * @param day local day on which it was noticed, by the time of the reading after it
     */
    public record Gap(long from, long to, int day) {}

    /** A reading that was kept. */
    void stored(long seq, long claimedAt, long intervalMs, Ledger ledger) {
        if (seq == last + 1 || last < 0) {
            last = seq;
            lastAt = claimedAt;
        } else if (seq > last && claimedAt >= lastAt) {
            ahead(seq, claimedAt, intervalMs, ledger);
        } else if (seq < last && claimedAt > lastAt) {
            restarts++;
            last = seq;
            lastAt = claimedAt;
        } else {
            came(seq, ledger);
        }
    }

    /** A number that came, though what bore it was not kept. */
    void spurned(long seq, long at, long intervalMs, Ledger ledger) {
        if (last >= 0 && seq > last && at >= lastAt) {
            ahead(seq, at, intervalMs, ledger);
        } else {
            came(seq, ledger);
        }
    }

    private void came(long seq, Ledger ledger) {
        for (int i = size - 1; i >= 0; i--) {
            if (seq >= from[i] && seq <= to[i]) {
                ledger.missing(day[i], -1);
                fill(i, seq);
                return;
            }
        }
    }

    private void ahead(long seq, long claimedAt, long intervalMs, Ledger ledger) {
        long missing = seq - last - 1;
        if (missing > 0 && missing <= AT_ONCE + TIMES * (claimedAt - lastAt) / intervalMs) {
            int noticed = Ledger.dayOf(claimedAt);
            put(size, last + 1, seq - 1, noticed);
            ledger.missing(noticed, (int) missing);
        } else if (missing > 0) {
            restarts++;
        }
        last = seq;
        lastAt = claimedAt;
    }

    private void fill(int i, long seq) {
        long end = to[i];
        if (from[i] == end) {
            remove(i);
        } else if (seq == from[i]) {
            from[i]++;
        } else {
            to[i] = seq - 1;
            if (seq < end) {
                put(i + 1, seq + 1, end, day[i]);
            }
        }
    }

    /** Behind the {@code i} oldest; when there are too many the oldest goes. */
    private void put(int i, long first, long end, int noticed) {
        int at = i;
        if (size == GAPS) {
            remove(0);
            at--;
        }
        for (int j = size; j > at; j--) {
            move(j - 1, j);
        }
        from[at] = first;
        to[at] = end;
        day[at] = noticed;
        size++;
    }

    private void remove(int i) {
        for (int j = i + 1; j < size; j++) {
            move(j, j - 1);
        }
        size--;
    }

    private void move(int source, int target) {
        from[target] = from[source];
        to[target] = to[source];
        day[target] = day[source];
    }

    /** Newest first. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>(size);
        for (int i = size - 1; i >= 0; i--) {
            gaps.add(new Gap(from[i], to[i], day[i]));
        }
        return gaps;
    }

    /** How often it began anew. */
    public int restarts() {
        return restarts;
    }

    void write(DataOutput out) throws IOException {
        Varint.write(out, last);
        Varint.write(out, lastAt);
        Varint.write(out, restarts);
        out.writeByte(size);
        for (int i = 0; i < size; i++) {
            Varint.write(out, from[i]);
            Varint.write(out, to[i] - from[i]);
            Varint.write(out, day[i]);
        }
    }

    static Numbering read(DataInput in) throws IOException {
        Numbering numbering = new Numbering();
        numbering.last = Varint.read(in);
        numbering.lastAt = Varint.read(in);
        numbering.restarts = Varint.readInt(in);
        numbering.size = in.readByte();
        for (int i = 0; i < numbering.size; i++) {
            numbering.from[i] = Varint.read(in);
            numbering.to[i] = numbering.from[i] + Varint.read(in);
            numbering.day[i] = Varint.readInt(in);
        }
        return numbering;
    }
}
