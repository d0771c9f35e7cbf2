package vn.phusong.incident;

/** Probable cause. {@link #COLLECTION} means that we could not see. */
public enum Cause {
    MOBILE_SITE,
    MOBILE_OPERATOR,
    MOBILE_UNKNOWN,
    FEEDER_FIBRE,
    DROP_FIBRE,
    POWER_VILLAGE,
    POWER_HOUSEHOLD,
    OLT,
    BACKHAUL,
    COLLECTION,
    UNKNOWN;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
