package vn.phusong.journal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes being written, small numbers small. Equal calls give equal bytes. One thread at a time; {@link #clear()} keeps the room it grew to. */
final class Packer {
    private static final double EXACT = 1L << 53;

    private byte[] bytes = new byte[256];
    private int size;

    @CanIgnoreReturnValue
    Packer clear() {
        size = 0;
        return this;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    @CanIgnoreReturnValue
    Packer add(int octet) {
        reserve(1);
        bytes[size++] = (byte) octet;
        return this;
    }

    /** A count: 7 bits an octet, lowest first. Negative ones take ten octets. */
    @CanIgnoreReturnValue
    Packer count(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** A number of either sign, near zero small. */
    @CanIgnoreReturnValue
    Packer signed(long value) {
        return count((value << 1) ^ (value >> 63));
    }

    /** NaN in one octet, tenths and hundredths in about two, anything else whole. */
    @CanIgnoreReturnValue
    Packer level(float value) {
        if (Float.isNaN(value)) {
            return add(0);
        }
        int bits = Float.floatToIntBits(value);
        int tenths = Math.round(value * 10);
        if (Float.floatToIntBits(tenths / 10f) == bits) {
            return count(zigzag(tenths) + 3);
        }
        int hundredths = Math.round(value * 100);
        if (Float.floatToIntBits(hundredths / 100f) == bits) {
            return add(2).count(zigzag(hundredths));
        }
        return add(1).fixed(bits, 4);
    }

    /** NaN in one octet, whole numbers and thousandths by their size, anything else whole. */
    @CanIgnoreReturnValue
    Packer quantity(double value) {
        if (Double.isNaN(value)) {
            return add(0);
        }
        long bits = Double.doubleToLongBits(value);
        if (Math.abs(value) < EXACT) {
            if (Double.doubleToLongBits((double) (long) value) == bits) {
                return count(zigzag((long) value) + 3);
            }
            long thousandths = Math.round(value * 1000);
            if (Double.doubleToLongBits(thousandths / 1000.0) == bits) {
                return add(2).count(zigzag(thousandths));
            }
        }
        return add(1).fixed(bits, 8);
    }

    @CanIgnoreReturnValue
    Packer text(String text) {
        return textFrom(text, 0);
    }

    /** The rest of a text, char by char: unlike UTF-8 it keeps even half a surrogate pair, which JSON can smuggle in. */
    @CanIgnoreReturnValue
    Packer textFrom(String text, int from) {
        count(text.length() - from);
        reserve(3 * (text.length() - from));
        for (int i = from; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else {
                count(c);
            }
        }
        return this;
    }

    @CanIgnoreReturnValue
    Packer textOrNull(@Nullable String text) {
        return text == null ? add(0) : add(1).text(text);
    }

    @CanIgnoreReturnValue
    Packer raw(byte[] more, int from, int length) {
        reserve(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
        return this;
    }

    /** All of {@code other}, with its length before it. */
    @CanIgnoreReturnValue
    Packer part(Packer other) {
        return count(other.size).raw(other.bytes, 0, other.size);
    }

    @CanIgnoreReturnValue
    private Packer fixed(long bits, int octets) {
        reserve(octets);
        for (int i = 0; i < octets; i++) {
            bytes[size++] = (byte) (bits >>> (8 * i));
        }
        return this;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
