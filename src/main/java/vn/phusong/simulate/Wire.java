package vn.phusong.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Bytes of the native JSON on the wire, one object at a time. Topics: {@code phusong/v1/{device}/{telemetry|event|state}}. */
final class Wire {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    /** Something that writes JSON. */
    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private Wire() {}

    static byte[] json(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** RFC 3339 with +07:00. */
    static String time(long at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(at).atOffset(VIETNAM));
    }

    /** Two decimals are more than any meter has. */
    static double round(double value, double step) {
        return Math.round(Math.rint(value / step) * step * 1000) / 1000.0;
    }

    /** Milliseconds since midnight in Vietnam. */
    static long timeOfDay(long at) {
        return Math.floorMod(at + VIETNAM.getTotalSeconds() * 1000L, 86_400_000L);
    }

    static long day(long at) {
        return Math.floorDiv(at + VIETNAM.getTotalSeconds() * 1000L, 86_400_000L);
    }
}
