package vn.phusong.ingest;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.RefusalReason;

/** What can be said of a message before it is parsed. */
final class WireBytes {
    private WireBytes() {}

    /** Where the text begins, behind a byte order mark and white space; the length when there is none. */
    static int start(byte[] bytes) {
        boolean hasMark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int start = hasMark ? 3 : 0;
        while (start < bytes.length && isSpace(bytes[start])) {
            start++;
        }
        return start;
    }

    /** A word in plain text or as a JSON string. */
    static String word(byte[] bytes, int start) {
        int end = bytes.length;
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
        boolean isQuoted = end - start >= 2 && bytes[start] == '"' && bytes[end - 1] == '"';
        int from = isQuoted ? start + 1 : start;
        int to = isQuoted ? end - 1 : end;
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** {@code NOT_UTF8}, {@code UNPARSABLE} for a NUL byte, or null. Strict (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. */
    static @Nullable RefusalReason problem(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            byte b = bytes[i];
            if (b > 0) {
                i++;
                continue;
            }
            if (b == 0) {
                return RefusalReason.UNPARSABLE;
            }
            int length = sequence(bytes, i, bytes.length);
            if (length == 0) {
                return RefusalReason.NOT_UTF8;
            }
            i += length;
        }
        return null;
    }

    /** Whether the bytes from {@code from} up to {@code end} are UTF-8, as strictly; a NUL is a character. */
    static boolean isUtf8(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end) {
            int length = bytes[i] >= 0 ? 1 : sequence(bytes, i, end);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** Length of the well-formed sequence at {@code i}, which does not begin with ASCII; 0 when it is not one. */
    private static int sequence(byte[] bytes, int i, int end) {
        int b = bytes[i] & 0xFF;
        int length = b < 0xC2 ? 0 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : b < 0xF5 ? 4 : 0;
        if (length == 0 || i + length > end) {
            return 0;
        }
        int low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        int high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        for (int k = 1; k < length; k++) {
            int next = bytes[i + k] & 0xFF;
            if (next < (k == 1 ? low : 0x80) || next > (k == 1 ? high : 0xBF)) {
                return 0;
            }
        }
        return length;
    }
}
