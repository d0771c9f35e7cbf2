package vn.phusong.incident;

import vn.phusong.coverage.Mains;

/**
 * What the lines that went together are evidence of (domain.md §2.3): few dying gasps mean light that is gone, many mean power that is gone. All of them
 * are never asked for: gasps are lost when many ONTs die together, and cheap ONTs have none. Never more certain than that.
 */
record NetworkCause(Cause cause, double confidence) {
    private static final int FIBRE_PERCENT = 20;
    private static final int POWER_PERCENT = 60;
    private static final int OLT_PERCENT = 80;
    private static final double MOST = 0.9;
    private static final double CONFIRMED = 0.95;
    private static final double DISPUTED = 0.3;
    private static final double BY_ONE_SIDE = 0.6;

    /** @param siblings PONs of this OLT that are watched */
    static NetworkCause of(Network network, int siblings) {
        int pons = network.pons().size();
        boolean isOlt = pons > 1 && 100 * pons >= OLT_PERCENT * siblings;
        return of(network.gaspPercent(), network.mains(), isOlt);
    }

    /** Of lines that share a village and no PON. */
    static NetworkCause ofVillage(int gaspPercent, Mains mains) {
        return of(gaspPercent, mains, false);
    }

    private static NetworkCause of(int gasps, Mains mains, boolean isOlt) {
        if (gasps >= POWER_PERCENT) {
            return power(gasps / 100.0, mains);
        }
        if (gasps <= FIBRE_PERCENT) {
            return isOlt ? new NetworkCause(Cause.OLT, BY_ONE_SIDE) : light((100 - gasps) / 100.0, mains);
        }
        return mains == Mains.LOST
                ? new NetworkCause(Cause.POWER_VILLAGE, BY_ONE_SIDE)
                : new NetworkCause(Cause.UNKNOWN, DISPUTED);
    }

    private static NetworkCause power(double share, Mains mains) {
        return switch (mains) {
            case LOST -> new NetworkCause(Cause.POWER_VILLAGE, CONFIRMED);
            case UNKNOWN -> new NetworkCause(Cause.POWER_VILLAGE, Math.min(MOST, share));
            // The probe may hang on another phase, or on a supply of its own.
            case ON -> new NetworkCause(Cause.POWER_VILLAGE, BY_ONE_SIDE - 0.1);
        };
    }

    private static NetworkCause light(double share, Mains mains) {
        return switch (mains) {
            case ON -> new NetworkCause(Cause.FEEDER_FIBRE, share > MOST ? CONFIRMED : share);
            case UNKNOWN -> new NetworkCause(Cause.FEEDER_FIBRE, Math.min(MOST, share));
            // The power is gone and nobody gasped: cheap ONTs, or both at once.
            case LOST -> new NetworkCause(Cause.UNKNOWN, DISPUTED);
        };
    }
}
