package vn.phusong.ingest;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Steps through the items of a CBOR message (RFC 8949 §3): the head of each, and over what nobody asked for. Throws only for what leaves the rest
 * unreadable; never allocates by a length that the message merely claims. One thread.
 */
final class CborItems {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int SIMPLE = 7;

    static final int FALSE = 20;
    static final int TRUE = 21;
    static final int NULL = 22;
    static final int HALF = 25;
    static final int DOUBLE = 27;

    private static final int INDEFINITE = 31;

    private final byte[] bytes;
    private final int nestingMax;
    private int at;

    // Of the head read last.
    private int major;
    private int info;
    private long argument;

    CborItems(byte[] bytes, int nestingMax) {
        this.bytes = bytes;
        this.nestingMax = nestingMax;
    }

    int major() {
        return major;
    }

    /** Which simple value or width of float, for {@link #SIMPLE}. */
    int info() {
        return info;
    }

    /** Value, length, number of elements or of pairs, or tag. Unsigned. */
    long argument() {
        return argument;
    }

    boolean isIndefinite() {
        return info == INDEFINITE;
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    int at() {
        return at;
    }

    /** Reads one head. Of a string, array or map with a length the content fits into what is left. */
    void head() throws CborBroken {
        if (at == bytes.length) {
            throw new CborBroken("truncated where a value should begin", at);
        }
        int first = bytes[at++] & 0xFF;
        major = first >> 5;
        info = first & 31;
        if (info < 24) {
            argument = info;
        } else if (info < 28) {
            argument = follows(1 << (info - 24));
        } else if (info == INDEFINITE && major >= BYTES && major != TAG) {
            argument = 0;
        } else {
            throw new CborBroken("a head of 0x" + Integer.toHexString(first) + " is none", at - 1);
        }
        boolean hasContent = major >= BYTES && major <= MAP;
        if (hasContent && Long.compareUnsigned(argument, (bytes.length - at) / (major == MAP ? 2 : 1)) > 0) {
            throw new CborBroken(
                    "truncated: " + Long.toUnsignedString(argument) + " claimed, " + (bytes.length - at)
                            + " bytes left",
                    at);
        }
    }

    private long follows(int count) throws CborBroken {
        if (bytes.length - at < count) {
            throw new CborBroken("truncated within a number", at);
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | (bytes[at++] & 0xFF);
        }
        return value;
    }

    /** Whether the text whose head was read is UTF-8. */
    boolean isUtf8() {
        return WireBytes.isUtf8(bytes, at, at + (int) argument);
    }

    /** The text whose head was read, without stepping over it. */
    String peekText() {
        return new String(bytes, at, (int) argument, StandardCharsets.UTF_8);
    }

    /** Steps over what belongs to the head read last, which stands {@code depth} deep. */
    void body(int depth) throws CborBroken {
        if (depth > nestingMax) {
            throw new CborBroken("nested deeper than " + nestingMax, at);
        }
        switch (major) {
            case BYTES, TEXT -> string();
            case ARRAY -> items(isIndefinite() ? -1 : argument, depth);
            case MAP -> items(isIndefinite() ? -1 : 2 * argument, depth);
            case TAG -> {
                head();
                body(depth + 1);
            }
            default -> {
                if (isIndefinite()) {
                    throw new CborBroken("a break that ends nothing", at - 1);
                }
            }
        }
    }

    private void string() throws CborBroken {
        if (!isIndefinite()) {
            at += (int) argument;
            return;
        }
        int kind = major;
        for (head(); !isBreak(); head()) {
            if (major != kind || isIndefinite()) {
                throw new CborBroken("a piece of a string is no string", at - 1);
            }
            at += (int) argument;
        }
    }

    /** @param count −1 until a break */
    private void items(long count, int depth) throws CborBroken {
        for (long i = 0; i != count; i++) {
            head();
            if (count < 0 && isBreak()) {
                return;
            }
            body(depth + 1);
        }
    }

    private boolean isBreak() {
        return major == SIMPLE && isIndefinite();
    }

    /** Of a head of {@link #UNSIGNED} or {@link #NEGATIVE}: 64 bits and a sign. */
    BigInteger integer() {
        BigInteger told = new BigInteger(Long.toUnsignedString(argument));
        return major == NEGATIVE ? told.not() : told;
    }

    /** Of a head of {@link #SIMPLE} that is a float of any width. */
    double floating() {
        return switch (info) {
            case HALF -> half((int) argument);
            case DOUBLE -> Double.longBitsToDouble(argument);
            default -> Float.intBitsToFloat((int) argument);
        };
    }

    /** IEEE 754 binary16: 1 bit of sign, 5 of exponent, 10 of fraction. */
    private static double half(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size =
                switch (exponent) {
                    case 0 -> Math.scalb((double) fraction, -24);
                    case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
                };
        return (bits & 0x8000) == 0 ? size : -size;
    }

    /** The item whose head was read, in a word or two. */
    String shown() {
        return switch (major) {
            case UNSIGNED, NEGATIVE -> integer().toString();
            case BYTES -> "bytes";
            case TEXT -> isIndefinite() ? "text" : '"' + JsonFields.cut(peekText()) + '"';
            case ARRAY -> "an array";
            case MAP -> "an object";
            case TAG -> "tag " + Long.toUnsignedString(argument);
            default -> simple();
        };
    }

    private String simple() {
        return switch (info) {
            case FALSE -> "false";
            case TRUE -> "true";
            case NULL -> "null";
            case HALF, HALF + 1, DOUBLE -> String.valueOf(floating());
            default -> "a simple value of CBOR";
        };
    }
}
