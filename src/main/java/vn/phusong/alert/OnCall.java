package vn.phusong.alert;

import biweekly.Biweekly;
import biweekly.ICalendar;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call, as an iCalendar file (RFC 5545) says: each event is a turn, its summary the id of a contact; events may repeat. Where turns overlap the one
 * that began last holds, and of two that began together the shorter, so that a swap is one event laid over the others. When nobody is on call somebody is told all the same.
 */
public final class OnCall {
    static final String PREFIX = "oncall:";

    private final List<OnCallEvent> events;
    private final String otherwise;

    /** What falls due in one tick is asked of one moment a thousand times. Any thread: whole, or asked again. */
    private volatile Asked asked = new Asked(Long.MIN_VALUE, null);

    private record Asked(long at, @Nullable Turn turn) {}

    /** @param to the first moment after it */
    public record Turn(String contact, long from, long to) {}

    private OnCall(List<OnCallEvent> events, String otherwise) {
        this.events = events;
        this.otherwise = otherwise;
    }

    /**
     * @param otherwise who is told when nobody is on call
     * @throws IllegalArgumentException in one sentence that says what is wrong with the file
     */
    static OnCall read(String text, String otherwise) {
        ICalendar calendar =
                Biweekly.parse(text).defaultTimezone(OnCallEvent.VIETNAM).first();
        if (calendar == null) {
            throw new IllegalArgumentException("it is no iCalendar file: it has no BEGIN:VCALENDAR");
        }
        List<OnCallEvent> events = OnCallEvent.all(calendar);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("it has no event, so nobody would ever be on call");
        }
        return new OnCall(events, otherwise);
    }

    /** Ids its events name, and who is told otherwise. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(List.of(otherwise));
        events.forEach(event -> names.add(event.contact()));
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
        for (OnCallEvent event : events) {
            Turn turn = event.turn(at);
            if (turn != null && (best == null || lies(turn, best))) {
                best = turn;
            }
        }
        return best;
    }

    /** Whether it lies over that one: it began later, or as late and is shorter, or just as long and stands behind it in the file. */
    private static boolean lies(Turn turn, Turn over) {
        return turn.from > over.from || (turn.from == over.from && turn.to <= over.to);
    }
}
