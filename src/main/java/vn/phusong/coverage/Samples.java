package vn.phusong.coverage;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The kept samples of one slot, in the order of event time, in a ring of fixed capacity. One sample is a long and a byte:
 *
 * <pre>
 *   time in ms (43 bits) | content (13) | who (2) | live (1) | level good (1) | not UMTS (1) | bad by a test alone (1) | class (2)
 * </pre>
 *
 * The byte is the level, dBm + 157 rounded, 0 when absent. When full, the oldest goes. Watch loop only.
 */
final class Samples {
    static final int CONTENT_MASK = 0x1FFF;
    private static final int TIME_SHIFT = 21;
    private static final int CONTENT_SHIFT = 8;
    private static final int WHO_SHIFT = 6;
    private static final int LIVE = 1 << 5;
    private static final int LEVEL_GOOD = 1 << 4;
    private static final int FOUR_G = 1 << 3;
    private static final int BY_TEST = 1 << 2;
    private static final int CLASS_MASK = 3;
    private static final SampleClass[] CLASSES = SampleClass.values();

    private long[] packed;
    private byte[] levels;
    private int head;
    private int size;

    Samples(int capacity) {
        packed = new long[capacity];
        levels = new byte[capacity];
    }

    static long pack(long at, int content, int who, SampleClass sample, int flags) {
        return at << TIME_SHIFT
                | (long) (content & CONTENT_MASK) << CONTENT_SHIFT
                | (long) (who & 3) << WHO_SHIFT
                | flags
                | sample.code;
    }

    static int flags(boolean live, boolean levelGood, boolean fourG, boolean byTest) {
        return (live ? LIVE : 0) | (levelGood ? LEVEL_GOOD : 0) | (fourG ? FOUR_G : 0) | (byTest ? BY_TEST : 0);
    }

    static long at(long sample) {
        return sample >>> TIME_SHIFT;
    }

    static boolean isLive(long sample) {
        return (sample & LIVE) != 0;
    }

    static boolean isLevelGood(long sample) {
        return (sample & LEVEL_GOOD) != 0;
    }

    /** Bad, and good but for an active test that had failed. */
    static boolean isByTest(long sample) {
        return (sample & BY_TEST) != 0;
    }

    static SampleClass classOf(long sample) {
        return CLASSES[(int) (sample & CLASS_MASK)];
    }

    static boolean isGood(long sample) {
        return (sample & CLASS_MASK) == 0;
    }

    static boolean isGoodOn4g(long sample) {
        return (sample & (CLASS_MASK | FOUR_G)) == FOUR_G;
    }

    /** Whether it counts in the windows: live, and says something. */
    static boolean counts(long sample) {
        return (sample & LIVE) != 0 && (sample & CLASS_MASK) != CLASS_MASK;
    }

    static int content(long sample) {
        return (int) (sample >>> CONTENT_SHIFT) & CONTENT_MASK;
    }

    static int who(long sample) {
        return (int) (sample >>> WHO_SHIFT) & 3;
    }

    static byte level(float dbm) {
        return Float.isNaN(dbm) ? 0 : (byte) Math.max(1, Math.min(255, Math.round(dbm) + 157));
    }

    int size() {
        return size;
    }

    int capacity() {
        return packed.length;
    }

    long get(int i) {
        return packed[index(i)];
    }

    /** dBm, NaN when absent. */
    float levelOf(int i) {
        int level = levels[index(i)] & 0xFF;
        return level == 0 ? Float.NaN : level - 157;
    }

    /** Puts a sample behind all others; returns whether the oldest had to go. */
    @CanIgnoreReturnValue
    boolean append(long sample, byte level) {
        boolean full = size == packed.length;
        if (full) {
            head = head + 1 == packed.length ? 0 : head + 1;
            size--;
        }
        int at = index(size);
        packed[at] = sample;
        levels[at] = level;
        size++;
        return full;
    }

    /** Puts a sample where its time belongs, behind those of the same time; one older than all kept in a full ring is not kept. */
    void insert(long sample, byte level) {
        if (size == packed.length && at(sample) < at(get(0))) {
            return;
        }
        append(sample, level);
        for (int i = size - 1; i > 0 && at(get(i - 1)) > at(sample); i--) {
            swap(index(i), index(i - 1));
        }
    }

    /** The first index whose time is at or after {@code time}. */
    int firstFrom(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(get(middle)) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a reading of that time was taken from that probe: −1 no, 0 yes with other content, 1 yes with this content. */
    int knows(long time, int who, int content) {
        for (int i = firstFrom(time); i < size && at(get(i)) == time; i++) {
            if (who(get(i)) == (who & 3)) {
                return content(get(i)) == (content & CONTENT_MASK) ? 1 : 0;
            }
        }
        return -1;
    }

    /** The level verdict of the newest sample before {@code time} that says something; not good after one without service; {@code before} when there is none. */
    boolean wasLevelGood(long time, boolean before) {
        for (int i = (time == Long.MAX_VALUE ? size : firstFrom(time)) - 1; i >= 0; i--) {
            SampleClass judged = classOf(get(i));
            if (judged != SampleClass.INVALID) {
                return judged != SampleClass.NO_SERVICE && isLevelGood(get(i));
            }
        }
        return before;
    }

    boolean endsAfter(long time) {
        return size > 0 && at(get(size - 1)) > time;
    }

    /** The newest live level in dBm, NaN when absent. */
    float lastLiveLevelDbm() {
        for (int i = size - 1; i >= 0; i--) {
            if (isLive(get(i))) {
                return levelOf(i);
            }
        }
        return Float.NaN;
    }

    Samples resized(int capacity) {
        Samples other = new Samples(capacity);
        for (int i = Math.max(0, size - capacity); i < size; i++) {
            other.append(get(i), levels[index(i)]);
        }
        return other;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(packed.length);
        out.writeShort(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(get(i));
            out.writeByte(levels[index(i)]);
        }
    }

    static Samples read(DataInput in) throws IOException {
        Samples samples = new Samples(in.readUnsignedShort());
        int size = in.readUnsignedShort();
        for (int i = 0; i < size; i++) {
            samples.append(in.readLong(), in.readByte());
        }
        return samples;
    }

    private int index(int i) {
        int at = head + i;
        return at >= packed.length ? at - packed.length : at;
    }

    private void swap(int a, int b) {
        long sample = packed[a];
        packed[a] = packed[b];
        packed[b] = sample;
        byte level = levels[a];
        levels[a] = levels[b];
        levels[b] = level;
    }
}
