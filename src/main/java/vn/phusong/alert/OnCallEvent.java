package vn.phusong.alert;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.Range;
import biweekly.property.ExceptionDates;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceId;
import biweekly.property.RecurrenceRule;
import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One event of a calendar: a turn, or turns that repeat. What is called off is no turn, and an instance that was changed by itself (RECURRENCE-ID) stands
 * where it was changed to, and no longer where it was. Days are Vietnam's, whatever zone the machine is set to. Immutable once read.
 *
 * @param replaced beginnings that others stand for, epoch milliseconds
 */
// The calendar library speaks of nothing but Date.
@SuppressWarnings("JavaUtilDate")
record OnCallEvent(VEvent event, TimeZone zone, String contact, long lastsMs, Set<Long> replaced) {
    /** Times without a zone, and days, are Vietnam's. */
    static final TimeZone VIETNAM = new SimpleTimeZone(7 * 3_600_000, "GMT+07:00");

    private static final long DAY_MS = 86_400_000;
    private static final int MOST_OF_ONE = 1_000;

    /** @throws IllegalArgumentException in one sentence that says what is wrong with an event */
    static List<OnCallEvent> all(ICalendar calendar) {
        Map<String, Set<Long>> replaced = new TreeMap<>();
        for (VEvent event : calendar.getEvents()) {
            fix(event);
            RecurrenceId id = event.getRecurrenceId();
            if (id != null && id.getRange() == Range.THIS_AND_FUTURE) {
                throw new IllegalArgumentException("an event changes all turns from one on (RANGE=THISANDFUTURE), which"
                        + " is not understood: end the old turns with UNTIL and write the new ones as an event");
            }
            if (id != null) {
                replaced.computeIfAbsent(uid(event), unused -> new HashSet<>())
                        .add(id.getValue().getTime());
            }
        }
        List<OnCallEvent> events = new ArrayList<>();
        for (VEvent event : calendar.getEvents()) {
            if (event.getStatus() == null || !event.getStatus().isCancelled()) {
                boolean isChange = event.getRecurrenceId() != null;
                events.add(of(calendar, event, isChange ? Set.of() : replaced.getOrDefault(uid(event), Set.of())));
            }
        }
        return List.copyOf(events);
    }

    private static String uid(VEvent event) {
        return event.getUid() == null ? "" : event.getUid().getValue();
    }

    private static OnCallEvent of(ICalendar calendar, VEvent event, Set<Long> replaced) {
        if (event.getSummary() == null || event.getDateStart() == null) {
            throw new IllegalArgumentException(
                    "an event has no " + (event.getSummary() == null ? "SUMMARY" : "DTSTART"));
        }
        String who = event.getSummary().getValue().strip();
        long start = event.getDateStart().getValue().getTime();
        long lasts = event.getDateEnd() != null
                ? event.getDateEnd().getValue().getTime() - start
                : event.getDuration() != null ? event.getDuration().getValue().toMillis() : DAY_MS;
        if (lasts <= 0) {
            throw new IllegalArgumentException("the turn of " + who + " ends before it begins");
        }
        var assigned = calendar.getTimezoneInfo().getTimezone(event.getDateStart());
        return new OnCallEvent(event, assigned == null ? VIETNAM : assigned.getTimeZone(), who, lasts, replaced);
    }

    /** The library takes a day for that of the machine's zone: every day is made the moment it begins in Vietnam. */
    private static void fix(VEvent event) {
        if (event.getDateStart() != null) {
            event.getDateStart().setValue(begin(event.getDateStart().getValue()));
        }
        if (event.getDateEnd() != null) {
            event.getDateEnd().setValue(begin(event.getDateEnd().getValue()));
        }
        if (event.getRecurrenceId() != null) {
            event.getRecurrenceId().setValue(begin(event.getRecurrenceId().getValue()));
        }
        for (ExceptionDates days : event.getProperties(ExceptionDates.class)) {
            days.getValues().replaceAll(OnCallEvent::begin);
        }
        for (RecurrenceDates days : event.getProperties(RecurrenceDates.class)) {
            days.getDates().replaceAll(OnCallEvent::begin);
        }
        for (RecurrenceRule rule : event.getProperties(RecurrenceRule.class)) {
            Recurrence repeats = rule.getValue();
            ICalDate until = repeats == null ? null : repeats.getUntil();
            if (repeats != null && until != null && !until.hasTime()) {
                // The last day is still in it.
                Date last = new Date(begin(until).getTime() + DAY_MS - 1_000);
                rule.setValue(new Recurrence.Builder(repeats).until(last, true).build());
            }
        }
    }

    private static ICalDate begin(ICalDate date) {
        DateTimeComponents day = date.getRawComponents();
        return date.hasTime() || day == null ? date : new ICalDate(day.toDate(VIETNAM), true);
    }

    /** Its turn at that time, null when it has none then. */
    OnCall.@Nullable Turn turn(long at) {
        DateIterator starts = event.getDateIterator(zone);
        starts.advanceTo(new Date(Math.max(0, at - lastsMs)));
        OnCall.Turn found = null;
        for (int i = 0; i < MOST_OF_ONE && starts.hasNext(); i++) {
            long start = Objects.requireNonNull(starts.next()).getTime();
            if (start > at) {
                return found;
            }
            if (at < start + lastsMs && !replaced.contains(start)) {
                found = new OnCall.Turn(contact, start, start + lastsMs);
            }
        }
        return found;
    }
}
