package vn.phusong.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Hours of the week, at +07:00.
 *
 * @param spans any of them
 * @param except days off, whatever the day of the week
 */
public record WorkHours(List<Span> spans, Set<LocalDate> except) {
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);
    /** A digest waits no longer than this for a working day. */
    private static final int MOST_DAYS_OFF = 30;

    /** @param to the first moment after it; midnight means the end of the day */
    public record Span(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        boolean has(LocalDateTime local) {
            LocalTime time = local.toLocalTime();
            return days.contains(local.getDayOfWeek())
                    && !time.isBefore(from)
                    && (to.equals(LocalTime.MIDNIGHT) || time.isBefore(to));
        }
    }

    /** All of Monday to Friday. */
    static WorkHours weekdays() {
        Set<DayOfWeek> days = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        return new WorkHours(List.of(new Span(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)), Set.of());
    }

    boolean hold(long at) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(at), VIETNAM);
        return !except.contains(local.toLocalDate()) && spans.stream().anyMatch(span -> span.has(local));
    }

    /** The first of these times of a day after {@code at} that lies within these hours; after a month of none, the next there is. */
    long next(List<LocalTime> times, long at) {
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(at), VIETNAM);
        for (int day = 0; day <= MOST_DAYS_OFF; day++) {
            for (LocalTime time : times) {
                long then = milli(today.plusDays(day), time);
                if (then > at && hold(then)) {
                    return then;
                }
            }
        }
        return milli(today.plusDays(1), times.get(0));
    }

    private static long milli(LocalDate day, LocalTime time) {
        return day.atTime(time).toInstant(VIETNAM).toEpochMilli();
    }
}
