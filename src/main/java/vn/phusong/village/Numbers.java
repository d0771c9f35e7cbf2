package vn.phusong.village;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, dates and spans as a registry folder writes them. Half of the world writes 79,5 and 1.292: those are refused, never guessed. */
final class Numbers {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,5})([smh])");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,3}(\\.\\d{1,15})?");
    private static final Pattern WITH_COMMA = Pattern.compile("-?\\d+,\\d+");
    private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,2})?");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}([., ]\\d{3})+");
    private static final Pattern PON = Pattern.compile("([^/]+)/([A-Za-z0-9._-]{1,16})/([A-Za-z0-9._-]{1,16})");
    private static final long DAY_MS = 86_400_000;
    private static final long EAST_MS = 7 * 3_600_000;

    private Numbers() {}

    /** Epoch milliseconds of 00:00 at +07:00 of that day. */
    static long date(String text) {
        Matcher parts = DATE.matcher(text);
        if (parts.matches()) {
            try {
                LocalDate day = LocalDate.parse(text);
                if (day.getYear() >= 1900) {
                    return day.toEpochDay() * DAY_MS - EAST_MS;
                }
            } catch (DateTimeException noSuchDay) {
                throw new Misread("there is no such day; write YYYY-MM-DD", "không có ngày này; hãy viết YYYY-MM-DD");
            }
        }
        throw new Misread(
                "write the date as YYYY-MM-DD, as 2025-07-01", "hãy viết ngày theo dạng YYYY-MM-DD, ví dụ 2025-07-01");
    }

    /** That instant's day at +07:00, as {@link #date} reads it. */
    static String day(long at) {
        return LocalDate.ofEpochDay(Math.floorDiv(at + EAST_MS, DAY_MS)).toString();
    }

    /** Milliseconds, 1 s to 24 h. */
    static long span(String text) {
        Matcher parts = SPAN.matcher(text);
        if (!parts.matches()) {
            throw new Misread("write a number and its unit: 60s, 5m or 1h", "hãy viết số kèm đơn vị: 60s, 5m hoặc 1h");
        }
        long unit = parts.group(2).equals("s") ? 1_000 : parts.group(2).equals("m") ? 60_000 : 3_600_000;
        long span = Long.parseLong(parts.group(1)) * unit;
        if (span > DAY_MS) {
            throw new Misread("must be 1s to 24h", "phải từ 1s đến 24h");
        }
        return span;
    }

    static double degrees(String text) {
        return decimal(text, "22.1632");
    }

    static float decibels(String text) {
        double value = decimal(text, "-1.5");
        if (Math.abs(value) > 60) {
            throw new Misread("must be -60 to 60 dB", "phải từ -60 đến 60 dB");
        }
        return (float) value;
    }

    private static double decimal(String text, String example) {
        if (WITH_COMMA.matcher(text).matches()) {
            String point = text.replace(',', '.');
            throw new Misread("write the decimal with a point: " + point, "hãy dùng dấu chấm thập phân: " + point);
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new Misread("write a decimal number, as " + example, "hãy viết số thập phân, ví dụ " + example);
        }
        return Double.parseDouble(text);
    }

    /** A count, 0 to 10 million. */
    static int count(String text) {
        if (GROUPED.matcher(text).matches()) {
            String whole = text.replaceAll("[., ]", "");
            throw new Misread(
                    "write whole numbers without separators: " + whole,
                    "hãy viết số nguyên không có dấu phân cách: " + whole);
        }
        if (!text.matches("\\d{1,8}") || Integer.parseInt(text) > 10_000_000) {
            throw new Misread("write a whole number, 0 to 10000000", "hãy viết số nguyên từ 0 đến 10000000");
        }
        return Integer.parseInt(text);
    }

    /** Hundredths of a per cent, exact. */
    static int percent(String text) {
        if (WITH_COMMA.matcher(text).matches()) {
            String point = text.replace(',', '.');
            throw new Misread("write the decimal with a point: " + point, "hãy dùng dấu chấm thập phân: " + point);
        }
        if (PERCENT.matcher(text).matches()) {
            BigDecimal value = new BigDecimal(text);
            if (value.compareTo(BigDecimal.valueOf(100)) <= 0) {
                return value.movePointRight(2).intValueExact();
            }
        }
        throw new Misread(
                "write 0 to 100 with at most two decimals and no sign, as 79.5",
                "hãy viết số từ 0 đến 100, tối đa hai chữ số thập phân, không có dấu %, ví dụ 79.5");
    }

    /** {@code olt/slot/port}, given back as it is. */
    static String pon(String text) {
        Matcher parts = PON.matcher(text);
        if (!parts.matches() || !Cells.isId(parts.group(1))) {
            throw new Misread("write olt/slot/port, as olt-01834/0/3", "hãy viết olt/khe/cổng, ví dụ olt-01834/0/3");
        }
        return text;
    }

    /** MCC and two-digit MNC, as text: 01 is not 1. */
    static String plmn(String text) {
        if (!text.matches("\\d{5}")) {
            throw new Misread(
                    "a PLMN is MCC and two-digit MNC, 5 digits, as 45201: was " + RowError.shown(text),
                    "PLMN gồm MCC và MNC hai chữ số, tổng 5 chữ số, ví dụ 45201: ở đây là " + RowError.shown(text));
        }
        return text;
    }
}
