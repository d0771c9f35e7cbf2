package vn.phusong.alert;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call, as an iCalendar file (RFC 5545) says: each event is a turn, its summary the id of a contact; events may repeat. Where turns overlap the one
 * that began last holds, so that a swap is one event laid over the others. When nobody is on call somebody is told all the same.
 */
public final class OnCall {
    static final String PREFIX = "oncall:";

    /** Times without a zone are Vietnam's. */
    private static final TimeZone VIETNAM = new SimpleTimeZone(7 * 3_600_000, "GMT+07:00");

    private static final int MOST_OF_ONE = 1_000;

    private final List<Event> events;
    private final String otherwise;

    /** What falls due in one tick is asked of one moment a thousand times. Any thread: whole, or asked again. */
    private volatile Asked asked = new Asked(Long.MIN_VALUE, null);

    private record Asked(long at, @Nullable Turn turn) {}

    private record Event(VEvent event, TimeZone zone, String contact, long lastsMs) {}

    /** @param to the first moment after it */
    public record Turn(String contact, long from, long to) {}

    private OnCall(List<Event> events, String otherwise) {
        this.events = events;
        this.otherwise = otherwise;
    }

    /**
     * @param otherwise who is told when nobody is on call
     * @throws IllegalArgumentException in one sentence that says what is wrong with the file
     */
    static OnCall read(String text, String otherwise) {
        ICalendar calendar = Biweekly.parse(text).defaultTimezone(VIETNAM).first();
        if (calendar == null) {
            throw new IllegalArgumentException("it is no iCalendar file: it has no BEGIN:VCALENDAR");
        }
        List<Event> events = new ArrayList<>();
        for (VEvent event : calendar.getEvents()) {
            events.add(event(calendar, event));
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException("it has no event, so nobody would ever be on call");
        }
        return new OnCall(List.copyOf(events), otherwise);
    }

    @SuppressWarnings("JavaUtilDate")
    private static Event event(ICalendar calendar, VEvent event) {
        if (event.getSummary() == null || event.getDateStart() == null) {
            throw new IllegalArgumentException(
                    "an event has no " + (event.getSummary() == null ? "SUMMARY" : "DTSTART"));
        }
        String who = event.getSummary().getValue().strip();
        long start = event.getDateStart().getValue().getTime();
        long lasts = event.getDateEnd() != null
                ? event.getDateEnd().getValue().getTime() - start
                : event.getDuration() != null ? event.getDuration().getValue().toMillis() : 86_400_000;
        if (lasts <= 0) {
            throw new IllegalArgumentException("the turn of " + who + " ends before it begins");
        }
        var assigned = calendar.getTimezoneInfo().getTimezone(event.getDateStart());
        return new Event(event, assigned == null ? VIETNAM : assigned.getTimeZone(), who, lasts);
    }

    /** Ids its events name, and who is told otherwise. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(List.of(otherwise));
        events.forEach(event -> names.add(event.contact));
        return names;
    }

    /** Who is told when nobody is on call. */
    public String otherwise() {
        return otherwise;
    }

    String turn(long at) {
        Turn turn = turnAt(at);
        return turn == null ? otherwise : turn.contact;
    }

    /** The turn that holds at that time, null when nobody is on call. */
    public @Nullable Turn turnAt(long at) {
        Asked before = asked;
        if (before.at == at) {
            return before.turn;
        }
        Turn found = find(at);
        asked = new Asked(at, found);
        return found;
    }

    private @Nullable Turn find(long at) {
        Turn best = null;
        for (Event event : events) {
            Turn turn = turn(event, at);
            if (turn != null && (best == null || turn.from > best.from)) {
                best = turn;
            }
        }
        return best;
    }

    // The calendar library speaks of nothing but Date.
    @SuppressWarnings("JavaUtilDate")
    private static @Nullable Turn turn(Event event, long at) {
        DateIterator starts = event.event.getDateIterator(event.zone);
        starts.advanceTo(new Date(Math.max(0, at - event.lastsMs)));
        Turn found = null;
        for (int i = 0; i < MOST_OF_ONE && starts.hasNext(); i++) {
            long start = Objects.requireNonNull(starts.next()).getTime();
            if (start > at) {
                return found;
            }
            if (at < start + event.lastsMs) {
                found = new Turn(event.contact, start, start + event.lastsMs);
            }
        }
        return found;
    }
}
