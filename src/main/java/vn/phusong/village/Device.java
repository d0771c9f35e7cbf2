package vn.phusong.village;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.PowerSource;

/**
 * A device and where it stands, while it stood there. Key: (id, valid.from).
 *
 * @param village null only for a collector
 * @param point where a probe measures, null for others
 * @param operators a probe's: whose SIMs it carries; an ONT's: whose line it is
 * @param intervalMs expected time between readings, milliseconds
 * @param offsetDb added to a probe's received levels (antenna, cable, height → a handset's)
 */
public record Device(
        String id,
        DeviceKind kind,
        @Nullable String village,
        @Nullable String point,
        List<String> operators,
        long intervalMs,
        PowerSource power,
        Line line,
        float offsetDb,
        Validity valid) {
    public Device {
        operators = List.copyOf(operators);
        if (intervalMs <= 0) {
            throw new IllegalArgumentException("interval must be above 0, was " + intervalMs + " ms");
        }
    }
}
