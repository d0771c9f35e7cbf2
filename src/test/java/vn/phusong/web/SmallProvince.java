package vn.phusong.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.PromiseRules;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.WhiteSpot;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;
import vn.phusong.incident.Severity;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.Place;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Target;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** Four villages in three communes, in both trees; one of each standing. Code 02140 and name Văn Lang mean different things before and after July 2025. */
final class SmallProvince {
    static final long JULY_2025 = day("2025-07-01");
    /** 2026-03-01 08:00 at +07:00. */
    static final long T0 = day("2026-03-01") + 8 * 3_600_000L;

    static final String BOUNDARIES =
            """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"code":"02140","valid_from":"2020-02-01"},"geometry":{"type":"Polygon","coordinates":[[[105.9,22.1],[106.0,22.1],[106.0,22.2],[105.9,22.1]]]}},
            {"type":"Feature","properties":{"code":"02143","valid_from":"2025-07-01"},"geometry":{"type":"Polygon","coordinates":[[[105.9,22.0],[106.1,22.0],[106.1,22.2],[105.9,22.2],[105.9,22.0]]]}},
            {"type":"Feature","properties":{"code":"05665","valid_from":"2025-07-01"},"geometry":{"type":"Polygon","coordinates":[[[105.7,22.0],[105.9,22.0],[105.9,22.2],[105.7,22.2],[105.7,22.0]]]}}
            ]}
            """;

    /** Two versions: 90 % of calendar months until 2026, then 95 % from the 15th to the 14th. */
    static final PromiseRules PROMISES = PromiseRules.read(
            """
            valid_from,share,enough,white_share,period_day,rats,min_level_dbm,source
            2020-01-01,90,73,50,1,UMTS LTE,,an older text, 2.1
            2026-01-01,95,73,50,15,UMTS LTE NR,-121,the text in force
            """);

    private SmallProvince() {}

    static long day(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(Times.PROVINCE).toEpochMilli();
    }

