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

/** {@code judge}, as anybody may run it, over twelve villages, three of them served by one base station (domain.md §7.8). */
class JudgeStationIT {
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-03-01T08:00:00+07:00");
    private static final int VILLAGES = 12;
    private static final int CUT = 60;

    @TempDir
    private Path folder;

    private Path registry;

    @BeforeEach
    void a_site_of_two_cells() throws IOException {
        registry = SmallRegistry.write(folder.resolve("registry"), VILLAGES, 0, "60s");
        assertTrue(Files.exists(
                Files.writeString(registry.resolve("sites.csv"), "site,operator,cells\nbts-7,viettel,70001;70002\n")));
    }

    @Test
    void villages_of_one_base_station_are_one_incident_with_its_members() throws Exception {
        List<JsonObject> incidents = incidents(3);
        assertEquals(List.of("bts-7-b1"), ids(incidents), incidents::toString);
        JsonObject opened = incidents.get(0);
        assertEquals("opened", opened.getString("state"));
        assertEquals("mobile_site", opened.getString("cause"));
        assertEquals(3, opened.getInteger("villages"));
        assertEquals(150, opened.getInteger("households"));
        assertEquals("06", opened.getString("area"));
        assertEquals("2026-03-01T09:00:05+07:00", opened.getString("start"));
        JsonObject mobile = opened.getJsonObject("mobile");
        assertEquals("station", mobile.getString("level"));
        assertEquals("bts-7", mobile.getJsonArray("stations").getString(0));
        assertEquals(3, mobile.getJsonArray("members").size());
    }

    @Test
    void one_village_of_three_is_an_incident_of_its_own() throws Exception {
        assertEquals(List.of("v0-m1"), ids(incidents(1)));
    }

    private static List<String> ids(List<JsonObject> incidents) {
        return incidents.stream().map(it -> it.getString("id")).distinct().toList();
    }

    private List<JsonObject> incidents(int gone) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int minute = 0; minute < CUT + 35; minute++) {
            for (int i = 0; i < VILLAGES; i++) {
                boolean isOut = minute >= CUT && i < gone;
                String cell = i < 3 ? "7000" + (1 + i % 2) : Integer.toString(256_000 * (i + 1));
                text.append(
                        "{\"r\":\"%1$s\",\"device\":\"probe-%2$d\",\"m\":{\"t\":\"%1$s\",\"radio\":[{\"plmn\":\"45204\",\"rat\":\"LTE\",\"reg\":\"home\",\"rsrp\":%3$d,\"cell\":\"%4$s\"}]}}\n"
                                .formatted(time(minute), i, isOut ? -125 : -90, cell));
            }
        }
        Path file = Files.writeString(folder.resolve("readings.ndjson"), text);
        Jar.Ran ran =
                Jar.run(folder.resolve("data"), Map.of(), "judge", file.toString(), "--registry", registry.toString());
        assertEquals(0, ran.exit(), ran.err());
        return ran.out()
                .lines()
                .map(JsonObject::new)
                .filter(it -> it.getString("kind").equals("incident"))
                .toList();
    }

    private static String time(int minute) {
        return BEGIN.plusMinutes(minute).plusSeconds(5).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
