package vn.phusong.coverage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device of which something is to be said.
 *
 * @param village where it stands, null for a collector of none
 */
public record DeviceFlags(String device, @Nullable String village, List<Flag> flags) {
    public DeviceFlags {
        flags = List.copyOf(flags);
    }
}
