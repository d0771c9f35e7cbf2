package vn.phusong.journal;

import org.jspecify.annotations.Nullable;

/** Reads what {@link Packer} wrote. Bytes that are not that end in {@link Damaged}, never in a wrong value read past the end. */
final class Unpacker {
    private final byte[] bytes;
    private final int end;
    private int at;

    Unpacker(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Unpacker(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean isAtEnd() {
        return at == end;
    }

    int octet() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    long count() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new Damaged("a number without end");
    }

    /** A count that says how much follows: never more than could be there. */
    int length() {
        long value = count();
        if (value < 0 || value > end - at) {
            throw new Damaged("a length of " + value + " with " + (end - at) + " bytes left");
        }
        return (int) value;
    }

    /** An ordinal or index below {@code bound}. */
    int below(int bound) {
        long value = count();
        if (value < 0 || value >= bound) {
            throw new Damaged("a choice of " + value + " among " + bound);
        }
        return (int) value;
    }

    int integer() {
        long value = signed();
        if (value != (int) value) {
            throw new Damaged("a number of " + value);
        }
        return (int) value;
    }

    long signed() {
        return unzigzag(count());
    }

    float level() {
        long code = count();
        if (code >= 3) {
            return unzigzag(code - 3) / 10f;
        }
        return switch ((int) code) {
            case 0 -> Float.NaN;
            case 1 -> Float.intBitsToFloat((int) fixed(4));
            default -> signed() / 100f;
        };
    }

    double quantity() {
        long code = count();
        if (code >= 3) {
            return unzigzag(code - 3);
        }
        return switch ((int) code) {
            case 0 -> Double.NaN;
            case 1 -> Double.longBitsToDouble(fixed(8));
            default -> signed() / 1000.0;
        };
    }

    String text() {
        int length = length();
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) below(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }

    /** An enum's constant by its name. */
    <E extends Enum<E>> E choice(Class<E> type) {
        String name = text();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new Damaged("a " + type.getSimpleName() + " called " + name, e);
        }
    }

    /** The letters that follow here. */
    void letters(Texts into) {
        int length = length();
        for (int i = 0; i < length; i++) {
            into.add((char) below(Character.MAX_VALUE + 1));
        }
    }

    @Nullable
    String textOrNull() {
        return octet() == 0 ? null : text();
    }

    /** The bytes that {@link Packer#part} put here, as a reader of their own. */
    Unpacker part() {
        int length = length();
        at += length;
        return new Unpacker(bytes, at - length, at);
    }

    private long fixed(int octets) {
        need(octets);
        long bits = 0;
        for (int i = 0; i < octets; i++) {
            bits |= (bytes[at++] & 0xFFL) << (8 * i);
        }
        return bits;
    }

    private void need(int octets) {
        if (end - at < octets) {
            throw new Damaged("cut off");
        }
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
