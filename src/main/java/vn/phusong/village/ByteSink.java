package vn.phusong.village;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Bytes being written: whole numbers by seven bits a byte, text as UTF-8 with its length before it. Equal values give equal bytes. */
final class ByteSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    void octet(int value) {
        bytes.write(value);
    }

    /** @param value 0 or above */
    void count(int value) {
        int left = value;
        while (left > 0x7F) {
            octet((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        octet(left);
    }

    void whole(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            octet(value >>> shift);
        }
    }

    void number(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    void real(double value) {
        number(Double.doubleToLongBits(value));
    }

    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        count(utf8.length);
        bytes.write(utf8, 0, utf8.length);
    }

    /** A text that may be absent: one byte says so. */
    void maybe(@Nullable String value) {
        octet(value == null ? 0 : 1);
        if (value != null) {
            text(value);
        }
    }

    <T> void list(List<T> values, BiConsumer<ByteSink, T> each) {
        count(values.size());
        for (T value : values) {
            each.accept(this, value);
        }
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
