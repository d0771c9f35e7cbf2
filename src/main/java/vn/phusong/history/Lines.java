package vn.phusong.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Points in InfluxDB's line protocol, as bytes: one buffer for a whole batch, no object for a point. A value that was not told is an absent field; a point
 * without any field is no point and leaves no line. History's thread only.
 */
final class Lines {
    private static final int LEAST = 1 << 16;
    private static final int DIGITS_MOST = 20;

    private byte[] bytes = new byte[LEAST];
    private int size;
    private int[] ends = new int[256];
    private int count;
    private boolean hasField;

    /** Name of a field or tag as it stands in the line, {@code name=}. */
    static byte[] key(String name) {
        return (name + "=").getBytes(StandardCharsets.US_ASCII);
    }

    int count() {
        return count;
    }

    void clear() {
        size = 0;
        count = 0;
        // One huge batch must not be paid for ever.
        if (bytes.length > 64 * LEAST) {
            bytes = new byte[LEAST];
        }
    }

    /** Lines {@code from} (inclusive) to {@code to} (exclusive), apart by line ends. */
    String text(int from, int to) {
        int start = from == 0 ? 0 : ends[from - 1];
        return new String(bytes, start, ends[to - 1] - start, StandardCharsets.UTF_8);
    }

    /** Measurement and tags, made by an earlier {@link #head}. */
    @CanIgnoreReturnValue
    Lines begin(byte[] head) {
        size = count == 0 ? 0 : ends[count - 1];
        hasField = false;
        put(head);
        return this;
    }

    /** The bytes of measurement and tags, for {@link #begin}: {@code name, value, name, value …} in the order of names, which the server likes. */
    static byte[] head(String measurement, @Nullable String... tags) {
        StringBuilder head = new StringBuilder(measurement);
        for (int i = 0; i < tags.length; i += 2) {
            head.append(',').append(tags[i]).append('=').append(escaped(tag(tags[i + 1])));
        }
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A value as a tag can hold it: never empty, and without what cannot be escaped there. */
    static String tag(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "none";
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == '\\') {
                return value.replaceAll("[\\x00-\\x1f\\\\]", "_");
            }
        }
        return value;
    }

    private static String escaped(String value) {
        return value.replace(",", "\\,").replace("=", "\\=").replace(" ", "\\ ");
    }

    @CanIgnoreReturnValue
    Lines real(byte[] key, float value) {
        if (Float.isFinite(value)) {
            field(key);
            long hundredths = Math.round(value * 100.0);
            if (Math.abs(hundredths) < 1_000_000_000L && (float) (hundredths / 100.0) == value) {
                decimal(hundredths, 100);
            } else {
                ascii(Float.toString(value));
            }
        }
        return this;
    }

    @CanIgnoreReturnValue
    Lines real(byte[] key, double value) {
        if (Double.isFinite(value)) {
            field(key);
            long thousandths = Math.round(value * 1000.0);
            if (Math.abs(thousandths) < 1_000_000_000_000_000L && thousandths / 1000.0 == value) {
                decimal(thousandths, 1000);
            } else {
                ascii(Double.toString(value));
            }
        }
        return this;
    }

    @CanIgnoreReturnValue
    Lines whole(byte[] key, long value) {
        field(key);
        digits(value);
        room(1);
        bytes[size++] = 'i';
        return this;
    }

    /** −1 stands for "not told". */
    @CanIgnoreReturnValue
    Lines told(byte[] key, int value) {
        return value < 0 ? this : whole(key, value);
    }

    @CanIgnoreReturnValue
    Lines text(byte[] key, @Nullable String value) {
        if (value == null) {
            return this;
        }
        field(key);
        room(2 + 2 * value.length());
        bytes[size++] = '"';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                put(quoted(value.substring(i)).getBytes(StandardCharsets.UTF_8));
                break;
            }
            if (c == '"' || c == '\\') {
                bytes[size++] = '\\';
            }
            bytes[size++] = (byte) c;
        }
        room(1);
        bytes[size++] = '"';
        return this;
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /**
     * @param atMs epoch milliseconds, 0 or later
     * @param nanos within the millisecond, 0..999 999: tells points of one series and one millisecond apart
     */
    void end(long atMs, int nanos) {
        if (!hasField) {
            return;
        }
        room(2 + DIGITS_MOST);
        bytes[size++] = ' ';
        digits(atMs * 1_000_000L + nanos);
        bytes[size++] = '\n';
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = size;
    }

    private void field(byte[] key) {
        room(1 + key.length);
        bytes[size++] = (byte) (hasField ? ',' : ' ');
        hasField = true;
        put(key);
    }

    private void decimal(long scaled, int scale) {
        room(DIGITS_MOST + 4);
        if (scaled < 0) {
            bytes[size++] = '-';
        }
        long magnitude = Math.abs(scaled);
        digits(magnitude / scale);
        int rest = (int) (magnitude % scale);
        if (rest != 0) {
            bytes[size++] = '.';
            for (int unit = scale / 10; unit > 0 && rest > 0; unit /= 10) {
                bytes[size++] = (byte) ('0' + rest / unit);
                rest %= unit;
            }
        }
    }

    private void digits(long value) {
        room(DIGITS_MOST);
        long left = value;
        if (left < 0) {
            bytes[size++] = '-';
            left = -left;
        }
        int end = size + 1;
        for (long rest = left / 10; rest > 0; rest /= 10) {
            end++;
        }
        for (int i = end - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        size = end;
    }

    private void ascii(String text) {
        put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void put(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, size, some.length);
        size += some.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
