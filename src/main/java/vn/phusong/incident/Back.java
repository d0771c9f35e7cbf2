package vn.phusong.incident;

/**
 * How far service was back when an incident closed: of several villages, its villages; of fibre, the lines that went. It closes when few are left, and that is
 * not all of them. Those that are none of these are no longer watched: they left the registry.
 *
 * @param of how many it was of
 * @param served how many of them had service again
 * @param out how many were still without
 * @param unknown of how many nobody knew
 */
public record Back(int of, int served, int out, int unknown) {
    /** Everything came back. */
    public boolean isWhole() {
        return served >= of;
    }

    /** How many left the registry while it lasted. */
    public int left() {
        return Math.max(0, of - served - out - unknown);
    }
}
