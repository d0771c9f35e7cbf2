package vn.phusong.engine;

import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.DeviceWatch;
import vn.phusong.coverage.LineWatch;
import vn.phusong.village.DeviceKind;

/**
 * A device's row of the state, for people to look at.
 *
 * @param line of an ONT, its line
 */
public record DeviceLook(DeviceWatch watch, @Nullable LineWatch line) {
    /** The kind of row it is, as the journal names it. */
    public static final String ROW = Rows.DEVICE;

    public static DeviceLook of(DeviceKind kind, String device, byte[] row) {
        DeviceLook[] found = new DeviceLook[1];
        Rows.read(new SnapshotRow(ROW, device, row), in -> {
            LineWatch line = kind == DeviceKind.ONT ? LineWatch.read(in) : null;
            if (line == null) {
                ProbeMemory unused = ProbeMemory.read(in);
                assert unused.heardAt() >= 0;
            }
            found[0] = new DeviceLook(Listed.readWatch(in, kind), line);
        });
        return found[0];
    }
}
