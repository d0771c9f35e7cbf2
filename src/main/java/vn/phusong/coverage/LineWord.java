package vn.phusong.coverage;

import org.jspecify.annotations.Nullable;
import vn.phusong.reading.DeviceEvent;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.Reading;

/**
 * What one reading of an ONT says of its line: a fibre sample, or an event that means up or down.
 *
 * @param isGasp whether it went for lack of power
 * @param rxDbm NaN when it told none
 */
public record LineWord(boolean isUp, boolean isGasp, float rxDbm) {
    private static final LineWord UP = new LineWord(true, false, Float.NaN);
    private static final LineWord DOWN = new LineWord(false, false, Float.NaN);
    private static final LineWord GASP = new LineWord(false, true, Float.NaN);

    /** Null for what says nothing of the line. */
    public static @Nullable LineWord of(Reading reading) {
        if (reading.content() instanceof Fibre fibre) {
            return new LineWord(fibre.isUp(), false, fibre.rxDbm());
        }
        return reading.content() instanceof DeviceEvent event ? of(reading, event) : null;
    }

    /** What a device says of its own going offline (or its Will) is silence, not proof of a broken line; a collector's word is. */
    private static @Nullable LineWord of(Reading reading, DeviceEvent event) {
        return switch (event.what()) {
            case DYING_GASP -> GASP;
            case LOS -> DOWN;
            case LOS_CLEAR, ONLINE -> UP;
            case OFFLINE -> reading.reporter().equals(reading.device()) ? null : DOWN;
            case MAINS_LOST, MAINS_BACK, LOW_BATTERY, REBOOT, SIM_SUSPENDED, HEARTBEAT, OTHER -> null;
        };
    }
}
