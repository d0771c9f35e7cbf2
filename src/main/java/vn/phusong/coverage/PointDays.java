package vn.phusong.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The days of one point that may still change: the block of sixteen that runs and the one before. Older ones are closed, stay where the rows are kept and
 * are never counted in again. O(1) for a reading, and nothing is made for one. Watch loop only.
 */
public final class PointDays {
    /** A sample received so late after its own time still corrects its period; one that comes later does not. */
    public static final long LATE_MS = 7 * LocalDay.MS;

    private final String place;
    private final @Nullable DayBlock[] blocks = new DayBlock[2];
    private final List<DayBlock> closing = new ArrayList<>(0);

    // The day that is counted in, so that a reading of the same day looks nothing up.
    private @Nullable DayBlock current;
    private int[] counts = new int[0];
    private long dayFrom;
    private int day;
    private int good;
    private int said;
    private int measured;
    private boolean isNews = true;

    /** @param place what its rows are kept under */
    public PointDays(String place) {
        this.place = place;
    }

    public String place() {
        return place;
    }

    /** Begins a look of that time. Returns whether its day is open; if not, nothing may be counted. */
    public boolean begin(long at) {
        good = 0;
        said = 0;
        if (current != null && at >= dayFrom && at - dayFrom < LocalDay.MS) {
            return true;
        }
        long epochDay = LocalDay.of(at);
        DayBlock block = open(Math.floorDiv(epochDay, DayBlock.DAYS));
        current = block;
        dayFrom = LocalDay.start(epochDay);
        day = (int) Math.floorMod(epochDay, (long) DayBlock.DAYS);
        if (block == null) {
            return false;
        }
        block.dirty = true;
        counts = block.counts(day);
        return true;
    }

    private @Nullable DayBlock open(long number) {
        int parity = (int) (number & 1);
        DayBlock known = blocks[parity];
        if (known != null && known.block() >= number) {
            return known.block() == number ? known : null;
        }
        if (known != null && known.dirty) {
            closing.add(known);
        }
        DayBlock fresh = new DayBlock(number);
        blocks[parity] = fresh;
        return fresh;
    }

    /** The block that is counted in, null while none is. */
    public @Nullable DayBlock block() {
        return current;
    }

    /** The column of an operator in that block; it stays the same there. −1 when there are too many. */
    public int column(String operator) {
        DayBlock block = current;
        if (block == null) {
            return -1;
        }
        int column = block.column(operator);
        counts = block.counts(day);
        return column;
    }

    /** One sample of the look, as it was classified for itself. */
    public void sample(int column, SampleClass judged) {
        if (column >= 0 && judged != SampleClass.INVALID) {
            boolean isGood = judged == SampleClass.GOOD;
            DayBlock.sample(counts, column, isGood);
            said |= 1 << column;
            good |= isGood ? 1 << column : 0;
        }
    }

    /** How many operators are measured at this point; those of which a look says nothing are unknown in it, never bad. */
    public void measured(int operators) {
        measured = operators;
    }

    public void end() {
        DayBlock.look(counts, Integer.bitCount(good), Math.max(0, measured - Integer.bitCount(said)), measured);
    }

    /** True once after every {@link #takeDirty}, and at first: who is asked notes it down as changed. */
    public boolean isNews() {
        boolean was = isNews;
        isNews = false;
        return was;
    }

    /** Every block that changed since the last call. */
    public void takeDirty(Consumer<DayBlock> out) {
        closing.forEach(out);
        closing.clear();
        // The next reading looks its day up again, and says so in its block.
        current = null;
        isNews = true;
        for (DayBlock block : blocks) {
            if (block != null && block.dirty) {
                block.dirty = false;
                out.accept(block);
            }
        }
    }

    /** Every block that may still change. */
    public void open(Consumer<DayBlock> out) {
        for (DayBlock block : blocks) {
            if (block != null) {
                out.accept(block);
            }
        }
    }

    /** A block as it was kept; in any order, the newest stay open. */
    public void restore(DayBlock block) {
        int parity = (int) (block.block() & 1);
        DayBlock known = blocks[parity];
        if (known == null || known.block() < block.block()) {
            blocks[parity] = block;
        }
        current = null;
    }
}
