package vn.phusong.ingest;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/**
 * Times as devices write them, to epoch milliseconds: RFC 3339 text, or a number of seconds (below 10^11) or milliseconds. Never guesses a time zone and
 * never throws: what cannot be read is {@link #UNREADABLE}.
 */
final class WireTime {
    static final long UNREADABLE = Long.MIN_VALUE;
    private static final double SECONDS_BELOW = 1e11;
    private static final double LARGEST_MS = 1L << 53;
    private static final int SHORTEST = "2026-03-01T08:00:00Z".length();
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private WireTime() {}

    /** Seconds below 10^11 (the year 5138), else milliseconds. */
    static long ofNumber(double number) {
        return ofMs(Math.abs(number) < SECONDS_BELOW ? number * 1000 : number);
    }

    static long ofSeconds(double seconds) {
        return ofMs(seconds * 1000);
    }

    private static long ofMs(double ms) {
        // False for NaN too.
        return Math.abs(ms) <= LARGEST_MS ? Math.round(ms) : UNREADABLE;
    }

    /** RFC 3339 §5.6. A leap second is the second after it; what is finer than a millisecond is cut. */
    static long ofText(char[] c, int at, int length) {
        boolean isDateTime = length >= SHORTEST
                && c[at + 4] == '-'
                && c[at + 7] == '-'
                && (c[at + 10] == 'T' || c[at + 10] == 't')
                && c[at + 13] == ':'
                && c[at + 16] == ':';
        if (!isDateTime) {
            return UNREADABLE;
        }
        int year = digits(c, at, 4);
        int month = digits(c, at + 5, 2);
        int day = digits(c, at + 8, 2);
        int hour = digits(c, at + 11, 2);
        int minute = digits(c, at + 14, 2);
        int second = digits(c, at + 17, 2);
        boolean isReal = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysIn(year, month)
                && isClock(hour, minute)
                && second >= 0
                && second <= 60;
        if (!isReal) {
            return UNREADABLE;
        }
        long ms = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60_000 + second * 1000L;
        return withRest(c, at + 19, at + length, ms);
    }

    /** Adds the fraction, then takes the offset away. */
    private static long withRest(char[] c, int from, int end, long seconds) {
        int i = from;
        long ms = 0;
        if (c[i] == '.') {
            int scale = 100;
            i++;
            int first = i;
            for (; i < end && c[i] >= '0' && c[i] <= '9'; i++) {
                ms += (long) (c[i] - '0') * scale;
                scale /= 10;
            }
            if (i == first) {
                return UNREADABLE;
            }
        }
        if (i == end - 1 && (c[i] == 'Z' || c[i] == 'z')) {
            return seconds + ms;
        }
        if (i != end - 6 || (c[i] != '+' && c[i] != '-') || c[i + 3] != ':') {
            return UNREADABLE;
        }
        int hours = digits(c, i + 1, 2);
        int minutes = digits(c, i + 4, 2);
        if (!isClock(hours, minutes)) {
            return UNREADABLE;
        }
        long offset = (hours * 60L + minutes) * 60_000;
        return seconds + ms - (c[i] == '+' ? offset : -offset);
    }

    /** Why a reading of time {@code at}, heard at {@code receivedAt}, is refused, or null. */
    static @Nullable Refusal problem(long at, long receivedAt, WireLimits limits) {
        if (at == UNREADABLE) {
            return new Refusal(RefusalReason.TIME_UNREADABLE, "t is no RFC 3339 time and no number of seconds or ms");
        }
        if (at > receivedAt + limits.futureMs()) {
            return new Refusal(
                    RefusalReason.TIME_IN_FUTURE, "t is " + (at - receivedAt) / 1000 + " s ahead of our clock");
        }
        if (at < receivedAt - limits.pastMs()) {
            return new Refusal(RefusalReason.TIME_TOO_OLD, "t is " + (receivedAt - at) / 86_400_000 + " days old");
        }
        return null;
    }

    private static boolean isClock(int hour, int minute) {
        return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
    }

    private static int digits(char[] c, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = c[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int daysIn(int year, int month) {
        boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && isLeap ? 29 : DAYS[month - 1];
    }

    /** Days since 1970-01-01 in the Gregorian calendar; years begin in March, so that a leap day is the last of its year. */
    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }
}
