package vn.phusong.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryPlan;
import vn.phusong.village.RowError;
import vn.phusong.village.Village;

class RegistryFolderTest {
    private static final String VILLAGES = "village_id,name,kind,lat,lon\nv1,Bản Đồn,bản,22.1,105.8\n";

    @TempDir
    Path folder;

    @Test
    void the_sample_province_is_taken_without_an_error() {
        RegistryRead read = RegistryFolder.sample().read(Registry.empty(), RegistryHouseholdKey.known(), false);
        assertEquals(List.of(), sentences(read.plan()));
        assertEquals(
                938,
                read.plan().change().tree().villages().stream()
                        .map(Village::id)
                        .distinct()
                        .count());
        assertEquals(155, read.plan().change().tree().areas().size());
        assertNotNull(read.boundaries());
    }

    @Test
    void the_sample_province_imported_twice_changes_nothing() {
        RegistryPlan first = RegistryFolder.sample()
                .read(Registry.empty(), RegistryHouseholdKey.known(), false)
                .plan();
        RegistryPlan second = RegistryFolder.sample()
                .read(Registry.empty().with(first.change()), RegistryHouseholdKey.known(), false)
                .plan();
        assertEquals(0, second.change().size());
        assertEquals(first.total().added(), second.total().unchanged());
    }

    @Test
    void the_old_district_is_not_the_union_of_new_communes_but_its_villages_tell() {
        Registry registry = sample();
        long before = day("2025-06-30");
        long after = day("2025-07-01");
        // Phong Quang (058+063), Đồng Phúc (061+064), Bạch Thông (063+064).
        int crossing = 0;
        for (var commune : registry.children("19", after)) {
            long districts = registry.villagesOf(commune.code(), after).stream()
                    .map(village -> registry.village(village.id(), before))
                    .map(village -> registry.path(village.area(), before).get(1).code())
                    .distinct()
                    .count();
            crossing += districts > 1 ? 1 : 0;
        }
        assertEquals(3, crossing);
        assertEquals(938, registry.villagesOf("06", before).size());
        assertEquals(List.of(), registry.villagesOf("06", after));
        assertEquals(938, registry.villagesOf("19", after).size());
    }

    @Test
    void nineteen_codes_mean_something_else_since_the_merger() {
        Registry registry = sample();
        long reused = registry.areas().stream()
                .filter(area -> area.valid().from() == day("2025-07-01"))
                .filter(area -> registry.area(area.code(), day("2025-06-30")) != null)
                .filter(area -> !bare(area.nameVi())
                        .equals(bare(
                                registry.area(area.code(), day("2025-06-30")).nameVi())))
                .count();
        assertEquals(19, reused);
        assertEquals("Xã Bộc Bố", registry.area("01864", day("2025-06-30")).nameVi());
        assertEquals("Xã Bằng Thành", registry.area("01864", day("2025-07-01")).nameVi());
    }

