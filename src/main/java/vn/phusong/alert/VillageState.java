package vn.phusong.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.village.Area;
import vn.phusong.village.PointKind;
import vn.phusong.village.Village;

/**
 * How a village stands, as it is kept at the broker. The names are those of the map. No time of its own but {@code since}: the same state is the same text,
 * so that a restart has nothing to say.
 *
 * <pre>{@code
 * {"id":"gn-9869901","name":"Bản Co","area":"01864","areaName":"Xã Bằng Thành","standing":"COVERED","since":"2026-03-01T08:00:00+07:00",
 *  "operators":{"viettel":"COVERED"},"whiteSpot":null,"silence":null,"simulated":false}
 * }</pre>
 */
final class VillageState {
    static final String TOPICS = MqttOutSettings.ROOT + "villages/";
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(ZoneOffset.ofHours(7));

    private VillageState() {}

    /** The text of one village; null when it is not there any more. */
    static @Nullable String text(MqttVillages.Picture picture, String id) {
        VillageCoverage coverage = picture.map().villages().get(id);
        Village village = picture.registry().village(id, picture.map().asOf());
        if (coverage == null || village == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            Area area = picture.registry().area(village.area(), picture.map().asOf());
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("name", village.name());
            json.writeStringField("area", village.area());
            json.writeStringField("areaName", area == null ? null : area.nameVi());
            standing(json, coverage);
            json.writeBooleanField("simulated", picture.simulated());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    private static void standing(JsonGenerator json, VillageCoverage coverage) throws IOException {
        json.writeStringField("standing", coverage.standing().name());
        json.writeStringField(
                "since", coverage.since() == 0 ? null : TIME.format(Instant.ofEpochMilli(coverage.since())));
        TreeMap<String, String> operators = new TreeMap<>();
        for (SlotCoverage slot : coverage.slots()) {
            if (slot.kind() == PointKind.CENTRE) {
                operators.put(slot.operator(), slot.standing().settled().name());
            }
        }
        json.writeObjectFieldStart("operators");
        for (Map.Entry<String, String> operator : operators.entrySet()) {
            json.writeStringField(operator.getKey(), operator.getValue());
        }
        json.writeEndObject();
        json.writeStringField(
                "whiteSpot",
                coverage.whiteSpot() == null ? null : coverage.whiteSpot().words());
        json.writeStringField(
                "silence",
                coverage.silence() == null ? null : coverage.silence().word());
    }

    /** Equal states have equal ids, others have others. */
    static CloudEvent event(String id, String text, String link, long asOf) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return CloudEvent.of(
                TOPICS + id,
                link,
                "vn.phusong.village.state.v1",
                id + "." + HexFormat.of().toHexDigits((int) sum.getValue()),
                id,
                asOf,
                text);
    }
}
