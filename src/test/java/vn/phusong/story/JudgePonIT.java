package vn.phusong.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code judge}, as anybody may run it, over 150 ONTs of one PON in five villages, each with a probe (domain.md §2.3). */
class JudgePonIT {
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-03-01T08:00:00+07:00");
    private static final int LINES = 150;
    private static final int VILLAGES = 5;
    private static final int CUT = 120;

    @TempDir
    private Path folder;

    private Path registry;

    @BeforeEach
    void a_pon_over_five_villages() throws IOException {
        registry = SmallRegistry.write(folder.resolve("registry"), VILLAGES, LINES, "60s");
        Path devices = registry.resolve("devices.csv");
        List<String> rows = Files.readAllLines(devices).stream()
                .map(row -> row + (row.startsWith("device_id") ? ",pon" : row.startsWith("ont-") ? ",olt-1/0/3" : ","))
                .toList();
        assertEquals(devices, Files.write(devices, rows));
    }

    @Test
    void lines_of_one_pon_that_lose_signal_in_two_seconds_are_one_incident_of_fibre() throws Exception {
        List<JsonObject> incidents = incidents(story("los", LINES, "mains"));
        assertEquals(List.of("olt-1-p1"), ids(incidents), incidents::toString);
        JsonObject opened = incidents.get(0);
        assertEquals("opened", opened.getString("state"));
        assertEquals("feeder_fibre", opened.getString("cause"));
        assertEquals(VILLAGES, opened.getInteger("villages"));
        assertEquals(LINES, opened.getInteger("households"));
        assertEquals(time(CUT, 10), opened.getString("start"));
        assertTrue(opened.getString("detected").compareTo(time(CUT + 3, 10)) <= 0, opened::encode);
        JsonObject network = opened.getJsonObject("network");
        assertEquals(LINES, network.getInteger("gone"));
        assertEquals(0, network.getInteger("dyingGasps"));
        assertEquals("on", network.getString("mains"));
        assertEquals(VILLAGES, network.getJsonArray("members").size());
    }

    @Test
    void with_dying_gasps_and_the_probes_alive_on_their_batteries_it_is_one_incident_of_power() throws Exception {
        List<JsonObject> incidents = incidents(story("dying_gasp", LINES, "battery"));
        assertEquals(List.of("olt-1-p1"), ids(incidents), incidents::toString);
        assertEquals("power_village", incidents.get(0).getString("cause"));
        assertEquals(0.95, incidents.get(0).getDouble("confidence"));
        assertEquals("lost", incidents.get(0).getJsonObject("network").getString("mains"));
    }

    @Test
    void two_lines_of_150_are_no_incident() throws Exception {
        assertEquals(List.of(), incidents(story("los", 2, "mains")));
    }

    private static List<String> ids(List<JsonObject> incidents) {
        return incidents.stream().map(it -> it.getString("id")).distinct().toList();
    }

    private List<JsonObject> incidents(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("readings.ndjson"), text);
        Jar.Ran ran =
                Jar.run(folder.resolve("data"), Map.of(), "judge", file.toString(), "--registry", registry.toString());
        assertEquals(0, ran.exit(), ran.err());
        List<JsonObject> lines = ran.out().lines().map(JsonObject::new).toList();
        assertTrue(lines.stream().noneMatch(it -> it.getString("kind").equals("refusal")), ran.out());
        return lines.stream()
                .filter(it -> it.getString("kind").equals("incident"))
                .toList();
    }

    /** Two hours of light told by the OLT every five minutes, probes every minute; then so many lines go within two seconds, and the probes go on. */
    private static String story(String event, int gone, String power) {
        StringBuilder text = new StringBuilder();
        for (int minute = 0; minute < CUT + 15; minute++) {
            probes(text, minute, minute < CUT ? "mains" : power);
            if (minute % 5 == 0 && minute < CUT) {
                String light = "{\"t\":\"%s\",\"dev\":\"ont-%d\",\"fibre\":{\"rx\":-21.4,\"state\":\"O5\"}}";
                told(text, minute, LINES, light, 0);
            }
            if (minute == CUT) {
                told(text, minute, gone, "{\"t\":\"%s\",\"dev\":\"ont-%d\",\"event\":\"" + event + "\"}", 2000);
            }
        }
        return text.toString();
    }

    private static void probes(StringBuilder text, int minute, String power) {
        for (int i = 0; i < VILLAGES; i++) {
            text.append(
                    "{\"r\":\"%1$s\",\"device\":\"probe-%2$d\",\"m\":{\"t\":\"%1$s\",\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":-90}],\"power\":\"%3$s\"}}\n"
                            .formatted(time(minute, 5), i, power));
        }
    }

    /** One message of the OLT about so many lines, evenly within that time. */
    private static void told(StringBuilder text, int minute, int lines, String element, int withinMs) {
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            String at = BEGIN.plusMinutes(minute)
                    .plusSeconds(10)
                    .plusNanos(1_000_000L * withinMs * i / lines)
                    .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            elements.append(i == 0 ? "" : ",").append(element.formatted(at, i));
        }
        text.append("{\"r\":\"%s\",\"device\":\"olt-1\",\"m\":[%s]}\n".formatted(time(minute, 14), elements));
    }

    private static String time(int minute, int second) {
        return BEGIN.plusMinutes(minute).plusSeconds(second).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
