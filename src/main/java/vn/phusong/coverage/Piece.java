package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Two hours of a {@link Past}: its samples in the order of event time, and where the machine stood before the first of them. Watch loop only. */
final class Piece {
    static final long MS = 7_200_000;
    private static final int FIRST_ROOM = 16;
    /** Samples of two hours, at most: two a second. What is more is in no past. */
    private static final int MOST = 16_384;

    /** Which two hours since 1970. */
    final long number;

    int[] codes = new int[FIRST_ROOM];
    int size;
    /** The slot as now known just before {@code footingAt}, null while that waits to be judged again. */
    byte @Nullable [] footing;

    long footingAt;
    boolean dirty = true;
    boolean isWritten;

    Piece(long number) {
        this.number = number;
    }

    static long numberOf(long at) {
        return Math.floorDiv(at, MS);
    }

    long start() {
        return number * MS;
    }

    long end() {
        return start() + MS;
    }

    long at(int i) {
        return start() + PastCode.offsetMs(codes[i]);
    }

    /** Of one of {@code size} samples newer than all others. */
    void append(int code) {
        if (size == MOST) {
            return;
        }
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, 2 * size);
        }
        codes[size++] = code;
        dirty = true;
    }

    /** Puts a sample where its time belongs. The first of one time and device stays; a test and a sample told apart become one. */
    void insert(int code) {
        int i = size;
        while (i > 0 && PastCode.compare(codes[i - 1], code) > 0) {
            i--;
        }
        if (i > 0 && PastCode.compare(codes[i - 1], code) == 0) {
            codes[i - 1] = joined(codes[i - 1], code);
            dirty = true;
            return;
        }
        if (size == MOST) {
            return;
        }
        append(code);
        System.arraycopy(codes, i, codes, i + 1, size - 1 - i);
        codes[i] = code;
    }

    private static int joined(int first, int second) {
        int test = PastCode.test(first) != PastCode.NO_TEST ? PastCode.test(first) : PastCode.test(second);
        boolean isTestOnly = PastCode.finding(first) == Finding.INVALID;
        int sample = isTestOnly ? second : first;
        int bare = PastCode.of(PastCode.finding(sample), PastCode.isFourG(sample), PastCode.who(sample));
        return PastCode.at(
                PastCode.judged(PastCode.tested(bare, test), PastCode.isGood(sample)), PastCode.offsetMs(first));
    }

    /** The first index whose time is at or after {@code time}. */
    int firstFrom(long time) {
        int i = size;
        while (i > 0 && at(i - 1) >= time) {
            i--;
        }
        return i;
    }

    void judged(int i, boolean good) {
        int code = PastCode.judged(codes[i], good);
        dirty |= code != codes[i];
        codes[i] = code;
    }

    void stands(byte[] on, long before) {
        dirty |= footingAt != before || !Arrays.equals(on, footing);
        footing = on;
        footingAt = before;
    }

    /** Whether a sample in it may count for {@code mobile} and not for {@code mobile.4g+}. */
    boolean hasUmts() {
        for (int i = 0; i < size; i++) {
            if (!PastCode.isFourG(codes[i]) && PastCode.finding(codes[i]) != Finding.INVALID) {
                return true;
            }
        }
        return false;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(number);
        out.writeShort(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(codes[i]);
        }
        byte[] stand = footing;
        out.writeShort(stand == null ? 0 : stand.length);
        if (stand != null) {
            out.write(stand);
            out.writeLong(footingAt);
        }
    }

    static Piece read(DataInput in) throws IOException {
        Piece piece = new Piece(in.readLong());
        piece.size = in.readUnsignedShort();
        piece.codes = new int[Math.max(FIRST_ROOM, piece.size)];
        for (int i = 0; i < piece.size; i++) {
            piece.codes[i] = in.readInt();
        }
        int length = in.readUnsignedShort();
        if (length > 0) {
            byte[] stand = new byte[length];
            in.readFully(stand);
            piece.footing = stand;
            piece.footingAt = in.readLong();
        }
        piece.dirty = false;
        piece.isWritten = true;
        return piece;
    }
}
