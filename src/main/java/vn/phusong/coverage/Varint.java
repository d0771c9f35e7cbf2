package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers in rows of the state, small ones small: seven bits an octet, lowest first. */
final class Varint {
    private Varint() {}

    static void write(DataOutput out, long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    static long read(DataInput in) throws IOException {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = in.readByte();
            rest |= (long) (octet & 0x7F) << shift;
            if (octet >= 0) {
                break;
            }
        }
        return (rest >>> 1) ^ -(rest & 1);
    }

    static int readInt(DataInput in) throws IOException {
        return Math.toIntExact(read(in));
    }
}
