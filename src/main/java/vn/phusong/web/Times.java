package vn.phusong.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import vn.phusong.village.Validity;

/** Times as our doors write and read them: RFC 3339 at the province's offset, +07:00 all year. */
final class Times {
    static final ZoneOffset PROVINCE = ZoneOffset.ofHours(7);
    private static final DateTimeFormatter PEOPLE = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");

    private Times() {}

    static String text(long at) {
        OffsetDateTime time = Instant.ofEpochMilli(at).atOffset(PROVINCE);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    /** Null for 0 and below: our way to say "never" inside. */
    static @Nullable String textOrNull(long at) {
        return at <= 0 ? null : text(at);
    }

    static @Nullable String from(Validity valid) {
        return valid.from() == Validity.ALWAYS ? null : text(valid.from());
    }

    static @Nullable String to(Validity valid) {
        return valid.to() == Validity.FOREVER ? null : text(valid.to());
    }

    /** {@code HH:mm dd/MM/yyyy}, as sentences have it. */
    static String forPeople(long at) {
        return PEOPLE.format(Instant.ofEpochMilli(at).atOffset(PROVINCE));
    }

    /** An RFC 3339 time, or a date, which means 00:00 at +07:00. A "+" that arrived as a blank, as unescaped ones do, is a "+". */
    static long read(String field, String value) {
        try {
            return value.length() == 10
                    ? LocalDate.parse(value).atStartOfDay().toInstant(PROVINCE).toEpochMilli()
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw Problem.badField(
                    field, "must be a time like 2026-03-01T08:00:00+07:00 or a date like 2026-03-01", value);
        }
    }
}
