package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTimeTest {
    private static Said at(String t) {
        return Said.probe("{\"t\":" + t + ",\"event\":\"los\"}");
    }

    private static long read(String text) {
        return WireTime.ofText(text.toCharArray(), 0, text.length());
    }

    @Test
    void every_offset_and_fraction_of_rfc_3339_is_read() {
        long eight = Instant.parse("2026-03-01T01:00:00Z").toEpochMilli();
        for (String text : List.of(
                "2026-03-01T08:00:00+07:00",
                "2026-03-01t01:00:00z",
                "2026-03-01T01:00:00-00:00",
                "2026-02-28T19:30:00-05:30",
                "2026-03-01T00:59:60Z",
                "2026-03-01T01:00:00.000999999Z")) {
            assertEquals(eight, read(text), text);
        }
        assertEquals(eight + 123, read("2026-03-01T01:00:00.123456789Z"));
        assertEquals(eight + 100, read("2026-03-01T01:00:00.1Z"));
        assertEquals(Instant.parse("2028-02-29T23:59:59Z").toEpochMilli(), read("2028-02-29T23:59:59Z"));
        assertEquals(Instant.parse("1969-12-31T23:59:59Z").toEpochMilli(), read("1969-12-31T23:59:59Z"));
        assertEquals(Instant.parse("2000-02-29T00:00:00Z").toEpochMilli(), read("2000-02-29T00:00:00Z"));
    }

    @Test
    void what_no_calendar_holds_is_unreadable() {
        for (String text : List.of(
                "2026-02-29T00:00:00Z",
                "2100-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T01:60:00Z",
                "2026-03-01T01:00:61Z",
                "2026-03-01 01:00:00Z",
                "2026-03-01T01:00:00",
                "2026-03-01T01:00:00.Z",
                "2026-03-01T01:00:00+0700",
                "2026-03-01T01:00:00+07:00x",
                "2026-03-01T01:00:00.123456",
                "01/03/2026 08:00:00",
                "",
                "now")) {
            assertEquals(WireTime.UNREADABLE, read(text), text);
        }
        assertEquals("0:TIME_UNREADABLE", at("\"now\"").no());
    }

    @Test
    void numbers_are_seconds_below_ten_to_the_eleven_and_milliseconds_above() {
        assertEquals(Said.NOW, at(String.valueOf(Said.NOW / 1000)).at());
        assertEquals(Said.NOW - 9_877, at((Said.NOW / 1000 - 10) + ".123").at());
        assertEquals(Said.NOW - 5, at(String.valueOf(Said.NOW - 5)).at());
    }

    @Test
    void an_absent_time_is_when_we_heard_it() {
        assertEquals(Said.NOW, Said.probe("{\"event\":\"los\"}").at());
        assertEquals(Said.NOW, at("null").at());
    }

    @Test
    void five_minutes_ahead_are_taken_and_counted_and_more_is_refused() {
        Said ahead = at(String.valueOf(Said.NOW + 300_000));
        assertEquals(Said.NOW + 300_000, ahead.at());
        assertEquals(Said.NOW, ahead.decoded().readings().get(0).at());
        assertEquals(1, ahead.decoded().clamped());
        assertEquals("0:TIME_IN_FUTURE", at(String.valueOf(Said.NOW + 300_001)).no());
        assertEquals("0:TIME_IN_FUTURE", at("\"2026-03-01T08:00:10Z\"").no(), "local time sent as UTC");
        assertEquals("0:TIME_IN_FUTURE", at("\"2106-02-07T06:28:15Z\"").no());
    }

    @Test
    void thirty_days_old_is_taken_and_older_is_refused() {
        assertEquals("", at(String.valueOf(Said.NOW - 30L * 86_400_000)).no());
        assertEquals(
                "0:TIME_TOO_OLD",
                at(String.valueOf(Said.NOW - 30L * 86_400_000 - 1)).no());
        assertEquals("0:TIME_TOO_OLD", at("0").no());
        assertEquals("0:TIME_TOO_OLD", at("\"1970-01-01T00:00:00Z\"").no());
        assertEquals("0:TIME_TOO_OLD", at("-5").no());
    }

    @Test
    void no_number_overflows() {
        for (String number : List.of("1e30", "-1e30", "1e400", "-9223372036854775808", "99999999999999999999999")) {
            assertEquals("0:TIME_UNREADABLE", at(number).no(), number);
        }
        assertEquals("0:WRONG_TYPE", at("true").no());
    }
}
