package vn.phusong.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import vn.phusong.village.PonClass;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Target;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/**
 * Where {@link LivedDay} happens: twelve villages in three communes of two districts.
 *
 * <pre>
 *   0  covered; fibre; one line falls silent with a late word      4  no service of anybody for the last eight hours
 *   1  out for three hours, healed; its fibre cut for two          5  one operator is never there
 *   2  its probe's way is cut for an hour, then its backlog;       6  lines, and neither they nor their feed ever spoke
 *      two lines go with a word of theirs or of their feed         10, 11  nobody measures
 *   3  weak: degraded
 * </pre>
 */
public final class SmallProvince implements Roster {
    public static final int VILLAGES = 12;
    static final List<String> PLMNS = List.of("45204", "45202", "45201");
    /** The first so many villages have lines that speak. */
    static final int LIT = 4;

    static final int LINES = 6;
    private static final int DARK = 6;
    private static final List<String> OPERATORS = List.of("viettel", "vinaphone", "mobifone");
    private static final long MINUTE = 60_000;

    private final Registry registry = Registry.empty().with(change());

    static boolean isMeasured(int village) {
        return village < 10;
    }

    static String probe(int village) {
        return "probe-" + village;
    }

    static String ont(int village, int n) {
        return "ont-" + village + "-" + n;
    }

    public Registry registry() {
        return registry;
    }

    RegistryChange change() {
        List<Area> areas = new ArrayList<>();
        areas.add(new Area("06", null, "province", "Tỉnh Thử", null, Validity.OPEN));
        areas.add(new Area("058", "06", "district", "Huyện Một", null, Validity.OPEN));
        areas.add(new Area("059", "06", "district", "Huyện Hai", null, Validity.OPEN));
        for (int i = 0; i < 3; i++) {
            areas.add(new Area("0100" + i, i < 2 ? "058" : "059", "commune", "Xã Số " + i, null, Validity.OPEN));
        }
        List<Village> villages = new ArrayList<>();
        List<MeasurementPoint> points = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        for (int v = 0; v < VILLAGES; v++) {
            Place place = new Place(22.1 + v / 100.0, 105.8 + v / 90.0);
            Households households = v == 11 ? Households.UNKNOWN : new Households(v == 3 ? 4 : 20 + v, null, null);
            villages.add(
                    new Village("v" + v, "Bản " + v, "bản", "0100" + v % 3, place, households, null, Validity.OPEN));
            points.add(new MeasurementPoint("v" + v + "-centre", "v" + v, PointKind.CENTRE, place, -1));
            if (isMeasured(v)) {
                devices.add(device(probe(v), DeviceKind.PROBE, v, OPERATORS, Line.NONE));
            }
            for (int n = 0; (v < LIT || v == DARK) && n < LINES; n++) {
                devices.add(device(ont(v, n), DeviceKind.ONT, v, List.of(), line(v, n)));
            }
        }
        devices.add(device("olt-1", DeviceKind.COLLECTOR, -1, List.of(), Line.NONE));
        devices.add(device("olt-2", DeviceKind.COLLECTOR, -1, List.of(), Line.NONE));
        return new RegistryChange(
                new RegistryChange.Tree(areas, villages, points),
                List.of(
                        new Operator("viettel", "Viettel", List.of("45204")),
                        new Operator("vinaphone", "VinaPhone", List.of("45202")),
                        new Operator("mobifone", "MobiFone", List.of("45201"))),
                devices,
                List.of(
                        new Target("mobile", 10_000, Validity.OPEN, "a test"),
                        new Target("fibre", 700, Validity.OPEN, "a test")),
                List.of());
    }

    /** Lines 4 and 5 are of one household, line 3 of one nobody named. */
    private static Line line(int v, int n) {
        String household = n == 3 ? null : "house-" + v + "-" + Math.min(n, 4);
        return new Line(household, "olt-1/1/" + v / 3, v == DARK ? "olt-2" : "olt-1", PonClass.B_PLUS);
    }

    private static Device device(String id, DeviceKind kind, int village, List<String> operators, Line line) {
        String at = village < 0 ? null : "v" + village;
        String point = kind == DeviceKind.PROBE ? at + "-centre" : null;
        long interval = kind == DeviceKind.PROBE ? 5 * MINUTE : 15 * MINUTE;
        return new Device(id, kind, at, point, operators, interval, PowerSource.MAINS, line, 0, Validity.OPEN);
    }

    @Override
    public @Nullable String village(String device, long at) {
        Device row = registry.device(device, at);
        return row == null ? null : row.village();
    }

    @Override
    public @Nullable String operator(String plmn) {
        Operator operator = registry.operatorOf(plmn);
        return operator == null ? null : operator.id();
    }
}
