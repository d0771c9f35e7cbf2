package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static vn.phusong.alert.PolicyReaderTest.at;

import org.junit.jupiter.api.Test;

/** Who is on call, by an iCalendar file. */
class OnCallTest {
    static String calendar(String... events) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n");
        for (String event : events) {
            text.append("BEGIN:VEVENT\r\nUID:x\r\nDTSTAMP:20260101T000000Z\r\n")
                    .append(event.replace("\n", "\r\n"))
                    .append("\r\nEND:VEVENT\r\n");
        }
        return text.append("END:VCALENDAR\r\n").toString();
    }

    private static final String WEEKS =
            "DTSTART:20260105T070000\nDURATION:P7D\nRRULE:FREQ=WEEKLY;INTERVAL=2\nSUMMARY:an";
    private static final String OTHERS =
            "DTSTART:20260112T070000\nDURATION:P7D\nRRULE:FREQ=WEEKLY;INTERVAL=2\nSUMMARY:binh";

    @Test
    void turns_repeat_and_are_handed_over_at_the_minute() {
        OnCall calendar = OnCall.read(calendar(WEEKS, OTHERS), "chief");
        assertEquals("an", calendar.turn(at("2026-03-02T07:00")));
        assertEquals("an", calendar.turn(at("2026-03-09T06:59")));
        assertEquals("binh", calendar.turn(at("2026-03-09T07:00")));
        assertEquals(
                new OnCall.Turn("binh", at("2026-03-09T07:00"), at("2026-03-16T07:00")),
                calendar.turnAt(at("2026-03-10T00:00")));
    }

    @Test
    void a_swap_is_an_event_over_the_others() {
        OnCall calendar = OnCall.read(
                calendar(WEEKS, OTHERS, "DTSTART:20260310T180000\nDTEND:20260311T060000\nSUMMARY:chi"), "chief");
        assertEquals("binh", calendar.turn(at("2026-03-10T17:59")));
        assertEquals("chi", calendar.turn(at("2026-03-10T18:00")));
        assertEquals("binh", calendar.turn(at("2026-03-11T06:00")));
    }

    @Test
    void when_nobody_is_on_call_somebody_is_told_all_the_same() {
        OnCall calendar = OnCall.read(calendar("DTSTART:20260310T180000\nDTEND:20260311T060000\nSUMMARY:chi"), "chief");
        assertEquals("chief", calendar.turn(at("2026-03-09T00:00")));
        assertNull(calendar.turnAt(at("2026-03-09T00:00")));
    }

    @Test
    void times_in_utc_and_in_a_zone_are_understood() {
        OnCall calendar =
                OnCall.read(calendar("DTSTART:20260310T110000Z\nDTEND:20260310T120000Z\nSUMMARY:chi"), "chief");
        assertEquals("chi", calendar.turn(at("2026-03-10T18:00")));
        assertEquals("chief", calendar.turn(at("2026-03-10T19:00")));
    }

    @Test
    void what_is_no_calendar_is_refused_in_a_sentence() {
        assertThrows(IllegalArgumentException.class, () -> OnCall.read("hello", "chief"));
        assertThrows(IllegalArgumentException.class, () -> OnCall.read(calendar(), "chief"));
        assertThrows(
                IllegalArgumentException.class,
                () -> OnCall.read(calendar("DTSTART:20260310T110000Z\nDTEND:20260310T100000Z\nSUMMARY:chi"), "chief"));
    }
}
