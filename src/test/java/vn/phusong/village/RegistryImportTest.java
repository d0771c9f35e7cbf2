package vn.phusong.village;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phusong.reading.PowerSource;

class RegistryImportTest {
    /** A small registry without a fault; every test spoils one line of it. */
    private final Map<RegistryFile, String> tables = new TreeMap<>(Map.of(
            RegistryFile.OPERATORS,
                    "operator,name,plmns\nviettel,Viettel,45204;45206\nmobifone,MobiFone,45201\nfpt,FPT,",
            RegistryFile.AREAS,
                    """
                    code,parent_code,level,name_vi,valid_from,valid_to
                    06,,province,Tỉnh Bắc Kạn,2020-02-01,2025-07-01
                    060,06,district,Huyện Pác Nặm,2020-02-01,2025-07-01
                    01864,060,commune,Xã Bộc Bố,2020-02-01,2025-07-01
                    19,,province,Tỉnh Thái Nguyên,2025-07-01,
                    01864,19,commune,Xã Bằng Thành,2025-07-01,""",
            RegistryFile.VILLAGES,
                    """
                    village_id,name,kind,area_code,lat,lon,households,valid_from,valid_to
                    v1,Bản Đồn,bản,01864,22.6,105.6,120,2020-02-01,2025-07-01
                    v1,Bản Đồn,bản,01864,22.6,105.6,120,2025-07-01,
                    v2,Nà Pài,thôn,01864,22.7,105.7,,2020-02-01,""",
            RegistryFile.POINTS,
                    "point_id,village_id,kind,lat,lon\nv1-c,v1,CENTRE,22.6,105.6\nv1-k,v1,CLUSTER,22.61,105.61\nv2-c,v2,CENTRE,22.7,105.7",
            RegistryFile.DEVICES,
                    """
                    device_id,kind,village_id,point_id,operators,interval,power,household_key,pon,collector_id,valid_from,valid_to
                    p1,probe,v1,v1-c,viettel;mobifone,60s,solar,,,,,
                    olt1,collector,,,,60s,battery,,,,,
                    o1,ont,v1,,viettel,15m,mains,house 7,olt1/0/3,olt1,,
                    o2,ont,v2,,fpt,1h,mains,house 8,,,2021-01-01,2024-01-01""",
            RegistryFile.TARGETS,
                    "indicator,comparator,target,valid_from,source\nmobile,>=,100,2022-01-01,plan\nfibre,>=,69.96,,plan",
            RegistryFile.SITES, "site,operator,cells,olts,lat,lon\ns1,viettel,76800257;76800258,olt1,22.6,105.6"));

    @Test
    void what_is_right_is_taken_whole() {
        RegistryPlan plan = plan(false);
        assertEquals(List.of(), said(plan));
        assertEquals(5 + 3 + 3 + 3 + 4 + 2 + 1, plan.change().size());
        Registry registry = Registry.empty().with(plan.change());
        Device ont = registry.device("o1", 0);
        assertEquals(900_000, ont.intervalMs());
        assertEquals(new Line("#house 7", "olt1/0/3", "olt1", PonClass.B_PLUS), ont.line());
        assertEquals(PowerSource.SOLAR, registry.device("p1", 0).power());
        assertEquals(6996, registry.target("fibre", 0).hundredthsOfPercent());
        // 2025-07-01 00:00 at +07:00.
        assertEquals("Xã Bộc Bố", registry.area("01864", 1_751_302_799_999L).nameVi());
        assertEquals("Xã Bằng Thành", registry.area("01864", 1_751_302_800_000L).nameVi());
    }

    @Test
    void the_second_time_nothing_changes() {
        Registry once = Registry.empty().with(plan(false).change());
        RegistryPlan again = plan(once, false);
        assertEquals(RegistryChange.NONE, again.change());
        assertEquals(new RegistryPlan.Count("", 0, 0, 21, 0), again.total());
    }

