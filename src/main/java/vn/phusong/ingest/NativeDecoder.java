package vn.phusong.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.EventKind;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** The native format: one object, or an array of them. A bad element costs only itself; an array that is too long is refused whole. */
final class NativeDecoder {
    private final Sender sender;
    private final WireLimits limits;
    private final List<Decoded.Refused> refused = new ArrayList<>(0);
    private final Dropped dropped = new Dropped();
    private int clamped;

    NativeDecoder(Sender sender, WireLimits limits) {
        this.sender = sender;
        this.limits = limits;
    }

    /** Reads the whole message, of which the first token is {@code first}. */
    Decoded decode(JsonParser json, @Nullable JsonToken first) throws IOException {
        JsonFields fields = new JsonFields(json);
        if (first == JsonToken.START_OBJECT) {
            Reading reading = element(fields, 0);
            return finish(json, reading == null ? List.of() : List.of(reading));
        }
        if (first != JsonToken.START_ARRAY) {
            String what = first == null ? "nothing" : JsonFields.cut(json.getText());
            Decoded no = ReadingDecoder.refused(
                    RefusalReason.WRONG_TYPE, "a message is an object or an array of objects, was " + what);
            ReadingDecoder.expectEnd(json);
            return no;
        }
        return array(json, fields);
    }

    private Decoded array(JsonParser json, JsonFields fields) throws IOException {
        List<Reading> readings = new ArrayList<>();
        int index = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (index == limits.arrayMax()) {
                return ReadingDecoder.refused(
                        RefusalReason.TOO_LARGE, "at most " + limits.arrayMax() + " elements in one array");
            }
            if (token != JsonToken.START_OBJECT) {
                refused.add(new Decoded.Refused(
                        index,
                        new Refusal(
                                RefusalReason.WRONG_TYPE,
                                "an element must be an object, was " + JsonFields.cut(json.getText()))));
                json.skipChildren();
            } else {
                Reading reading = element(fields, index);
                if (reading != null) {
                    readings.add(reading);
                }
            }
            index++;
        }
        if (index == 0) {
            return finish(json, emptyArray());
        }
        return finish(json, readings);
    }

    /** Only for a collector does an empty array say something: I am here, and my lines have nothing new. */
    private List<Reading> emptyArray() {
        if (sender.isCollector()) {
            DeviceEvent heartbeat = new DeviceEvent(EventKind.HEARTBEAT, "heartbeat");
            return List.of(ReadingDecoder.now(sender, heartbeat));
        }
        refused.add(new Decoded.Refused(
                0, new Refusal(RefusalReason.EMPTY, "an empty array is a collector's heartbeat, and this is none")));
        return List.of();
    }

    private @Nullable Reading element(JsonFields fields, int index) throws IOException {
        Reading reading = new NativeElement(sender, limits, fields, dropped).read();
        Refusal refusal = fields.takeRefusal();
        if (refusal != null) {
            refused.add(new Decoded.Refused(index, refusal));
            return null;
        }
        if (reading != null && reading.claimedAt() > sender.receivedAt()) {
            clamped++;
        }
        return reading;
    }

    private Decoded finish(JsonParser json, List<Reading> readings) throws IOException {
        ReadingDecoder.expectEnd(json);
        return new Decoded(readings, refused, dropped.byName(), clamped);
    }
}
