package vn.phusong.incident;

import java.util.List;
import vn.phusong.coverage.Mains;

/**
 * What villages that lost mobile service together are evidence of. Power wins where their probes say that it is gone; else the least that all of them hang
 * on. Never more certain than that: a mast that took several operators with it may have lost its own power, and nobody there told.
 */
record MobileCause(Cause cause, double confidence) {
    private static final double SURE = 0.8;
    private static final double LIKELY = 0.6;
    private static final double WEAK = 0.5;
    private static final double DISPUTED = 0.3;

    /** Every place has its signal, and only tests fail over it. */
    static MobileCause choked(boolean othersServe) {
        return new MobileCause(Cause.BACKHAUL, othersServe ? SURE : LIKELY);
    }

    /** @param othersServe whether some other operator still serves one of those villages */
    static MobileCause of(Reach reach, List<String> operators, boolean othersServe) {
        if (reach.mains() == Mains.LOST) {
            return new MobileCause(Cause.POWER_VILLAGE, othersServe ? LIKELY : SURE);
        }
        boolean isOneOperator = operators.size() == 1;
        return switch (reach.level()) {
            case STATION -> {
                boolean isSure = othersServe || reach.mains() == Mains.ON;
                yield new MobileCause(Cause.MOBILE_SITE, isSure ? SURE : LIKELY);
            }
            case COMMUNE ->
                isOneOperator && reach.stations().size() > 1
                        ? new MobileCause(Cause.MOBILE_OPERATOR, othersServe ? LIKELY : WEAK)
                        : new MobileCause(Cause.MOBILE_UNKNOWN, DISPUTED);
            case OPERATOR ->
                isOneOperator
                        ? new MobileCause(Cause.MOBILE_OPERATOR, othersServe ? SURE : LIKELY)
                        : new MobileCause(Cause.MOBILE_UNKNOWN, DISPUTED);
        };
    }
}