    @Test
    void a_correction_changes_only_its_row() {
        Registry once = Registry.empty().with(plan(false).change());
        tables.keySet().removeIf(table -> table != RegistryFile.VILLAGES);
        spoil(RegistryFile.VILLAGES, "v2,Nà Pài,thôn,01864,22.7,105.7,,", "v2,Nà Pài,thôn,01864,22.7,105.7,98,");
        RegistryPlan plan = plan(once, false);
        assertEquals(List.of(), said(plan));
        assertEquals(
                new RegistryPlan.Count("villages.csv", 0, 1, 2, 0),
                plan.counts().get(0));
        assertEquals(98, plan.change().tree().villages().get(0).households().count());
    }

    @Test
    void a_column_that_is_absent_says_nothing_and_an_empty_cell_says_none() {
        Registry once = Registry.empty().with(plan(false).change());
        tables.clear();
        tables.put(RegistryFile.DEVICES, "device_id,kind,village_id,pon\no1,ont,v1,");
        Device ont = plan(once, false).change().devices().get(0);
        assertEquals(new Line("#house 7", null, "olt1", PonClass.B_PLUS), ont.line());
        assertEquals(900_000, ont.intervalMs());
    }

    @Test
    void only_the_needed_columns_make_a_registry() {
        tables.clear();
        tables.put(RegistryFile.OPERATORS, "operator,plmns\nviettel,45204\nvinaphone,45202");
        tables.put(RegistryFile.VILLAGES, "village_id,kind,lat,lon\nv1,thôn,22,105");
        tables.put(RegistryFile.POINTS, "point_id,village_id,kind,lat,lon\nc1,v1,centre,22,105");
        tables.put(RegistryFile.DEVICES, "device_id,kind,village_id\np1,probe,v1\no1,ont,v1\ncol,collector,");
        tables.put(RegistryFile.TARGETS, "indicator,target\nmobile,100");
        RegistryPlan plan = plan(false);
        assertEquals(List.of(), said(plan));
        Device probe = Registry.empty().with(plan.change()).device("p1", 0);
        assertEquals("c1", probe.point());
        assertEquals(List.of("viettel", "vinaphone"), probe.operators());
        assertEquals(60_000, probe.intervalMs());
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            OPERATORS | viettel,Viettel,45204;45206 | viettel,Viettel,4521 | operators.csv:2 plmns "4521": a PLMN is MCC and two-digit MNC, 5 digits, as 45201: was 4521
            OPERATORS | mobifone,MobiFone,45201 | mobifone,MobiFone,45206 | operators.csv:3 plmns: 45206 belongs to two operators: mobifone and viettel
            OPERATORS | fpt,FPT, | fpt net,FPT, | operators.csv:4 operator "fpt net": must be 1 to 64 of A-Z a-z 0-9 . _ : - and begin with a letter or digit
            AREAS | 060,06,district,Huyện Pác Nặm,2020-02-01,2025-07-01 | 060,01864,district,Huyện Pác Nặm,2020-02-01,2025-07-01 | areas.csv:4 parent_code "060": the areas lie in a circle: 01864 in 060 in 01864
            AREAS | 19,,province,Tỉnh Thái Nguyên,2025-07-01, | 19,,province,Tỉnh Thái Nguyên,2025-08-01, | areas.csv:6 parent_code "19": area 19 does not hold on 2025-07-01
            AREAS | 01864,19,commune | 01864,91,commune | areas.csv:6 parent_code "91": no such area
            AREAS | Xã Bằng Thành,2025-07-01 | Xã Bằng Thành,2025-06-01 | areas.csv:6 valid_from: 01864 would hold twice: from 2020-02-01 to 2025-07-01 and from 2025-06-01 to …; parent_code "19": area 19 does not hold on 2025-06-01
            AREAS | Xã Bằng Thành,2025-07-01 | Xã Bằng Thành,01/07/2025 | areas.csv:6 valid_from "01/07/2025": write the date as YYYY-MM-DD, as 2025-07-01
            AREAS | Xã Bằng Thành,2025-07-01 | Xã Bằng Thành,2025-06-31 | areas.csv:6 valid_from "2025-06-31": there is no such day; write YYYY-MM-DD
            AREAS | 2020-02-01,2025-07-01 | 2025-07-01,2025-07-01 | areas.csv:4 valid_to "2025-07-01": must be after valid_from: it is the first day that no longer counts
            VILLAGES | v2,Nà Pài,thôn,01864 | v2,Nà Pài,thôn,1864 | villages.csv:4 area_code "1864": no such area; a leading zero was lost: 01864
            VILLAGES | v2,Nà Pài,thôn,01864 | v2,Nà Pài,thôn,060 | villages.csv:4 area_code "060": area 060 does not hold on 2025-07-01
            VILLAGES | v2,Nà Pài,thôn,01864 | v2,Nà Pài,thôn, | villages.csv:4 area_code: must not be empty
            VILLAGES | 22.7,105.7 | 105.7,22.7 | villages.csv:4 lat "105.7": must be -90 to 90; lat and lon seem to be swapped
            VILLAGES | 22.7,105.7 | 22.7,205.7 | villages.csv:4 lon "205.7": must be -180 to 180
            VILLAGES | 22.7,105.7 | "22,7",105.7 | villages.csv:4 lat "22,7": write the decimal with a point: 22.7
            VILLAGES | 22.7,105.7 | NaN,105.7 | villages.csv:4 lat "NaN": write a decimal number, as 22.1632
            VILLAGES | 105.7,, | 105.7,1.292, | villages.csv:4 households "1.292": write whole numbers without separators: 1292
            VILLAGES | 105.7,, | 105.7,-1, | villages.csv:4 households "-1": write a whole number, 0 to 10000000
            VILLAGES | 2020-02-01,2025-07-01 | 2020-02-01,2025-07-02 | villages.csv:3 valid_from: v1 would hold twice: from 2020-02-01 to 2025-07-02 and from 2025-07-01 to …
            POINTS | v1-k,v1,CLUSTER | v1-k,v1,CENTRE | points.csv:3 kind "CENTRE": village v1 would have two centres: v1-c and v1-k
            POINTS | v1-k,v1,CLUSTER | v1-k,v1,CENTER | points.csv:3 kind "CENTER": must be one of centre, cluster, other; did you mean centre?
            POINTS | v1-k,v1,CLUSTER | v1-k,v9,CLUSTER | points.csv:3 village_id "v9": no such village
            POINTS | v1-k,v1,CLUSTER | v1-c,v1,CLUSTER | points.csv:3 point_id "v1-c": stands in line 2 already
            DEVICES | p1,probe | p1,prob | devices.csv:2 kind "prob": must be one of probe, ont, collector; did you mean probe?
            DEVICES | p1,probe | p/1,probe | devices.csv:2 device_id "p/1": must be 1 to 64 of A-Z a-z 0-9 . _ : - and begin with a letter or digit
            DEVICES | probe,v1,v1-c | probe,v2,v1-c | devices.csv:2 point_id "v1-c": the point lies in village v1, the probe in v2
            DEVICES | probe,v1,v1-c | probe,v1, | devices.csv:2 point_id: must not be empty
            DEVICES | probe,v1,v1-c | probe,v1,v1-x | devices.csv:2 point_id "v1-x": no such point
            DEVICES | viettel;mobifone | viettel;mobiphone | devices.csv:2 operators "mobiphone": no such operator
            DEVICES | viettel;mobifone | viettel;fpt | devices.csv:2 operators "fpt": the operator has no PLMN, so a probe carries no SIM of it
            DEVICES | viettel;mobifone | | devices.csv:2 operators: a probe needs at least one operator
            DEVICES | 60s,solar | 60,solar | devices.csv:2 interval "60": write a number and its unit: 60s, 5m or 1h
            DEVICES | 60s,solar | 0s,solar | devices.csv:2 interval "0s": write a number and its unit: 60s, 5m or 1h
            DEVICES | 60s,solar | 25h,solar | devices.csv:2 interval "25h": must be 1s to 24h
            DEVICES | 60s,solar | 60s,solr | devices.csv:2 power "solr": must be one of mains, battery, solar; did you mean solar?
            DEVICES | o2,ont,v2 | o2,ont, | devices.csv:5 village_id: must not be empty
            DEVICES | o2,ont,v2 | o2,ont,v3 | devices.csv:5 village_id "v3": no such village
            DEVICES | 2021-01-01,2024-01-01 | 2019-01-01,2024-01-01 | devices.csv:5 village_id "v2": village v2 does not hold on 2019-01-01
            DEVICES | house 7,olt1/0/3,olt1 | house 7,olt1/3,olt1 | devices.csv:4 pon "olt1/3": write olt/slot/port, as olt-01834/0/3
            DEVICES | house 7,olt1/0/3,olt1 | house 7,olt1/0/3,p1 | devices.csv:4 collector_id "p1": is no collector
            DEVICES | house 7,olt1/0/3,olt1 | house 7,olt1/0/3,olt2 | devices.csv:4 collector_id "olt2": no such collector at that time
            DEVICES | solar,,, | solar,h,, | devices.csv:2 household_key: only a device of kind ont has one
            TARGETS | mobile,>=,100 | mobile,>=,"79,5" | targets.csv:2 target "79,5": write the decimal with a point: 79.5
            TARGETS | mobile,>=,100 | mobile,>=,79,5 | targets.csv:2: has 6 values, the header has 5; a comma inside a value needs quotes, and decimals are written 79.5
            TARGETS | mobile,>=,100 | mobile,>=,100.01 | targets.csv:2 target "100.01": write 0 to 100 with at most two decimals and no sign, as 79.5
            TARGETS | mobile,>=,100 | mobile,<=,100 | targets.csv:2 comparator "<=": must be >=: a promise says "at least"
            TARGETS | mobile,>=,100 | mobil,>=,100 | targets.csv:2 indicator "mobil": must be mobile, mobile.4g+, mobile.operator.<operator> or fibre; did you mean mobile?
            TARGETS | mobile,>=,100 | mobile.operator.vina,>=,100 | targets.csv:2 indicator "vina": no such operator
            SITES | s1,viettel | s1,vietel | sites.csv:2 operator "vietel": no such operator
            AREAS | name_vi | name_viet | areas.csv:1 name_viet "name_viet": unknown column; did you mean name_vi?
            OPERATORS | operator,name,plmns | operator,name,name | operators.csv:1 name "name": the column stands twice
            """)
    void a_bad_row_is_named(RegistryFile table, String right, String wrong, String sentence) {
        spoil(table, right, wrong == null ? "" : wrong);
        List<String> said = said(plan(false));
        assertEquals(sentence, said.get(0), said.toString());
    }

    @Test
    void every_error_is_said_in_vietnamese_too() {
        spoil(RegistryFile.VILLAGES, "22.7,105.7", "105.7,22.7");
        assertEquals(
                "villages.csv:4 lat \"105.7\": phải từ -90 đến 90; có vẻ lat và lon bị đổi chỗ",
                plan(false).errors().get(0).sentenceVi());
    }

    @Test
    void a_column_that_is_needed_and_missing_is_named_with_the_whole_header() {
        tables.put(RegistryFile.OPERATORS, "operator,name\nviettel,Viettel");
        assertEquals(
                "operators.csv:1 plmns: the column is missing; the header may be operator,name,plmns",
                said(plan(true)).get(0));
        assertTrue(
                plan(true).refused(), "without the operators nothing can be trusted, not even with bad rows skipped");
    }

    @Test
    void several_faults_of_one_row_are_one_error() {
        spoil(RegistryFile.DEVICES, "60s,solar", "60,solr");
        RegistryPlan plan = plan(false);
        assertEquals(1, plan.errors().size());
        assertEquals(
                "devices.csv:2 interval \"60\": write a number and its unit: 60s, 5m or 1h; "
                        + "power \"solr\": must be one of mains, battery, solar; did you mean solar?",
                said(plan).get(0));
    }

    @Test
    void a_household_key_is_hashed_and_never_printed() {
        String secret = "Nguyễn Văn A, 12 tổ 3" + "x".repeat(60);
        spoil(RegistryFile.DEVICES, "house 8", '"' + secret + '"');
        String sentence = said(plan(false)).get(0);
        assertEquals("devices.csv:5 household_key: is longer than 64 letters", sentence);
    }

    @Test
    void a_value_cannot_forge_a_line_of_the_log() {
        spoil(RegistryFile.VILLAGES, "v2,Nà Pài", "v2,\"Nà\nPài\u202E\"");
        String sentence = said(plan(false)).get(0);
        assertEquals(
                "villages.csv:4 name \"Nà\uFFFDPài\uFFFD\": has a line break or another invisible character inside",
                sentence);
    }

    @Test
    void skipping_a_bad_village_leaves_out_what_stands_in_it_and_says_so() {
        spoil(RegistryFile.VILLAGES, "22.7,105.7", "105.7,22.7");
        RegistryPlan plan = plan(true);
        assertEquals(1, plan.errors().size());
        assertEquals(
                List.of(
                        "points.csv:4 village_id \"v2\": no such village; villages.csv:4 is not taken",
                        "devices.csv:5 village_id \"v2\": no such village; villages.csv:4 is not taken"),
                plan.dropped().stream().map(RowError::sentence).toList());
        assertEquals(18, plan.change().size());
        assertEquals(
                RegistryChange.NONE,
                plan(Registry.empty().with(plan.change()), true).change());
    }

    @Test
    void skipping_goes_down_the_whole_tree() {
        spoil(RegistryFile.AREAS, "19,,province,Tỉnh Thái Nguyên,2025-07-01", "19,,province,Tỉnh Thái Nguyên,2025-7-1");
        RegistryPlan plan = plan(true);
        assertEquals(1, plan.errors().size());
        // Commune, its two villages (v2 from before the merger on), v2's point, both things in v2, and what stands in
        // v1 since.
        assertTrue(plan.dropped().stream().anyMatch(error -> error.sentence().startsWith("areas.csv:6")));
        assertTrue(plan.dropped().stream().anyMatch(error -> error.sentence().startsWith("villages.csv:3")));
        assertTrue(plan.dropped().stream().anyMatch(error -> error.sentence().startsWith("points.csv:4")));
        Registry registry = Registry.empty().with(plan.change());
        assertEquals(List.of(), said(new Check(registry).plan()));
    }

    @Test
    void without_skipping_one_bad_row_takes_nothing() {
        spoil(RegistryFile.TARGETS, "mobile,>=,100", "mobile,>=,200");
        RegistryPlan plan = plan(false);
        assertTrue(plan.refused());
        assertEquals(RegistryChange.NONE, plan.change());
        assertEquals(20, plan.total().added());
    }

    @Test
    void a_row_that_contradicts_the_registry_is_an_error() {
        Registry once = Registry.empty().with(plan(false).change());
        tables.clear();
        tables.put(
                RegistryFile.VILLAGES,
                "village_id,kind,lat,lon,valid_from,valid_to\nv2,thôn,22.7,105.7,2020-02-01,2022-01-01");
        assertEquals(
                "villages.csv:2: would contradict device o2 of the registry: village v2 does not hold on 2022-01-01",
                said(plan(once, false)).get(0));
        tables.clear();
        tables.put(RegistryFile.POINTS, "point_id,village_id,kind,lat,lon\nv1-new,v1,CENTRE,22.6,105.6");
        assertEquals(
                "points.csv:2 kind \"CENTRE\": village v1 would have two centres: v1-c and v1-new",
                said(plan(once, false)).get(0));
        tables.clear();
        tables.put(RegistryFile.VILLAGES, "village_id,kind,lat,lon,valid_from\nv2,thôn,22.7,105.7,2023-01-01");
        assertTrue(said(plan(once, false)).get(0).startsWith("villages.csv:2 valid_from: v2 would hold twice"));
    }

    @Test
    void a_village_ends_when_its_devices_end_with_it() {
        Registry once = Registry.empty().with(plan(false).change());
        tables.clear();
        tables.put(
                RegistryFile.VILLAGES,
                "village_id,kind,lat,lon,valid_from,valid_to\nv2,thôn,22.7,105.7,2020-02-01,2022-01-01");
        tables.put(
                RegistryFile.DEVICES, "device_id,kind,village_id,valid_from,valid_to\no2,ont,v2,2021-01-01,2022-01-01");
        RegistryPlan plan = plan(once, false);
        assertEquals(List.of(), said(plan));
        assertEquals(2, plan.total().changed());
    }

    @Test
    void a_tree_of_any_depth_is_taken() {
        for (int depth = 2; depth <= 5; depth++) {
            tables.clear();
            StringBuilder areas = new StringBuilder("code,parent_code\n");
            for (int level = 1; level <= depth; level++) {
                areas.append("a")
                        .append(level)
                        .append(',')
                        .append(level == 1 ? "" : "a" + (level - 1))
                        .append('\n');
            }
            tables.put(RegistryFile.AREAS, areas.toString().strip());
            tables.put(RegistryFile.VILLAGES, "village_id,kind,area_code,lat,lon\nv1,thôn,a" + depth + ",22,105");
            RegistryPlan plan = plan(false);
            assertEquals(List.of(), said(plan));
            Registry registry = Registry.empty().with(plan.change());
            assertEquals(depth, registry.path("a" + depth, 0).size());
            assertEquals("v1", registry.villagesOf("a1", 0).get(0).id());
        }
    }

    @Test
    void a_circle_only_at_one_time_is_found() {
        tables.clear();
        tables.put(
                RegistryFile.AREAS,
                """
                code,parent_code,valid_from,valid_to
                a,,,2021-01-01
                b,a,,
                a,c,2021-01-01,
                c,,,2022-01-01
                c,b,2022-01-01,""");
        RegistryPlan plan = plan(true);
        assertEquals(
                List.of("areas.csv:6 parent_code \"b\": the areas lie in a circle: c in b in a in c"),
                said(plan).subList(0, 1));
        assertEquals(1, plan.errors().size());
        assertEquals(List.of(), said(new Check(Registry.empty().with(plan.change())).plan()));
    }

    @Test
    void however_rows_are_spoilt_what_is_taken_keeps_every_law_and_is_taken_once() {
        Map<RegistryFile, String> right = new TreeMap<>(tables);
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            tables.clear();
            tables.putAll(right);
            for (int i = random.nextInt(5); i >= 0; i--) {
                swapTwoCells(random);
            }
            RegistryPlan plan = plan(true);
            Registry registry = Registry.empty().with(plan.change());
            assertEquals(List.of(), said(new Check(registry).plan()), "seed " + seed);
            assertEquals(RegistryChange.NONE, plan(registry, true).change(), "seed " + seed);
            assertEquals(plan.errors().isEmpty(), !plan(false).refused(), "seed " + seed);
            assertEquals(rowsBelowHeaders(), plan.total().taken() + plan.total().bad(), "seed " + seed);
            assertEquals(
                    plan.total().bad(), plan.errors().size() + plan.dropped().size(), "seed " + seed);
        }
    }

    /** Takes a cell of a row and writes another row's into it: wrong in ways that look right. */
    private void swapTwoCells(Random random) {
        RegistryFile table = List.copyOf(tables.keySet()).get(random.nextInt(tables.size()));
        String[] lines = tables.get(table).split("\n", -1);
        int one = 1 + random.nextInt(lines.length - 1);
        String[] to = lines[one].split(",", -1);
        String[] from = lines[1 + random.nextInt(lines.length - 1)].split(",", -1);
        int column = random.nextInt(to.length);
        to[column] = from[random.nextInt(4) > 0 ? column : random.nextInt(from.length)];
        lines[one] = String.join(",", to);
        tables.put(table, String.join("\n", lines));
    }

    private int rowsBelowHeaders() {
        return tables.values().stream().mapToInt(text -> cells(text).size() - 1).sum();
    }

    @Test
    void van_lang_and_van_lang_with_a_breve_stay_two() {
        tables.clear();
        tables.put(RegistryFile.AREAS, "code,name_vi\n02143,Xã Văn Lang\n05665,Xã Văn Lăng");
        RegistryPlan plan = plan(false);
        assertEquals(2, plan.change().tree().areas().size());
        assertEquals(SearchKey.of("Xã Văn Lang"), SearchKey.of("Xã Văn Lăng"));
    }

    /** Imports nothing into a registry: what is said is what that registry itself breaks. */
    private record Check(Registry registry) {
        RegistryPlan plan() {
            return RegistryImportTest.plan(Registry.empty(), registry.asChange());
        }
    }

    /** Puts rows past the tables, to ask the laws alone. */
    private static RegistryPlan plan(Registry existing, RegistryChange change) {
        Settling settling = new Settling(existing);
        int line = 1;
        for (List<?> rows : List.of(
                change.operators(),
                change.tree().areas(),
                change.tree().villages(),
                change.tree().points(),
                change.devices(),
                change.targets(),
                change.sites())) {
            for (Object row : rows) {
                settling.add(new Candidate(RegistryFile.SITES, line++, "?" + line, row, true));
            }
        }
        List<RowError> errors =
                settling.settle().stream().map(Settling.Loss::error).toList();
        return new RegistryPlan(RegistryChange.NONE, errors, List.of(), List.of(), false);
    }

    private RegistryPlan plan(boolean skipBad) {
        return plan(Registry.empty(), skipBad);
    }

    private RegistryPlan plan(Registry existing, boolean skipBad) {
        RegistryImport rows = new RegistryImport(existing, household -> "#" + household);
        tables.forEach((table, text) -> {
            List<List<String>> cells = cells(text);
            if (rows.header(table, cells.get(0))) {
                for (int i = 1; i < cells.size(); i++) {
                    rows.row(i + 1, cells.get(i));
                }
            }
        });
        return rows.plan(skipBad);
    }

    private void spoil(RegistryFile table, String right, String wrong) {
        String text = tables.get(table);
        int at = text.lastIndexOf(right);
        assertTrue(at >= 0, right);
        tables.put(table, text.substring(0, at) + wrong + text.substring(at + right.length()));
    }

    /** Enough of CSV for this test; the real reader is tried in RegistryFolderTest. */
    private static List<List<String>> cells(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (char letter : (text + "\n").toCharArray()) {
            if (letter == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (letter == ',' || letter == '\n')) {
                cells.add(cell.toString());
                cell.setLength(0);
                if (letter == '\n') {
                    lines.add(List.copyOf(cells));
                    cells.clear();
                }
            } else {
                cell.append(letter);
            }
        }
        return lines;
    }

    private static List<String> said(RegistryPlan plan) {
        List<String> said = new ArrayList<>();
        plan.errors().forEach(error -> said.add(error.sentence()));
        plan.dropped().forEach(error -> said.add(error.sentence()));
        return said;
    }
}
