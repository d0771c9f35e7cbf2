package vn.phusong.coverage;

/**
 * What we can say of coverage at a place. {@code UNKNOWN} means nobody measured it lately: never a fault, never fine. {@code RECOVERING} is said of one
 * (point, operator) only and counts as uncovered in every roll-up.
 */
public enum Standing {
    UNKNOWN,
    COVERED,
    DEGRADED,
    UNCOVERED,
    RECOVERING;

    /** What a village, a point or a report says of it: recovering is not yet covered. */
    public Standing settled() {
        return this == RECOVERING ? UNCOVERED : this;
    }

    /** Whether service was there, well or weakly. */
    public boolean isServed() {
        return this == COVERED || this == DEGRADED;
    }
}
