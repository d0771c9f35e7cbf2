package vn.phusong.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Back;
import vn.phusong.incident.Hand;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Owed;

/**
 * The body of a webhook post, UTF-8 JSON. Equal notices, equal bytes: no clock, no counter.
 *
 * <pre>{@code
 * {"id":"gn-9869901-m1.1",            the newest notice; also the Idempotency-Key header; the same id always has the same bytes
 *  "step":"opened",                   opened reopened raised flapping closed
 *  "tells":["gn-9869901-m1.1"],       every notice this message stands for, the newest last
 *  "incident":{"t":"2026-03-01T08:30:00+07:00","kind":"incident","id":"gn-9869901-m1","revision":1,"village":"gn-9869901","area":null,
 *    "state":"opened","severity":"warning","start":…,"detected":…,"end":null,"cause":"mobile_site","confidence":0.6,"villages":1,
 *    "households":43,"operators":["viettel"],"parent":null,"flapping":false,"unobserved":false,"retroactive":false,"left":false,
 *    "network":{"olt":"olt-01","pons":["olt-01/0/3"],"gone":150,"expected":150,"dyingGasps":0,"withinSeconds":2,"mains":"on",
 *      "members":[{"village","gone","expected","households","mains"}]},   absent for an incident of one village's own
 *    "mobile":{"level":"station","stations":["bk-0412-viettel"],"went":4,"watched":5,"mains":"unknown",
 *      "members":[{"village","operators","start"}]},                      absent unless villages lost mobile service together
 *    "hand":{"at","by","reason"},       only when a person closed it (end is null: nobody measured one), or re-opened it
 *    "back":{"of","served","out","unknown"},   only when it is closed: of how many villages (of fibre: lines) it had taken, and how they stood then
 *    "earlier":[{"start":…,"end":…}]},  households is −1 when nobody told; earlier: spans before it was re-opened
 *  "text":{"vi":"[cảnh báo] Thôn …","en":"[warning] …"},
 *  "place":{"vi":"Thôn Bản Co, Xã Dương Phong","en":"Bản Co village, …"},
 *  "simulated":true,                  only where simulated devices speak; the lines say so too
 *  "link":"https://…/#incident=gn-9869901-m1",   absent when our own address is not set
 *  "incidents":[{"id","step","tells","incident","text","place"},…]}   only in a message of several incidents: each of them, the newest first, which is
 *                                    also the one above; "tells" above are those of all, "text" above is a line about all and one for each
 * }</pre>
 */
final class NoticeJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(7));

    private NoticeJson() {}

    static byte[] body(Notice notice) {
        return body(notice, Notice::text);
    }

    /** @param words what is said of a notice */
    static byte[] body(Notice notice, Function<Notice, IncidentText> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            notice(json, notice, words.apply(notice));
            if (notice.names().simulated()) {
                json.writeBooleanField("simulated", true);
            }
            if (!notice.page().isEmpty()) {
                json.writeStringField("link", notice.page());
            }
            if (!notice.isOfOne()) {
                json.writeArrayFieldStart("incidents");
                for (Notice one : notice.each()) {
                    json.writeStartObject();
                    notice(json, one, words.apply(one));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void notice(JsonGenerator json, Notice notice, IncidentText text) throws IOException {
        Owed owed = notice.newest();
        json.writeStringField("id", notice.id());
        json.writeStringField("step", owed.step().word());
        json.writeArrayFieldStart("tells");
        for (String id : notice.ids()) {
            json.writeString(id);
        }
        json.writeEndArray();
        json.writeFieldName("incident");
        incident(json, owed.incident());
        pair(json, "text", text.vi(), text.en());
        pair(json, "place", notice.names().place(), notice.names().placeEn());
    }

    private static void incident(JsonGenerator json, Incident incident) throws IOException {
        Incident.Scope scope = incident.scope();
        json.writeStartObject();
        time(json, "t", incident.at());
        json.writeStringField("kind", "incident");
        json.writeStringField("id", incident.id());
        json.writeNumberField("revision", incident.revision());
        json.writeStringField("village", scope.village());
        json.writeStringField("area", scope.area());
        json.writeStringField("state", incident.state().word());
        json.writeStringField("severity", incident.severity().word());
        span(json, incident.span());
        json.writeStringField("cause", incident.cause().word());
        json.writeNumberField("confidence", incident.confidence());
        json.writeNumberField("villages", scope.villages());
        json.writeNumberField("households", scope.households());
        json.writeArrayFieldStart("operators");
        for (String operator : scope.operators()) {
            json.writeString(operator);
        }
        json.writeEndArray();
        json.writeStringField("parent", scope.parent());
        marks(json, incident.marks());
        NetworkJson.write(json, scope.network());
        ReachJson.write(json, scope.reach());
        json.writeArrayFieldStart("earlier");
        for (Incident.Span span : incident.earlier()) {
            json.writeStartObject();
            span(json, span);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void span(JsonGenerator json, Incident.Span span) throws IOException {
        time(json, "start", span.start());
        time(json, "detected", span.detected());
        if (span.hasEnded()) {
            time(json, "end", span.end());
        } else {
            json.writeNullField("end");
        }
    }

    private static void marks(JsonGenerator json, Incident.Marks marks) throws IOException {
        json.writeBooleanField("flapping", marks.flapping());
        json.writeBooleanField("unobserved", marks.unobserved());
        json.writeBooleanField("retroactive", marks.retroactive());
        json.writeBooleanField("left", marks.left());
        Hand hand = marks.hand();
        if (hand != null) {
            json.writeObjectFieldStart("hand");
            time(json, "at", hand.at());
            json.writeStringField("by", hand.by());
            json.writeStringField("reason", hand.reason());
            json.writeEndObject();
        }
        Back back = marks.back();
        if (back != null) {
            json.writeObjectFieldStart("back");
            json.writeNumberField("of", back.of());
            json.writeNumberField("served", back.served());
            json.writeNumberField("out", back.out());
            json.writeNumberField("unknown", back.unknown());
            json.writeEndObject();
        }
    }

    private static void pair(JsonGenerator json, String name, @Nullable String vi, @Nullable String en)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("vi", vi);
        json.writeStringField("en", en);
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, long at) throws IOException {
        json.writeStringField(name, TIME.format(Instant.ofEpochMilli(at)));
    }
}
