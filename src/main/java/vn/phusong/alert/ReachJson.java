package vn.phusong.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Reach;

/** The villages a notice of the mobile network is of, under the names of the {@code judge} lines. */
final class ReachJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(7));

    private ReachJson() {}

    static void write(JsonGenerator json, @Nullable Reach reach) throws IOException {
        // A notice of one village keeps its bytes.
        if (reach == null) {
            return;
        }
        json.writeObjectFieldStart("mobile");
        json.writeStringField("level", reach.level().word());
        texts(json, "stations", reach.stations());
        json.writeNumberField("went", reach.went());
        json.writeNumberField("watched", reach.watched());
        json.writeStringField("mains", reach.mains().word());
        json.writeArrayFieldStart("members");
        for (Reach.Member member : reach.members()) {
            json.writeStartObject();
            json.writeStringField("village", member.village());
            texts(json, "operators", member.operators());
            json.writeStringField("start", TIME.format(Instant.ofEpochMilli(member.start())));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
