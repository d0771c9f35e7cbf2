package vn.phusong.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.phusong.village.Area;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

final class SampleFolderTest {
    private static final long BEFORE = ms("2025-06-30");
    private static final long AFTER = ms("2025-07-01");

    private final Registry registry = SampleRegistry.read();

    @Test
    void both_trees_are_there_and_change_over_at_midnight() {
        assertEquals(
                117,
                registry.areas().stream().filter(a -> a.valid().holdsAt(BEFORE)).count());
        assertEquals(
                38,
                registry.areas().stream().filter(a -> a.valid().holdsAt(AFTER)).count());
        assertEquals("Xã Bộc Bố", nameOf("01864", AFTER - 1));
        assertEquals("Xã Bằng Thành", nameOf("01864", AFTER));
    }

    @Test
    void nineteen_codes_mean_another_unit_after_the_merger() {
        Map<String, Set<String>> names = new TreeMap<>();
        registry.areas().forEach(a -> names.computeIfAbsent(a.code(), c -> new HashSet<>())
                .add(bare(a.nameVi())));
        assertEquals(19, names.values().stream().filter(n -> n.size() > 1).count());
    }

    @Test
    void every_village_lies_in_a_unit_that_is_there_at_that_time() {
        assertEquals(
                938, registry.villages().stream().map(Village::id).distinct().count());
        for (Village village : registry.villages()) {
            Area area = registry.area(village.area(), Math.max(village.valid().from(), ms("2020-02-01")));
            assertNotNull(area, village.id());
            assertEquals(village.valid(), area.valid());
            assertTrue(village.id().matches("[a-z0-9-]+"));
        }
        assertEquals(3, registry.path(anyVillage().area(), BEFORE).size());
    }

    @Test
    void assumed_households_say_so_and_keep_the_census_sum() {
        List<Village> now = registry.villages().stream()
                .filter(v -> v.valid().holdsAt(AFTER))
                .toList();
        assertEquals(82_835, now.stream().mapToInt(v -> v.households().count()).sum());
        assertTrue(now.stream()
                .allMatch(v -> String.valueOf(v.households().source()).contains("giả định")));
    }

    @Test
    void twenty_villages_have_no_probe_on_purpose() {
        Set<String> probed = new HashSet<>();
        registry.devices().stream()
                .filter(d -> d.point() != null)
                .forEach(d -> probed.add(String.valueOf(d.village())));
        assertEquals(918, probed.size());
    }

    @Test
    void each_boundary_belongs_to_a_row_of_the_areas() throws IOException {
        JsonNode boundaries = new ObjectMapper()
                .readTree(SampleRegistry.FOLDER.resolve("boundaries.geojson").toFile());
        assertEquals(154, boundaries.path("features").size());
        for (JsonNode feature : boundaries.path("features")) {
            JsonNode of = feature.path("properties");
            assertNotNull(registry.area(
                    of.path("code").asText(), ms(of.path("valid_from").asText())));
        }
    }

    @Test
    void names_are_in_composed_form_and_no_key_comes_twice() {
        Map<String, List<String>> keys = Map.of(
                "areas.csv", List.of("code", "valid_from"),
                "villages.csv", List.of("village_id", "valid_from"),
                "points.csv", List.of("point_id"),
                "devices.csv", List.of("device_id", "valid_from"),
                "sites.csv", List.of("site"));
        keys.forEach((file, key) -> {
            Map<String, NamedCsvRecord> seen = new HashMap<>();
            for (NamedCsvRecord row : SampleRegistry.rows(SampleRegistry.FOLDER, file)) {
                String text = String.join("|", key.stream().map(row::getField).toList());
                assertEquals(null, seen.put(text, row), file + " " + text);
                row.getFields().forEach(f -> assertTrue(Normalizer.isNormalized(f, Normalizer.Form.NFC), f));
            }
        });
    }

    private Village anyVillage() {
        return registry.villages().get(0);
    }

    private String nameOf(String code, long at) {
        Area area = registry.area(code, at);
        return area == null ? "" : area.nameVi();
    }

    private static String bare(String name) {
        return name.replaceFirst("^(Xã|Phường|Thị trấn|Huyện|Thành phố|Tỉnh) ", "");
    }

    private static long ms(String date) {
        return LocalDate.parse(date)
                .atStartOfDay()
                .toInstant(java.time.ZoneOffset.ofHours(7))
                .toEpochMilli();
    }
}
