package vn.phusong.coverage;

import vn.phusong.village.PonClass;

/**
 * What a received optical power means for the receiver of its class (ITU-T G.984.2 Amd. 1 and 2, G.9807.1; domain.md §2.1). The class belongs to the line,
 * never to the reading.
 */
public enum OpticalLevel {
    /** Above −25 dBm and not too strong. */
    OK(1),
    /** From −25 dBm down to the sensitivity of the class. */
    WARN(2),
    /** Below the sensitivity: −27 dBm for B+, −30 for C+, −28 for XGS; exactly there is not below. */
    CRITICAL(3),
    /** Above −8 dBm (XGS −9): the receiver is blinded. */
    OVERLOAD(4),
    /** Nobody told. */
    UNKNOWN(5);

    private static final float WARN_FROM_DBM = -25;
    private static final float HYSTERESIS_DB = 1;

    /** In rows of the state. */
    final int code;

    OpticalLevel(int code) {
        this.code = code;
    }

    /** @param rxDbm NaN when absent */
    public static OpticalLevel of(PonClass ponClass, float rxDbm) {
        if (Float.isNaN(rxDbm)) {
            return UNKNOWN;
        }
        if (rxDbm > overloadDbm(ponClass)) {
            return OVERLOAD;
        }
        if (rxDbm < sensitivityDbm(ponClass)) {
            return CRITICAL;
        }
        return rxDbm > WARN_FROM_DBM ? OK : WARN;
    }

    /** The level after {@code was}: a better one is believed once the power is a whole decibel beyond its edge, so that it does not swing. */
    public static OpticalLevel after(OpticalLevel was, PonClass ponClass, float rxDbm) {
        OpticalLevel now = of(ponClass, rxDbm);
        return switch (was) {
            case OVERLOAD -> now == OK ? of(ponClass, rxDbm + HYSTERESIS_DB) : now;
            case WARN -> now == OK ? of(ponClass, rxDbm - HYSTERESIS_DB) : now;
            case CRITICAL -> now == OK || now == WARN ? of(ponClass, rxDbm - HYSTERESIS_DB) : now;
            case OK, UNKNOWN -> now;
        };
    }

    private static float sensitivityDbm(PonClass ponClass) {
        return switch (ponClass) {
            case B_PLUS -> -27;
            case C_PLUS -> -30;
            case XGS -> -28;
        };
    }

    private static float overloadDbm(PonClass ponClass) {
        return switch (ponClass) {
            case B_PLUS, C_PLUS -> -8;
            case XGS -> -9;
        };
    }
}
