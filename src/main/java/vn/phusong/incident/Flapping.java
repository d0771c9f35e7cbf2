package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.coverage.Rules;

/** In and out again and again: so many entries into uncovered within the window, until a quiet time without any change. Watch loop only. */
final class Flapping {
    private static final int KEPT = 16;

    private final long[] entries = new long[KEPT];
    private int count;
    private long changedAt;
    boolean on;

    void changed(long at) {
        changedAt = at;
    }

    /** Counts an entry; returns whether flapping began with it. */
    boolean entered(Rules.Alerts rules, long at) {
        entries[count++ % KEPT] = at;
        int recent = 0;
        for (long entry : entries) {
            recent += entry != 0 && at - entry < rules.flappingWindowMs() ? 1 : 0;
        }
        boolean began = !on && recent >= Math.min(KEPT, rules.flappingEntries());
        on |= began;
        return began;
    }

    /** Returns whether it ended with this tick. */
    boolean ended(Rules.Alerts rules, long now) {
        if (!on || now - changedAt < rules.flappingClearMs()) {
            return false;
        }
        on = false;
        return true;
    }

    void write(DataOutput out) throws IOException {
        for (long entry : entries) {
            out.writeLong(entry);
        }
        out.writeInt(count);
        out.writeLong(changedAt);
        out.writeBoolean(on);
    }

    static Flapping read(DataInput in) throws IOException {
        Flapping flapping = new Flapping();
        for (int i = 0; i < KEPT; i++) {
            flapping.entries[i] = in.readLong();
        }
        flapping.count = in.readInt();
        flapping.changedAt = in.readLong();
        flapping.on = in.readBoolean();
        return flapping;
    }
}
