package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static vn.phusong.alert.PolicyReaderTest.at;

import java.util.List;
import java.util.Set;
import java.util.TimeZone;
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

    /** A machine's zone is nobody's turn. */
    private static void inEveryZone(Runnable test) {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("UTC", "Asia/Ho_Chi_Minh", "America/New_York")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                test.run();
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void a_turn_of_whole_days_begins_and_ends_at_midnight_in_vietnam_whatever_the_machine_is_set_to() {
        inEveryZone(() -> {
            OnCall calendar = OnCall.read(
                    calendar(
                            "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260112\nSUMMARY:an\n"
                                    + "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260302\nEXDATE;VALUE=DATE:20260202",
                            "DTSTART;VALUE=DATE:20260210\nSUMMARY:chi"),
                    "chief");
            assertEquals("chief", calendar.turn(at("2026-01-04T23:59")));
            assertEquals("an", calendar.turn(at("2026-01-05T00:00")));
            assertEquals("an", calendar.turn(at("2026-01-11T23:59")));
            assertEquals("chief", calendar.turn(at("2026-01-12T00:00")));
            assertEquals("an", calendar.turn(at("2026-01-19T00:00")));
            assertEquals("chief", calendar.turn(at("2026-02-02T12:00")), "taken out");
            assertEquals("chief", calendar.turn(at("2026-02-09T23:59")));
            assertEquals("chi", calendar.turn(at("2026-02-10T00:00")));
            assertEquals("chief", calendar.turn(at("2026-02-11T00:00")));
            assertEquals("an", calendar.turn(at("2026-03-02T12:00")), "the last of them");
            assertEquals("chief", calendar.turn(at("2026-03-16T12:00")));
        });
    }

    @Test
    void a_turn_that_was_changed_for_this_week_only_is_no_longer_where_it_was() {
        inEveryZone(() -> {
            String an = "DTSTART:20260105T070000\nDURATION:P7D\nRRULE:FREQ=WEEKLY\nSUMMARY:an";
            OnCall other = OnCall.read(
                    calendar(an, "RECURRENCE-ID:20260112T070000\nDTSTART:20260112T070000\nDURATION:P7D\nSUMMARY:binh"),
                    "chief");
            assertEquals("an", other.turn(at("2026-01-12T06:59")));
            assertEquals("binh", other.turn(at("2026-01-12T07:00")));
            assertEquals("an", other.turn(at("2026-01-19T07:00")));
            OnCall shorter = OnCall.read(
                    calendar(an, "RECURRENCE-ID:20260112T070000\nDTSTART:20260113T070000\nDURATION:P6D\nSUMMARY:binh"),
                    "chief");
            assertEquals("chief", shorter.turn(at("2026-01-12T12:00")));
            assertEquals("binh", shorter.turn(at("2026-01-13T07:00")));
            OnCall days = OnCall.read(
                    calendar(
                            "DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260112\nRRULE:FREQ=WEEKLY\nSUMMARY:an",
                            "RECURRENCE-ID;VALUE=DATE:20260112\nDTSTART;VALUE=DATE:20260112\n"
                                    + "DTEND;VALUE=DATE:20260119\nSUMMARY:binh"),
                    "chief");
            assertEquals("binh", days.turn(at("2026-01-12T00:00")));
            assertEquals("an", days.turn(at("2026-01-19T00:00")));
        });
    }

    @Test
    void what_was_called_off_is_nobodys_turn() {
        OnCall calendar = OnCall.read(
                calendar(
                        WEEKS,
                        "STATUS:CANCELLED\nDTSTART:20260310T180000\nDTEND:20260311T060000\nSUMMARY:gone",
                        "RECURRENCE-ID:20260302T070000\nSTATUS:CANCELLED\nDTSTART:20260302T070000\nDURATION:P7D\n"
                                + "SUMMARY:an"),
                "chief");
        assertEquals("chief", calendar.turn(at("2026-03-10T18:00")));
        assertEquals("chief", calendar.turn(at("2026-03-02T07:00")));
        assertEquals("an", calendar.turn(at("2026-03-16T07:00")));
        assertEquals(Set.of("an", "chief"), calendar.names(), "and nobody has to be a contact for it");
    }

    @Test
    void of_turns_that_begin_together_the_shorter_holds_wherever_it_stands() {
        String day = "DTSTART:20260302T070000\nDURATION:P1D\nSUMMARY:chi";
        for (String text : List.of(calendar(WEEKS, day), calendar(day, WEEKS))) {
            OnCall calendar = OnCall.read(text, "chief");
            assertEquals("chi", calendar.turn(at("2026-03-02T07:00")));
            assertEquals("an", calendar.turn(at("2026-03-03T07:00")));
        }
    }

    @Test
    void a_change_of_all_turns_from_one_on_is_refused_and_not_misread() {
        String change = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260119T070000\nDTSTART:20260119T070000\nDURATION:P7D\n"
                + "SUMMARY:binh";
        assertThrows(IllegalArgumentException.class, () -> OnCall.read(calendar(WEEKS, change), "chief"));
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
