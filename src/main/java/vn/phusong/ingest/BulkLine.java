package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.reading.Refusal;

/**
 * What a report says of one optical interface or one ANI (TR-181 {@code Device.Optical.Interface.{i}} and {@code Device.XPON.ONU.{i}.ANI.{i}}). Powers in
 * another scale than the data model's are set aside: a level that is wrong by a factor of ten is a false alarm. One thread.
 */
final class BulkLine {
    /** What the terminals of some makers write for a dark fibre. */
    private static final String DARK = "--";

    private static final double DARK_DBM = -40;
    private static final double MILLI = 1000;
    private static final double TENTHS = 10;
    // Nearer to 0 dBm no terminal of a PON receives or launches; who sends such a number counts in whole or tenths of
    // dBm.
    private static final double LEAST_MILLI_RX = 1000;
    private static final double LEAST_MILLI_TX = 400;
    private static final double LEAST_TENTHS_RX = 40;

    double rxDbm = Double.NaN;
    double txDbm = Double.NaN;

    @Nullable
    String onuState;

    @Nullable
    Boolean lossOfSignal;

    final List<String> alarms = new ArrayList<>(0);
    private @Nullable String status;
    private boolean isBroken;

    /** Of {@code Device.Optical.Interface.{i}.}; a parameter we do not know is ignored. */
    @Nullable
    Refusal optical(String parameter, BulkValue value, Dropped dropped) {
        return switch (parameter) {
            case "OpticalSignalLevel" -> {
                rxDbm = level(value, MILLI, LEAST_MILLI_RX, "rx", dropped);
                yield refused(value, rxDbm);
            }
            case "TransmitOpticalLevel" -> {
                txDbm = level(value, MILLI, LEAST_MILLI_TX, "tx", dropped);
                yield refused(value, txDbm);
            }
            case "Status" -> status(value);
            default -> null;
        };
    }

    /** Of {@code Device.XPON.ONU.{i}.ANI.{i}.}, where {@code parameter} is what follows. */
    @Nullable
    Refusal ani(String parameter, BulkValue value, Dropped dropped) {
        if (parameter.startsWith("TC.Alarms.")) {
            return alarm(parameter.substring("TC.Alarms.".length()), value);
        }
        if (parameter.startsWith("Transceiver.")) {
            return transceiver(parameter.substring(parameter.lastIndexOf('.') + 1), value, dropped);
        }
        if (parameter.equals("TC.ONUActivation.ONUState")) {
            onuState = value.text();
            return null;
        }
        return parameter.equals("Status") ? status(value) : null;
    }

    private @Nullable Refusal transceiver(String parameter, BulkValue value, Dropped dropped) {
        return switch (parameter) {
            case "RxPower" -> {
                rxDbm = level(value, TENTHS, LEAST_TENTHS_RX, "rx", dropped);
                yield refused(value, rxDbm);
            }
            case "TxPower" -> {
                txDbm = level(value, TENTHS, 0, "tx", dropped);
                yield refused(value, txDbm);
            }
            default -> null;
        };
    }

    private @Nullable Refusal alarm(String alarm, BulkValue value) {
        Boolean isRaised = value.truth();
        if (isRaised == null) {
            isBroken = true;
            return value.wrong("true or false");
        }
        if (alarm.equals("LOS")) {
            lossOfSignal = isRaised;
        } else if (isRaised) {
            alarms.add(alarm);
        }
        return null;
    }

    private @Nullable Refusal status(BulkValue value) {
        status = value.text();
        return null;
    }

    /** dBm; NaN for what is set aside and for what is no number, which {@link #refused} tells apart. */
    private static double level(BulkValue value, double scale, double least, String name, Dropped dropped) {
        if (value.text().equals(DARK)) {
            return name.equals("rx") ? DARK_DBM : Double.NaN;
        }
        double told = value.number();
        boolean isOtherScale = told != Math.rint(told) || (told != 0 && Math.abs(told) < least);
        if (!Double.isNaN(told) && isOtherScale) {
            dropped.add(name + ":scale");
            return Double.NaN;
        }
        return told / scale;
    }

    private @Nullable Refusal refused(BulkValue value, double level) {
        boolean isNumber = !Double.isNaN(level) || !Double.isNaN(value.number());
        if (isNumber || value.text().equals(DARK)) {
            return null;
        }
        isBroken = true;
        return value.wrong("a number");
    }

    /** Something it said cannot be read, so the rest could mislead. */
    boolean isBroken() {
        return isBroken;
    }

    boolean isUp() {
        return onuState == null ? "Up".equals(status) : onuState.equals("O5");
    }

    /** Whether it says anything of light or state; an alarm alone does not. */
    boolean hasLine() {
        return !Double.isNaN(rxDbm) || !Double.isNaN(txDbm) || state() != null;
    }

    /**
     * The activation state told, or the one that follows from the operational status: Up is O5 by the data model, and what is not up is not in operation,
     * whatever light it sees.
     */
    @Nullable
    String state() {
        if (onuState != null || status == null) {
            return onuState;
        }
        return switch (status) {
            case "Up" -> "O5";
            case "Down", "Dormant", "NotPresent", "LowerLayerDown", "Error" -> "O1";
            case "Unknown" -> "unknown";
            default -> status;
        };
    }
}
