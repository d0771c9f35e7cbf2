package vn.phusong.village;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Bytes being read, as {@link ByteSink} wrote them. Never reads past the end, and never makes room for more than there is. */
final class ByteSource {
    private final byte[] bytes;
    private int next;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        need(1);
        return bytes[next++] & 0xFF;
    }

    int count() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7F) << shift;
            if (octet < 0x80 && value >= 0) {
                need(value);
                return value;
            }
        }
        throw new IllegalArgumentException("registry bytes are damaged: no count ends at byte " + next);
    }

    int whole() {
        return (octet() << 24) | (octet() << 16) | (octet() << 8) | octet();
    }

    long number() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | octet();
        }
        return value;
    }

    double real() {
        return Double.longBitsToDouble(number());
    }

    String text() {
        int length = count();
        String value = new String(bytes, next, length, StandardCharsets.UTF_8);
        next += length;
        return value;
    }

    @Nullable
    String maybe() {
        return octet() == 0 ? null : text();
    }

    <T> List<T> list(Function<ByteSource, T> each) {
        int size = count();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(each.apply(this));
        }
        return values;
    }

    /** @throws IllegalArgumentException when something is left over */
    void end() {
        if (next != bytes.length) {
            throw new IllegalArgumentException(
                    "registry bytes are damaged: " + (bytes.length - next) + " bytes are left over at byte " + next);
        }
    }

    /** Every element takes at least one byte, so a count above what is left is damage too. */
    private void need(int more) {
        if (more > bytes.length - next) {
            throw new IllegalArgumentException(
                    "registry bytes are cut short: " + more + " more wanted at byte " + next + " of " + bytes.length);
        }
    }
}