    static Registry registry() {
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(areas(), villages(), points()),
                        List.of(
                                new Operator("viettel", "Viettel", List.of("45204")),
                                new Operator("vina", "VinaPhone", List.of("45202"))),
                        List.of(
                                probe("probe-co", "v-co"),
                                probe("probe-dark", "v-dark"),
                                probe("probe-weak", "v-weak")),
                        List.of(
                                new Target("mobile", 10_000, Validity.OPEN, "plan"),
                                new Target("fibre", 7000, Validity.OPEN, "plan")),
                        List.of()));
    }

    private static List<Area> areas() {
        Validity old = new Validity(day("2020-02-01"), JULY_2025);
        Validity since = new Validity(JULY_2025, Validity.FOREVER);
        return List.of(
                new Area("06", null, "province", "Tỉnh Bắc Kạn", "Bac Kan Province", old),
                new Area("02140", "06", "commune", "Xã Văn Lang", null, old),
                new Area("19", null, "province", "Tỉnh Thái Nguyên", "Thai Nguyen Province", since),
                new Area("02140", "19", "commune", "Xã Cường Lợi", null, since),
                new Area("02143", "19", "commune", "Xã Văn Lang", "Van Lang Commune", since),
                new Area("05665", "19", "commune", "Xã Văn Lăng", "Van Lang Commune", since));
    }

    private static List<Village> villages() {
        Validity old = new Validity(day("2020-02-01"), JULY_2025);
        Validity since = new Validity(JULY_2025, Validity.FOREVER);
        return List.of(
                village("v-co", "Bản Co", "02140", 22.15, 105.95, old),
                village("v-co", "Bản Co", "02143", 22.15, 105.95, since),
                village("v-dark", "Nà Đồng", "05665", 22.1, 105.8, since),
                village("v-new", "Khuổi Thuổn", "05665", 22.12, 105.82, since),
                village("v-weak", "Tổ Đỏ", "02143", 22.05, 106.0, since));
    }

    private static Village village(String id, String name, String area, double lat, double lon, Validity valid) {
        Households households = new Households(200, "2019-04-01", "giả định (assumed): chia theo dân số");
        return new Village(id, name, "thôn", area, new Place(lat, lon), households, null, valid);
    }

    private static List<MeasurementPoint> points() {
        List<MeasurementPoint> points = new ArrayList<>();
        for (String id : List.of("v-co", "v-dark", "v-weak")) {
            points.add(new MeasurementPoint(id + "-c", id, PointKind.CENTRE, new Place(22.1, 105.9), 200));
        }
        points.add(new MeasurementPoint("v-co-k", "v-co", PointKind.CLUSTER, new Place(22.1, 105.9), 20));
        return points;
    }

    private static Device probe(String id, String village) {
        return new Device(
                id,
                DeviceKind.PROBE,
                village,
                village + "-c",
                List.of("viettel", "vina"),
                60_000,
                PowerSource.MAINS,
                Line.NONE,
                0,
                Validity.OPEN);
    }

    static Scene scene(long at, Standing ofCo, Incident... open) {
        Map<String, VillageCoverage> villages = new TreeMap<>();
        FibreCoverage fibre = new FibreCoverage(139, 150, 140, 4, 6, 2, true);
        villages.put("v-co", village("v-co", ofCo, T0 - 3_600_000, null, null, fibre));
        villages.put(
                "v-dark",
                village("v-dark", Standing.UNCOVERED, T0 - 7_200_000, WhiteSpot.TRANG_SONG, null, FibreCoverage.NONE));
        villages.put("v-weak", village("v-weak", Standing.DEGRADED, T0 - 600_000, null, null, FibreCoverage.NONE));
        villages.put(
                "v-new",
                new VillageCoverage(
                        "v-new",
                        Standing.UNKNOWN,
                        0,
                        Standing.UNKNOWN,
                        List.of(),
                        null,
                        Silence.NEVER_HEARD,
                        FibreCoverage.NONE));
        List<IndicatorCount> counts = List.of(
                Counts.of(
                        "mobile",
                        villages.values().stream()
                                .map(VillageCoverage::standing)
                                .toList(),
                        10_000),
                Counts.of(
                        "mobile.4g+",
                        villages.values().stream()
                                .map(VillageCoverage::fourGPlus)
                                .toList(),
                        null),
                Counts.of(
                        "mobile.operator.vina",
                        villages.values().stream()
                                .map(v -> v.ofOperator("vina"))
                                .toList(),
                        null),
                Counts.of(
                        "mobile.operator.viettel",
                        villages.values().stream()
                                .map(v -> v.ofOperator("viettel"))
                                .toList(),
                        null),
                new IndicatorCount("fibre", 139, 0, 61, 600, 7000));
        return new Scene(
                new CoverageMap(at, at - T0 + 1, villages, counts), registry(), SampleRules.DEFAULT, List.of(open));
    }

    private static VillageCoverage village(
            String id, Standing standing, long since, WhiteSpot spot, Silence silence, FibreCoverage fibre) {
        List<SlotCoverage> slots = standing == Standing.UNKNOWN
                ? List.of()
                : List.of(slot(id, "viettel", standing, since), slot(id, "vina", Standing.UNCOVERED, since));
        return new VillageCoverage(id, standing, since, standing, slots, spot, silence, fibre);
    }

    private static SlotCoverage slot(String village, String operator, Standing standing, long since) {
        return new SlotCoverage(village + "-c", PointKind.CENTRE, operator, standing, since, T0, 60, 58, -97.3f, true);
    }

    static Incident incident(int n, String village, IncidentState state, long start) {
        return new Incident(
                village + "-m" + n,
                state == IncidentState.CLOSED ? 2 : 1,
                state,
                start + 1_800_000,
                Severity.MAJOR,
                Cause.MOBILE_UNKNOWN,
                0.5,
                new Incident.Span(start, start + 1_800_000, state == IncidentState.CLOSED ? start + 3_600_000 : -1),
                new Incident.Scope(village, null, 1, 200, List.of("viettel"), null),
                Incident.Marks.NONE,
                List.of());
    }
}
