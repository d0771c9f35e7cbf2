package vn.phusong.ingest;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * The records of a SenML pack in CBOR (RFC 8428 §6), told by the labels of SenML JSON. Strict where the standard is: lengths are told, numbers are finite,
 * the only tag is that of a decimal fraction; what breaks this costs its record, and only what is no CBOR costs the pack. One thread.
 */
final class CborFields extends WireFields {
    /** Of the labels −6 to 8 (RFC 8428 Table 4). */
    private static final String[] LABELS = {
        "bs", "bv", "bu", "bt", "bn", "bver", "n", "u", "v", "vs", "vb", "s", "t", "ut", "vd"
    };

    private static final int FIRST_LABEL = -6;
    private static final int SELF_DESCRIBED = 55_799;
    private static final int DECIMAL_FRACTION = 4;
    private static final int LONGEST_TEXT = 16_384;
    // The pack is one deep, a record two.
    private static final int RECORD_DEPTH = 2;
    private static final int VALUE_DEPTH = 3;

    private final CborItems items;
    private long elementsLeft;
    private long pairsLeft;

    CborFields(byte[] bytes, int nestingMax) {
        items = new CborItems(bytes, nestingMax);
    }

    @Override
    @Nullable
    Refusal begin() throws CborBroken {
        items.head();
        if (items.major() == CborItems.TAG && items.argument() == SELF_DESCRIBED) {
            items.head();
        }
        if (items.major() != CborItems.ARRAY) {
            return new Refusal(RefusalReason.SENML, "a SenML pack is an array of records, was " + items.shown());
        }
        elementsLeft = items.argument();
        return items.isIndefinite()
                ? new Refusal(
                        RefusalReason.SENML,
                        "a pack says how many records it has; an array without a length is a stream")
                : null;
    }

    @Override
    Element element() throws CborBroken {
        if (elementsLeft == 0) {
            return Element.END;
        }
        elementsLeft--;
        items.head();
        if (items.major() == CborItems.MAP && !items.isIndefinite()) {
            pairsLeft = items.argument();
            return Element.OBJECT;
        }
        if (items.major() == CborItems.MAP) {
            refuse(RefusalReason.SENML, "a record says how many labels it has, and is no stream of them");
        } else if (items.major() == CborItems.TAG) {
            refuse(RefusalReason.SENML, "a record has no tag, had " + items.shown());
        }
        items.body(RECORD_DEPTH);
        return Element.OTHER;
    }

    @Override
    @Nullable
    String label() throws CborBroken {
        while (pairsLeft > 0) {
            pairsLeft--;
            items.head();
            boolean isText = items.major() == CborItems.TEXT && !items.isIndefinite();
            if (items.major() <= CborItems.NEGATIVE) {
                return name(items.integer());
            }
            if (isText && items.isUtf8()) {
                String label = items.peekText();
                items.body(VALUE_DEPTH);
                return label;
            }
            refuse(
                    isText ? RefusalReason.NOT_UTF8 : RefusalReason.WRONG_TYPE,
                    isText ? "a label is not UTF-8" : "a label is a number or text, was " + items.shown());
            items.body(VALUE_DEPTH);
            skip();
        }
        return null;
    }

    /** A number that is no label of SenML gets a name that none has. */
    private static String name(BigInteger label) {
        int place = label.bitLength() < 8 ? label.intValue() - FIRST_LABEL : -1;
        return place >= 0 && place < LABELS.length ? LABELS[place] : "#" + label;
    }

    @Override
    double number(String field) throws CborBroken {
        items.head();
        if (items.major() <= CborItems.NEGATIVE) {
            return items.integer().doubleValue();
        }
        if (items.major() == CborItems.SIMPLE && items.info() >= CborItems.HALF && items.info() <= CborItems.DOUBLE) {
            return finite(field, items.floating(), String.valueOf(items.floating()));
        }
        if (items.major() == CborItems.TAG && items.argument() == DECIMAL_FRACTION) {
            return fraction(field);
        }
        wrong(field, "a number");
        return Double.NaN;
    }

    private double finite(String field, double value, String shown) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            refuse(RefusalReason.OUT_OF_RANGE, field + " must be a finite number, was " + shown);
            return Double.NaN;
        }
        return value;
    }

    /** Tag 4: an exponent of ten and a mantissa, both integers (RFC 8949 §3.4.4). */
    private double fraction(String field) throws CborBroken {
        items.head();
        if (items.major() != CborItems.ARRAY || items.isIndefinite() || items.argument() != 2) {
            refuse(
                    RefusalReason.WRONG_TYPE,
                    field + " must be a decimal fraction of two integers, was " + items.shown());
            items.body(VALUE_DEPTH + 1);
            return Double.NaN;
        }
        BigInteger exponent = integerOrNull();
        BigInteger mantissa = integerOrNull();
        if (exponent == null || mantissa == null) {
            refuse(RefusalReason.WRONG_TYPE, field + " must be a decimal fraction of two integers");
            return Double.NaN;
        }
        // A short: no double reaches further, and no arithmetic with millions of digits begins here.
        boolean isShort = exponent.bitLength() < 16;
        double value = isShort ? new BigDecimal(mantissa, -exponent.intValue()).doubleValue() : Double.NaN;
        return finite(field, value, mantissa + "E" + exponent);
    }

    private @Nullable BigInteger integerOrNull() throws CborBroken {
        items.head();
        if (items.major() <= CborItems.NEGATIVE) {
            return items.integer();
        }
        items.body(VALUE_DEPTH + 2);
        return null;
    }

    @Override
    @Nullable
    String text(String field) throws CborBroken {
        items.head();
        if (items.major() != CborItems.TEXT) {
            wrong(field, "text");
            return null;
        }
        String text = null;
        if (items.isIndefinite()) {
            refuse(RefusalReason.SENML, field + " must be text that says its length");
        } else if (items.argument() > LONGEST_TEXT) {
            refuse(RefusalReason.TOO_LARGE, field + " has " + items.argument() + " bytes, at most " + LONGEST_TEXT);
        } else if (!items.isUtf8()) {
            refuse(RefusalReason.NOT_UTF8, field + " is not UTF-8");
        } else {
            text = items.peekText();
        }
        items.body(VALUE_DEPTH);
        return text;
    }

    @Override
    @Nullable
    Boolean truth(String field) throws CborBroken {
        items.head();
        if (items.major() == CborItems.SIMPLE && (items.info() == CborItems.TRUE || items.info() == CborItems.FALSE)) {
            return items.info() == CborItems.TRUE;
        }
        wrong(field, "true or false");
        return null;
    }

    @Override
    void skip() throws CborBroken {
        items.head();
        items.body(VALUE_DEPTH);
    }

    @Override
    void end() throws CborBroken {
        if (!items.isAtEnd()) {
            throw new CborBroken("something follows the end of the message", items.at());
        }
    }

    private void wrong(String field, String wanted) throws CborBroken {
        boolean isNull = items.major() == CborItems.SIMPLE && items.info() == CborItems.NULL;
        if (!isNull) {
            refuse(RefusalReason.WRONG_TYPE, field + " must be " + wanted + ", was " + items.shown());
            items.body(VALUE_DEPTH);
        }
    }
}
