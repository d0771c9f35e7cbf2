package vn.phusong.alert;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How long a receiver asks us to wait (RFC 9110 §10.2.3): seconds, or a date. Never more than an hour, or a slip of its would silence us for good. */
final class RetryAfter {
    static final long LONGEST_MS = 3_600_000;

    private RetryAfter() {}

    /** 0 when it does not ask, or not so that it can be read. */
    static long waitMs(@Nullable String header, long now) {
        if (header == null) {
            return 0;
        }
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Math.min(LONGEST_MS, Long.parseLong(text) * 1_000);
        }
        try {
            long until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
            return Math.min(LONGEST_MS, Math.max(0, until - now));
        } catch (DateTimeException unreadable) {
            return 0;
        }
    }
}
