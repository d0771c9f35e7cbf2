package vn.phusong;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with its unit, as people write it into settings. A bare number is never one: 30000 of what? */
enum Quantity {
    /** In milliseconds. */
    DURATION("ms=1 s=1000 m=60000 h=3600000 d=86400000"),
    /** In bytes; 1 KB = 1024 B. */
    SIZE("B=1 KB=1024 MB=1048576 GB=1073741824"),
    /** In bit/s; 1 kbit/s = 1000 bit/s, as networks count. */
    RATE("bit/s=1 kbit/s=1000 Mbit/s=1000000 Gbit/s=1000000000");

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?) ?([A-Za-z/]+)");

    private final String units;

    Quantity(String units) {
        this.units = units;
    }

    /**
     * @return milliseconds, bytes or bit/s
     * @throws NumberFormatException if the text is not a number with one of the units, or not a whole number of the smallest
     */
    long read(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new NumberFormatException(text);
        }
        try {
            return new BigDecimal(matcher.group(1))
                    .multiply(factor(matcher.group(2)))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new NumberFormatException(text);
        }
    }

    private BigDecimal factor(String unit) {
        for (String known : units.split(" ", -1)) {
            if (known.startsWith(unit + "=")) {
                return new BigDecimal(known.substring(unit.length() + 1));
            }
        }
        throw new NumberFormatException("no unit " + unit);
    }
}
