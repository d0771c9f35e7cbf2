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

    private final @Nullable DayBlock[] blocks = new DayBlock[2];
    private final List<DayBlock> closing = new ArrayList<>(0);

    // The day that is counted in, so that a reading of the same day looks nothing up.
    private @Nullable DayBlock current;
    private long dayFrom;
    private int day;
    private int good;
    private int said;

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
        return block != null;
    }

    private @Nullable DayBlock open(long number) {
        int place = (int) (number & 1);
        DayBlock known = blocks[place];
        if (known != null && known.block() >= number) {
            return known.block() == number ? known : null;
        }
        if (known != null && known.dirty) {
            closing.add(known);
        }
        DayBlock fresh = new DayBlock(number);
        blocks[place] = fresh;
        return fresh;
    }

    /** One sample of the look, as it was classified for itself. */
    public void sample(String operator, SampleClass judged) {
        DayBlock block = current;
        int column = block == null || judged == SampleClass.INVALID ? -1 : block.column(operator);
        if (block == null || column < 0) {
            return;
        }
        block.sample(day, column, judged == SampleClass.GOOD);
        said |= 1 << column;
        good |= judged == SampleClass.GOOD ? 1 << column : 0;
    }

    /**
     * Ends the look.
     *
     * @param measured operators measured at this point; those of which the look said nothing are unknown in it, never bad
     */
    public void end(int measured) {
        if (current != null) {
            int known = Integer.bitCount(said);
            current.look(day, Integer.bitCount(good), Math.max(0, measured - known), measured);
            current.dirty = true;
        }
    }

    /** Every block that changed since the last call. */
    public void takeDirty(Consumer<DayBlock> out) {
        closing.forEach(out);
        closing.clear();
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
        int place = (int) (block.block() & 1);
        DayBlock known = blocks[place];
        if (known == null || known.block() < block.block()) {
            blocks[place] = block;
        }
        current = null;
    }
}
