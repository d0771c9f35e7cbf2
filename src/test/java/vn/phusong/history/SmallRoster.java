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

/** A real registry: one district, one commune, so many villages; a probe with three SIMs in each of the first ones, lines in all of those. */
record SmallRoster(Registry registry) implements Roster {
    static SmallRoster of(int villages, int probes, int linesEach) {
        List<Area> areas = List.of(
                new Area("06", null, "province", "Tỉnh Thử", null, Validity.OPEN),
                new Area("058", "06", "district", "Huyện Một", null, Validity.OPEN),
                new Area("01234", "058", "commune", "Xã \"Hai\", Ba", null, Validity.OPEN));
        List<Village> rows = new ArrayList<>();
        List<MeasurementPoint> points = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        List<String> operators = List.of("viettel", "vinaphone", "mobifone");
        for (int i = 0; i < villages; i++) {
            Place place = new Place(22.1 + i / 1000.0, 105.8);
            Households households = new Households(40 + i, null, null);
            rows.add(new Village("v" + i, "Thôn " + i, "thôn", "01234", place, households, null, Validity.OPEN));
            points.add(new MeasurementPoint("v" + i + "-centre", "v" + i, PointKind.CENTRE, place, -1));
            if (i < probes) {
                devices.add(device("probe-" + i, DeviceKind.PROBE, "v" + i, "v" + i + "-centre", operators, Line.NONE));
                for (int n = 0; n < linesEach; n++) {
                    Line line = new Line("house-" + i + "-" + n, "olt-1/1/" + i, null, PonClass.B_PLUS);
                    devices.add(device("ont-" + i + "-" + n, DeviceKind.ONT, "v" + i, null, List.of(), line));
                }
            }
        }
        return new SmallRoster(Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(areas, rows, points),
                        List.of(
                                new Operator("viettel", "Viettel", List.of("45204")),
                                new Operator("vinaphone", "VinaPhone", List.of("45202")),
                                new Operator("mobifone", "MobiFone", List.of("45201"))),
                        devices,
                        List.of(new Target("mobile", 10_000, Validity.OPEN, "a test")),
                        List.of())));
    }

    private static Device device(
            String id, DeviceKind kind, String village, @Nullable String point, List<String> operators, Line line) {
        return new Device(id, kind, village, point, operators, 60_000, PowerSource.MAINS, line, 0, Validity.OPEN);
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
