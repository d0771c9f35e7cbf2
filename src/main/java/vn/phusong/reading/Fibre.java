package vn.phusong.reading;

import java.util.function.Function;

/**
 * What a fibre terminal said of its line.
 *
 * @param rxDbm received optical power in dBm, NaN when absent
 * @param txDbm launched optical power in dBm, NaN when absent
 * @param state activation state
 * @param noLight the device sent one of the sentinels that mean "no light" (0, −40, −50, −65.536 dBm); then {@code rxDbm} is NaN
 */
public record Fibre(float rxDbm, float txDbm, OnuState state, boolean noLight) implements Content {
    private static final int KIND = 3;

    @Override
    public <T> T match(Function<Mobile, T> mobile, Function<Fibre, T> fibre, Function<DeviceEvent, T> event) {
        return fibre.apply(this);
    }

    /** Whether the line works: in operation, or no state told but light received. */
    public boolean isUp() {
        return !noLight && (state == OnuState.O5 || (state == OnuState.UNKNOWN && !Float.isNaN(rxDbm)));
    }

    @Override
    public int kind() {
        return KIND;
    }

    @Override
    public long fingerprint() {
        return new Fingerprint()
                .add(rxDbm)
                .add(txDbm)
                .add(state.name())
                .add(noLight ? 1 : 0)
                .value();
    }
}
