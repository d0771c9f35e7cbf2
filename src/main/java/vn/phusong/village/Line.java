package vn.phusong.village;

import org.jspecify.annotations.Nullable;

/**
 * The fibre line an ONT ends; all null for other devices.
 *
 * @param household opaque key of the household (already hashed), two lines of one household share it
 * @param pon {@code olt/slot/port}
 * @param collector device id of the collector that may speak for it
 */
public record Line(@Nullable String household, @Nullable String pon, @Nullable String collector, PonClass ponClass) {
    public static final Line NONE = new Line(null, null, null, PonClass.B_PLUS);
}
