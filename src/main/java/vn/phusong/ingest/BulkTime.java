package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonToken;

/**
 * {@code CollectionTime} of a bulk data report. By the data model it is milliseconds since 1970, by the example of TR-369 seconds, and the time since the
 * start of the device where that has no clock; as text it is ISO 8601, of the year 1 where there is no clock.
 */
final class BulkTime {
    /** The device does not know when; it says so by a time no report can be of, or by none. */
    static final long NO_CLOCK = Long.MAX_VALUE;

    /** 2020-01-01: bulk data over MQTT came in 2021 (TR-181 2.15). */
    private static final long FIRST_MS = 1_577_836_800_000L;

    private static final double SECONDS_BELOW = 1e11;
    private static final long DAY_MS = 86_400_000;

    private BulkTime() {}

    /** Epoch milliseconds, {@link WireTime#UNREADABLE}, or {@link #NO_CLOCK}. */
    static long of(BulkValue value, long receivedAt) {
        double number = value.number();
        if (Double.isNaN(number)) {
            char[] text = value.text().toCharArray();
            long at = value.token() == JsonToken.VALUE_STRING
                    ? WireTime.ofText(text, 0, text.length)
                    : WireTime.UNREADABLE;
            return at == WireTime.UNREADABLE || at >= FIRST_MS ? at : NO_CLOCK;
        }
        long at = WireTime.ofNumber(number);
        if (at == WireTime.UNREADABLE || number < 0) {
            return WireTime.UNREADABLE;
        }
        // Far ahead as seconds, it is milliseconds since a start some weeks ago.
        boolean isSinceStart = at < FIRST_MS || (number < SECONDS_BELOW && at > receivedAt + DAY_MS);
        return isSinceStart ? NO_CLOCK : at;
    }
}
