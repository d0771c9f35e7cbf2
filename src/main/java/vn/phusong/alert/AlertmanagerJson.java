package vn.phusong.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.phusong.incident.Incident;

/**
 * Notices as the alerts of Prometheus Alertmanager. An alert is its labels: they are the same for the whole life of an incident, so that a raise or a close
 * is of the same alert and not another one beside it. What may change (severity, cause, texts) is in the annotations.
 *
 * <pre>{@code
 * {"labels":{"alertname":"PhusongIncident","incident":"gn-9869901-m1","kind":"mobile"},
 *  "annotations":{"cause":"mobile_site","en":"[warning] …","notice":"gn-9869901-m1.1","place_en":…,"place_vi":…,"severity":"warning","step":"opened",
 *    "summary":"[cảnh báo] Thôn …","vi":"[cảnh báo] Thôn …"},
 *  "startsAt":"2026-03-01T08:00:00.000+07:00",   of the outage, not of its detection
 *  "endsAt":"2099-12-31T23:59:59.000+07:00",     while it lasts; its end once it is over
 *  "generatorURL":"https://…/#incident=gn-9869901-m1"}
 * }</pre>
 */
final class AlertmanagerJson {
    static final String NAME = "PhusongIncident";

    /** Alertmanager resolves by itself what is not told again within its resolve_timeout, unless the alert says how long it holds. */
    private static final String WHILE_IT_LASTS = "2099-12-31T23:59:59.000+07:00";

    /** What a post of Alertmanager has there for an alert that fires. */
    private static final String FIRES = "0001-01-01T00:00:00Z";

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.ofHours(7));

    private AlertmanagerJson() {}

    /** What {@code POST /api/v2/alerts} takes. */
    static byte[] alerts(List<Notice> notices) {
        return written(json -> {
            json.writeStartArray();
            for (Notice notice : notices) {
                json.writeStartObject();
                alert(json, notice, WHILE_IT_LASTS);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** What Alertmanager posts to a webhook, version 4. */
    static byte[] post(Notice notice) {
        List<Notice> each = notice.each();
        boolean fires = each.stream().anyMatch(AlertmanagerJson::fires);
        return written(json -> {
            json.writeStartObject();
            json.writeStringField("receiver", "phusong");
            json.writeStringField("status", fires ? "firing" : "resolved");
            json.writeArrayFieldStart("alerts");
            for (Notice one : each) {
                json.writeStartObject();
                json.writeStringField("status", fires(one) ? "firing" : "resolved");
                alert(json, one, FIRES);
                json.writeStringField("fingerprint", fingerprint(labels(one)));
                json.writeEndObject();
            }
            json.writeEndArray();
            map(
                    json,
                    "groupLabels",
                    common(each.stream().map(AlertmanagerJson::labels).toList()));
            map(
                    json,
                    "commonLabels",
                    common(each.stream().map(AlertmanagerJson::labels).toList()));
            map(
                    json,
                    "commonAnnotations",
                    common(each.stream().map(AlertmanagerJson::annotations).toList()));
            json.writeStringField("externalURL", notice.link());
            json.writeStringField("version", "4");
            json.writeStringField("groupKey", "{}:{notice=\"" + notice.id() + "\"}");
            json.writeNumberField("truncatedAlerts", 0);
            json.writeEndObject();
        });
    }

    private interface Text {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] written(Text text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            text.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void alert(JsonGenerator json, Notice notice, String open) throws IOException {
        Incident.Span span = notice.newest().incident().span();
        map(json, "labels", labels(notice));
        map(json, "annotations", annotations(notice));
        json.writeStringField("startsAt", time(span.start()));
        json.writeStringField("endsAt", fires(notice) ? open : time(Math.max(span.start(), ended(notice))));
        json.writeStringField("generatorURL", notice.page());
    }

    private static boolean fires(Notice notice) {
        return notice.newest().incident().isOpen();
    }

    /** Of a place that left the registry nobody knows the end: it is closed as of when that was seen. */
    private static long ended(Notice notice) {
        Incident incident = notice.newest().incident();
        return incident.span().hasEnded() ? incident.span().end() : incident.at();
    }

    private static SortedMap<String, String> labels(Notice notice) {
        String id = notice.newest().incident().id();
        return new TreeMap<>(Map.of("alertname", NAME, "incident", id, "kind", kind(id)));
    }

    /** By the mark in its id, which is for life; cause and scope may change. */
    static String kind(String id) {
        int dash = id.lastIndexOf('-');
        return switch (dash < 0 || dash + 1 >= id.length() ? ' ' : id.charAt(dash + 1)) {
            case 'm' -> "mobile";
            case 'f' -> "fibre";
            case 'p' -> "pon";
            case 'b' -> "station";
            case 'a' -> "commune";
            case 'o' -> "operator";
            default -> "collection";
        };
    }

    private static SortedMap<String, String> annotations(Notice notice) {
        Incident incident = notice.newest().incident();
        TreeMap<String, String> annotations = new TreeMap<>();
        annotations.put("notice", notice.id());
        annotations.put("step", notice.newest().step().word());
        annotations.put("severity", incident.severity().word());
        annotations.put("cause", incident.cause().word());
        annotations.put("place_vi", notice.names().place());
        annotations.put("place_en", notice.names().placeEn());
        annotations.put("summary", notice.brief().vi());
        annotations.put("vi", notice.text().vi());
        annotations.put("en", notice.text().en());
        return annotations;
    }

    /** What all of them say alike. */
    private static SortedMap<String, String> common(List<SortedMap<String, String>> all) {
        TreeMap<String, String> common = new TreeMap<>(all.get(0));
        all.forEach(other -> common.entrySet().retainAll(other.entrySet()));
        return common;
    }

    /** As Alertmanager counts it: FNV-1a of 64 bits over the sorted labels, 0xFF behind each name and value. */
    static String fingerprint(SortedMap<String, String> labels) {
        long[] sum = {0xCBF29CE484222325L};
        labels.forEach((name, value) -> {
            sum[0] = added(sum[0], name);
            sum[0] = added(sum[0], value);
        });
        return String.format("%016x", sum[0]);
    }

    private static long added(long sum, String text) {
        long next = sum;
        for (byte one : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            next = (next ^ (one & 0xFF)) * 0x100000001B3L;
        }
        return (next ^ 0xFF) * 0x100000001B3L;
    }

    private static void map(JsonGenerator json, String name, SortedMap<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    private static String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at));
    }
}
