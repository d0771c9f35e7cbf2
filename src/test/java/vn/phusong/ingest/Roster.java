package vn.phusong.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.PowerSource;
import vn.phusong.village.Device;
import vn.phusong.village.DeviceKind;
import vn.phusong.village.Line;
import vn.phusong.village.PonClass;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Validity;

/** A probe p1, a collector olt1 with its line ont7, a line ont8 of nobody's, and a probe p0 that ended an hour before {@link Said#NOW}. */
final class Roster {
    private Roster() {}

    static Registry registry() {
        RegistryChange change = new RegistryChange(
                new RegistryChange.Tree(List.of(), List.of(), List.of()),
                List.of(),
                List.of(
                        device("p1", DeviceKind.PROBE, null, Validity.OPEN),
                        device("p0", DeviceKind.PROBE, null, new Validity(Validity.ALWAYS, Said.NOW - 3_600_000)),
                        device("olt1", DeviceKind.COLLECTOR, null, Validity.OPEN),
                        device("ont7", DeviceKind.ONT, "olt1", Validity.OPEN),
                        device("ont8", DeviceKind.ONT, null, Validity.OPEN)),
                List.of(),
                List.of());
        return Registry.empty().with(change);
    }

    private static Device device(String id, DeviceKind kind, @Nullable String collector, Validity valid) {
        Line line = new Line(null, null, collector, PonClass.B_PLUS);
        return new Device(id, kind, "v1", null, List.of(), 60_000, PowerSource.MAINS, line, 0, valid);
    }
}
