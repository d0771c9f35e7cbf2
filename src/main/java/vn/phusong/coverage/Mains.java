package vn.phusong.coverage;

/** What the probes of a place say of the grid's power there, since some time. */
public enum Mains {
    /** Nobody told, or nobody spoke since. */
    UNKNOWN,
    /** A probe goes on from the mains. */
    ON,
    /** A probe goes on from its battery. */
    LOST;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Of two places, or two probes: what only one knows holds, what they dispute nobody knows. */
    public Mains and(Mains other) {
        if (this == UNKNOWN || this == other) {
            return other;
        }
        return other == UNKNOWN ? this : UNKNOWN;
    }
}
