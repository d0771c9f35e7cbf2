package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.engine.Event;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.PowerSource;
import vn.phusong.reading.Reading;
import vn.phusong.village.Area;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Households;
import vn.phusong.village.Line;
import vn.phusong.village.Place;
import vn.phusong.village.PonClass;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;
import vn.phusong.village.Village;

/** One village with the lines {@code ont-0} … {@code ont-9} behind the collector {@code olt-1}, and what they say. */
final class Lines {
    /** 2026-03-01 08:00:30 at +07:00: half a minute from either tick. */
    static final long T0 = 1_772_326_830_000L;

    static final long MINUTE = 60_000;

    private Lines() {}

    static Event roster(long at) {
        return roster(at, 10);
    }

    /** The same with so many lines. */
    static Event roster(long at, int lines) {
        List<Device> devices = new ArrayList<>();
        devices.add(device("olt-1", DeviceKind.COLLECTOR, Line.NONE));
        for (int i = 0; i < lines; i++) {
            devices.add(device(
                    "ont-" + i, DeviceKind.ONT, new Line("household-" + i, "olt-1/0/1", "olt-1", PonClass.B_PLUS)));
        }
        Village village = new Village(
                "bk-1",
                "Bản Đồn",
                "thôn",
                "01864",
                new Place(22.1, 105.8),
                new Households(84, null, null),
                null,
                Validity.OPEN);
        RegistryChange.Tree tree = new RegistryChange.Tree(
                List.of(new Area("01864", null, "commune", "Bằng Thành", null, Validity.OPEN)),
                List.of(village),
                List.of());
        return new Event.RegistryChanged(at, new RegistryChange(tree, List.of(), devices, List.of(), List.of()));
    }

    private static Device device(String id, DeviceKind kind, Line line) {
        String village = kind == DeviceKind.ONT ? "bk-1" : null;
        return new Device(id, kind, village, null, List.of(), 15 * MINUTE, PowerSource.MAINS, line, 0, Validity.OPEN);
    }

    /** What line {@code n} says of {@code at}, heard at {@code receivedAt}. */
    static Reading light(int n, long at, long receivedAt, float rxDbm) {
        return new Reading("ont-" + n, "olt-1", at, receivedAt, -1, new Fibre(rxDbm, Float.NaN, OnuState.O5, false));
    }

    static Reading light(int n, long at) {
        return light(n, at, at, -21.5f);
    }
}
