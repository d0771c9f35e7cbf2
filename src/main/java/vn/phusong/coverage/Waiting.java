package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Since when late samples of one slot wait to be judged, counted in ticks so that a replay counts the same: five minutes after the last of them, thirty
 * after the first. Watch loop only.
 */
final class Waiting {
    static final long QUIET_MS = 300_000;
    static final long LONGEST_MS = 1_800_000;
    /** While what is now known and what is live differ, it is looked at so often. */
    static final long AGAIN_MS = 3_600_000;

    private static final long NEVER = Long.MAX_VALUE;

    private long earliest = NEVER;
    private boolean fresh;
    private long firstTick;
    private long lastTick;
    private long againAt = NEVER;

    static Waiting again(long from, long now) {
        Waiting waiting = new Waiting();
        waiting.earliest = from;
        waiting.againAt = now + AGAIN_MS;
        return waiting;
    }

    /** One more came, the first where nothing waits. */
    static Waiting more(@Nullable Waiting so, long at) {
        Waiting waiting = so == null ? new Waiting() : so;
        waiting.late(at);
        return waiting;
    }

    void late(long at) {
        earliest = Math.min(earliest, at);
        fresh = true;
    }

    /** Whether this tick changed anything. */
    boolean tick(long now) {
        if (!fresh) {
            return false;
        }
        fresh = false;
        lastTick = now;
        firstTick = firstTick == 0 ? now : firstTick;
        return true;
    }

    long earliest() {
        return earliest;
    }

    long dueAt() {
        return firstTick == 0 ? againAt : Math.min(againAt, Math.min(lastTick + QUIET_MS, firstTick + LONGEST_MS));
    }

    boolean isDue(long now) {
        return now >= dueAt();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(earliest);
        out.writeBoolean(fresh);
        out.writeLong(firstTick);
        out.writeLong(lastTick);
        out.writeLong(againAt);
    }

    static Waiting read(DataInput in) throws IOException {
        Waiting waiting = new Waiting();
        waiting.earliest = in.readLong();
        waiting.fresh = in.readBoolean();
        waiting.firstTick = in.readLong();
        waiting.lastTick = in.readLong();
        waiting.againAt = in.readLong();
        return waiting;
    }
}
