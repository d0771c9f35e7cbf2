package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probes of one point counted on each of sixteen local days. Of each operator the good samples and all that say something; of the looks (one
 * reading of a probe, which asks all its SIMs at once) how many found at least one operator good or surely none, at least two or surely not two. Never
 * counts a repeat: those are known before. At most 960 bytes at three operators. Watch loop only while it is counted in; not written to afterwards.
 */
public final class DayBlock {
    public static final int DAYS = 16;
    static final int MOST_OPERATORS = 32;

    private static final int LOOKS = 0;
    private static final int ANY = 1;
    private static final int NONE = 2;
    private static final int TWO = 3;
    private static final int NOT_TWO = 4;
    private static final int FIXED = 5;
    private static final int END = 255;

    private final long first;
    private String[] operators = new String[0];
    private final int[] @Nullable [] counts = new int[DAYS][];
    boolean dirty;

    /** @param block number of sixteen days since 1970 */
    DayBlock(long block) {
        first = block * DAYS;
    }

    /** The first of its days; see {@link LocalDay}. */
    public long firstDay() {
        return first;
    }

    long block() {
        return first / DAYS;
    }

    /** The column of an operator, made when it is new; −1 when there are too many. */
    int column(String operator) {
        for (int i = 0; i < operators.length; i++) {
            if (operators[i].equals(operator)) {
                return i;
            }
        }
        return operators.length == MOST_OPERATORS ? -1 : widened(operator);
    }

    private int widened(String operator) {
        String[] names = Arrays.copyOf(operators, operators.length + 1);
        names[operators.length] = operator;
        operators = names;
        for (int day = 0; day < DAYS; day++) {
            counts[day] = counts[day] == null ? null : Arrays.copyOf(counts[day], width());
        }
        return names.length - 1;
    }

    /** The counts of one of its days, to be handed to {@link #sample} and {@link #look}: nothing else of the block is touched by a reading. */
    int[] counts(int day) {
        int[] known = counts[day];
        if (known == null) {
            known = new int[width()];
            counts[day] = known;
        }
        return known;
    }

    static void sample(int[] day, int column, boolean isGood) {
        int at = FIXED + 2 * column;
        day[at] += isGood ? 1 : 0;
        day[at + 1]++;
    }

    /**
     * One reading of a probe.
     *
     * @param good operators that it found good
     * @param open operators measured at the point of which it says nothing
     * @param measured operators measured at the point
     */
    static void look(int[] day, int good, int open, int measured) {
        day[LOOKS]++;
        day[ANY] += good >= 1 ? 1 : 0;
        day[NONE] += good + open < 1 ? 1 : 0;
        // Who measures one operator only knows nothing of a second one.
        if (measured >= 2) {
            day[TWO] += good >= 2 ? 1 : 0;
            day[NOT_TWO] += good + open < 2 ? 1 : 0;
        }
    }

    List<String> operators() {
        return List.of(operators);
    }

    boolean isHeard(int day) {
        return counts[day] != null && counts[day][LOOKS] > 0;
    }

    /** Looks of a day that was heard, in the order looks, any, none, two, not two. */
    int[] looks(int day) {
        return Arrays.copyOf(counts(day), FIXED);
    }

    int good(int day, int column) {
        return counts(day)[FIXED + 2 * column];
    }

    int all(int day, int column) {
        return counts(day)[FIXED + 2 * column + 1];
    }

    private int width() {
        return FIXED + 2 * operators.length;
    }

    /** Days without a look are left out. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(operators.length);
        for (String operator : operators) {
            out.writeUTF(operator);
        }
        for (int day = 0; day < DAYS; day++) {
            if (isHeard(day)) {
                out.writeByte(day);
                for (int count : counts[day]) {
                    number(out, count);
                }
            }
        }
        out.writeByte(END);
    }

    public static DayBlock read(long firstDay, DataInput in) throws IOException {
        DayBlock block = new DayBlock(firstDay / DAYS);
        int operators = in.readUnsignedByte();
        for (int i = 0; i < operators; i++) {
            String operator = in.readUTF();
            if (block.column(operator) != i) {
                throw new IOException("operator " + operator + " stands twice in one block of days");
            }
        }
        for (int day = in.readUnsignedByte(); day != END; day = in.readUnsignedByte()) {
            int[] counts = block.counts(day);
            for (int i = 0; i < counts.length; i++) {
                counts[i] = number(in);
            }
        }
        return block;
    }

    private static void number(DataOutput out, int value) throws IOException {
        int left = value;
        for (; left > 0x7F; left >>>= 7) {
            out.writeByte((left & 0x7F) | 0x80);
        }
        out.writeByte(left);
    }

    private static int number(DataInput in) throws IOException {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int part = in.readUnsignedByte();
            value |= (part & 0x7F) << shift;
            if (part <= 0x7F) {
                return value;
            }
        }
    }
}