    @Test
    void a_file_of_another_encoding_is_named_with_the_byte() throws IOException {
        byte[] cp1258 =
                "village_id,name,kind,lat,lon\nv1,Đồn,bản,22.1,105.8\n".getBytes(Charset.forName("windows-1258"));
        Files.write(folder.resolve("villages.csv"), cp1258);
        String only = only(read());
        assertTrue(only.startsWith("villages.csv: is not UTF-8: byte 0xD0 at byte offset 32, line 2"), only);

        Files.write(folder.resolve("villages.csv"), VILLAGES.getBytes(StandardCharsets.UTF_16));
        only = only(read());
        assertTrue(only.startsWith("villages.csv: is UTF-16 (byte offset 0)"), only);

        byte[] tcvn3 = VILLAGES.replace("Bản Đồn", "B\u00B6n \u00A7\u00E5n").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("villages.csv"), tcvn3);
        only = only(read());
        assertTrue(only.contains("byte 0xB6 at byte offset 33"), only);
    }

    @Test
    void tcvn3_letters_saved_as_utf8_are_seen_too() throws IOException {
        put("villages.csv", VILLAGES.replace("Bản Đồn", "B\u00B6n \u00A7\u00E5n"));
        assertTrue(only(read()).contains("old TCVN3 font"), only(read()));
    }

    @Test
    void a_byte_order_mark_and_crlf_and_blank_lines_are_accepted() throws IOException {
        put("villages.csv", "\uFEFF" + VILLAGES.replace("\n", "\r\n") + "\r\n\r\n");
        RegistryPlan plan = read();
        assertEquals(List.of(), sentences(plan));
        assertEquals("Bản Đồn", plan.change().tree().villages().get(0).name());
    }

    @Test
    void names_are_taken_in_nfc() throws IOException {
        put("villages.csv", VILLAGES.replace("Bản Đồn", "Ba\u0309n Đo\u0302\u0300n"));
        assertEquals("Bản Đồn", read().change().tree().villages().get(0).name());
    }

    @Test
    void an_empty_file_is_told_what_its_header_must_be() throws IOException {
        put("areas.csv", "");
        assertEquals(
                "areas.csv:1: is empty; its first line must be code,parent_code,level,name_vi,name_en,valid_from,valid_to",
                only(read()));
    }

    @Test
    void columns_cut_by_semicolons_are_told_so() throws IOException {
        put("villages.csv", VILLAGES.replace(',', ';'));
        assertTrue(only(read()).contains("must be separated by commas"), only(read()));
    }

    @Test
    void a_quote_that_never_closes_swallows_no_rows_in_silence() throws IOException {
        put("villages.csv", VILLAGES + "v2,\"Nà Lẹng,bản,22.1,105.8\nv3,Nà Pài,bản,22.1,105.8\n");
        RegistryPlan plan = RegistryFolder.of(folder)
                .read(Registry.empty(), RegistryHouseholdKey.known(), true)
                .plan();
        assertTrue(plan.refused());
        assertEquals(0, plan.change().size());
        assertEquals("villages.csv: has a double quote that is never closed", only(plan));
    }

    @Test
    void a_misspelt_file_is_not_passed_over() throws IOException {
        put("villages.csv", VILLAGES);
        put("device.csv", "device_id,kind,village_id\n");
        assertEquals("device.csv: is no table of a registry; did you mean devices.csv?", only(read()));
    }

    @Test
    void a_folder_that_is_none_or_holds_nothing_is_told_so() {
        assertTrue(only(read()).endsWith("holds no registry table, such as villages.csv"));
        RegistryPlan none = RegistryFolder.of(folder.resolve("gone"))
                .read(Registry.empty(), RegistryHouseholdKey.known(), true)
                .plan();
        assertTrue(only(none).endsWith("is not a folder"));
    }

    @Test
    void boundaries_are_carried_as_they_are_and_refused_when_they_are_none() throws IOException {
        put("villages.csv", VILLAGES);
        String good = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
                + "{\"code\":\"06\",\"more\":{\"x\":[1]}},\"geometry\":null}]}";
        put("boundaries.geojson", good);
        RegistryFolder reader = RegistryFolder.of(folder);
        assertArrayEquals(
                good.getBytes(StandardCharsets.UTF_8),
                reader.read(Registry.empty(), RegistryHouseholdKey.known(), false)
                        .boundaries());
        for (String bad : List.of(
                "[]",
                "{}",
                "{\"type\":\"Feature\"}",
                good.replace("\"code\"", "\"Code\""),
                good.replace("\"06\"", "6"),
                good + "x",
                good.substring(0, 80),
                "")) {
            put("boundaries.geojson", bad);
            RegistryRead read = reader.read(Registry.empty(), RegistryHouseholdKey.known(), true);
            assertTrue(read.plan().refused(), bad);
            assertNull(read.boundaries(), bad);
            assertTrue(only(read.plan()).startsWith("boundaries.geojson: "), bad);
        }
    }

    @Test
    void ten_thousand_devices_with_37_bad_rows_list_37_and_give_9963() throws IOException {
        tenThousand();
        RegistryPlan dry = read();
        assertTrue(dry.refused());
        assertEquals(0, dry.change().size());
        assertEquals(37, dry.errors().size());
        assertEquals(List.of(), dry.dropped());

        RegistryPlan skipping = RegistryFolder.of(folder)
                .read(Registry.empty(), RegistryHouseholdKey.known(), true)
                .plan();
        assertEquals(9_963, skipping.change().devices().size());
        assertEquals(37, skipping.errors().size());

        RegistryPlan again = RegistryFolder.of(folder)
                .read(Registry.empty().with(skipping.change()), RegistryHouseholdKey.known(), true)
                .plan();
        assertEquals(0, again.change().size());
        assertEquals(0, again.total().added() + again.total().changed());
        assertEquals(37, again.errors().size());
    }

    private void tenThousand() throws IOException {
        put("operators.csv", "operator,plmns\nviettel,45204;45206\n");
        put("villages.csv", VILLAGES);
        put("points.csv", "point_id,village_id,kind,lat,lon\nv1-c,v1,CENTRE,22.1,105.8\n");
        String[] bad = {
            "d%d,prob,v1,v1-c,viettel,60s,", "d%d,probe,v2,v1-c,viettel,60s,", "d%d,probe,v1,v1-c,vietel,60s,",
            "d%d,probe,v1,v1-c,viettel,60,", "d/%d,probe,v1,v1-c,viettel,60s,", "d%d,ont,,,,15m,h",
        };
        StringBuilder csv = new StringBuilder("device_id,kind,village_id,point_id,operators,interval,household_key\n");
        for (int i = 0; i < 10_000; i++) {
            boolean isBad = i % 270 == 5 && i / 270 < 37;
            csv.append(isBad ? bad[i / 270 % bad.length].formatted(i) : "d" + i + ",ont,v1,,viettel,15m,h" + i / 2)
                    .append('\n');
        }
        put("devices.csv", csv.toString());
    }

    private RegistryPlan read() {
        return RegistryFolder.of(folder)
                .read(Registry.empty(), RegistryHouseholdKey.known(), false)
                .plan();
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static Registry sample() {
        return Registry.empty()
                .with(RegistryFolder.sample()
                        .read(Registry.empty(), RegistryHouseholdKey.known(), false)
                        .plan()
                        .change());
    }

    /** Without the word for its kind: Thị trấn Yến Lạc became Xã Na Rì, but Xã Đức Xuân is no other place than Phường Đức Xuân. */
    private static String bare(String name) {
        return name.replaceFirst("^(Xã|Phường|Thị trấn) ", "");
    }

    private static long day(String iso) {
        return java.time.LocalDate.parse(iso)
                .atStartOfDay(java.time.ZoneOffset.ofHours(7))
                .toInstant()
                .toEpochMilli();
    }

    private static String only(RegistryPlan plan) {
        assertEquals(1, plan.errors().size(), sentences(plan).toString());
        return plan.errors().get(0).sentence();
    }

    private static List<String> sentences(RegistryPlan plan) {
        return java.util.stream.Stream.of(plan.errors(), plan.dropped())
                .flatMap(List::stream)
                .map(RowError::sentence)
                .toList();
    }
}
