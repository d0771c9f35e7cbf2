package vn.phusong.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Mains;
import vn.phusong.reading.PowerSource;

/**
 * What a probe or collector last said, by which a repeat is known. More readings are remembered than may be unacknowledged at once; radio readings of the
 * whole long window are known again by their samples. Watch loop only.
 */
final class ProbeMemory {
    static final int REMEMBERED = 32;

    // 1 was whether its SIM is suspended: the device's watch knows.
    private static final int LOST = 2;
    private static final int TOLD = 4;
    // Rows of earlier programs have no times of the last words.
    private static final int WITH_TIMES = 8;

    // (time's low half, kind, content) of the last readings taken; the low half is unique within the 30 days a reading
    // may be old.
    private int @Nullable [] ring;
    private int next;
    private long newestClaimedAt;
    private long heardAt;
    private boolean powerLost;
    private boolean powerTold;
    // Times of the last words on each: an older one, out of a backlog, takes nothing back.
    private long simAt;
    private long powerAt;

    /** −1 not seen, 0 seen with other content, 1 seen with this content. */
    int knows(long claimedAt, int kind, long fingerprint) {
        int[] seen = ring;
        if (claimedAt > newestClaimedAt || seen == null) {
            return -1;
        }
        for (int i = 0; i < seen.length; i += 3) {
            if (seen[i] == (int) claimedAt && seen[i + 1] == kind) {
                return seen[i + 2] == (int) fingerprint ? 1 : 0;
            }
        }
        return -1;
    }

    boolean isNewest(long claimedAt) {
        return claimedAt > newestClaimedAt;
    }

    /** Whether nothing newer was taken. */
    boolean hasNoNewer(long claimedAt) {
        return claimedAt >= newestClaimedAt;
    }

    void remember(long claimedAt, int kind, long fingerprint) {
        int[] seen = ring;
        if (seen == null) {
            seen = new int[3 * REMEMBERED];
            ring = seen;
        }
        seen[next] = (int) claimedAt;
        seen[next + 1] = kind;
        seen[next + 2] = (int) fingerprint;
        next = next + 3 == seen.length ? 0 : next + 3;
        newestClaimedAt = Math.max(newestClaimedAt, claimedAt);
    }

    void heard(long at) {
        heardAt = Math.max(heardAt, at);
    }

    long heardAt() {
        return heardAt;
    }

    /** A word on its SIM; returns whether it is the newest. An older one changes nothing. */
    boolean hearsOfSim(long at) {
        if (at < simAt) {
            return false;
        }
        simAt = at;
        return true;
    }

    /** Since when its SIM is suspended, 0 when it is not: rows of earlier programs do not say when it last spoke of it. */
    void suspendedAt(long at) {
        simAt = Math.max(simAt, at);
    }

    /** On battery is without mains, but for a probe that has nothing else and never spoke of mains. */
    void power(PowerSource now, PowerSource design, long at, boolean isLive) {
        boolean isLost = now == PowerSource.BATTERY && (design != PowerSource.BATTERY || powerTold);
        power(isLost, isLost || now == PowerSource.MAINS, at, isLive);
    }

    void powerLost(boolean lost, long at, boolean isLive) {
        power(lost, true, at, isLive);
    }

    /** What it lost by a word that came late it may have back by now: that is told again live, or nobody knows. */
    private void power(boolean lost, boolean told, long at, boolean isLive) {
        if (at < powerAt) {
            return;
        }
        powerAt = at;
        powerTold = told && (isLive || !lost || powerLost);
        powerLost = lost && (isLive || powerLost);
    }

    /** What it said of the grid's power, if it spoke since then: one that is silent says nothing of now. */
    Mains mains(long since) {
        if (!powerTold || heardAt < since) {
            return Mains.UNKNOWN;
        }
        return powerLost ? Mains.LOST : Mains.ON;
    }

    boolean isPowerLost() {
        return powerLost;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(newestClaimedAt);
        out.writeLong(heardAt);
        boolean isWord = simAt != 0 || powerAt != 0;
        out.writeByte((powerLost ? LOST : 0) | (powerTold ? TOLD : 0) | (isWord ? WITH_TIMES : 0));
        if (isWord) {
            out.writeLong(simAt);
            out.writeLong(powerAt);
        }
        int[] seen = ring;
        out.writeByte(seen == null ? -1 : next / 3);
        if (seen != null) {
            for (int value : seen) {
                out.writeInt(value);
            }
        }
    }

    static ProbeMemory read(DataInput in) throws IOException {
        ProbeMemory memory = new ProbeMemory();
        memory.newestClaimedAt = in.readLong();
        memory.heardAt = in.readLong();
        int flags = in.readByte();
        memory.powerLost = (flags & LOST) != 0;
        memory.powerTold = (flags & TOLD) != 0;
        memory.simAt = (flags & WITH_TIMES) != 0 ? in.readLong() : 0;
        memory.powerAt = (flags & WITH_TIMES) != 0 ? in.readLong() : 0;
        int next = in.readByte();
        if (next >= 0) {
            memory.next = 3 * next;
            int[] seen = new int[3 * REMEMBERED];
            for (int i = 0; i < seen.length; i++) {
                seen[i] = in.readInt();
            }
            memory.ring = seen;
        }
        return memory;
    }
}
