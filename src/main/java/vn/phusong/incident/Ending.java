package vn.phusong.incident;

import org.jspecify.annotations.Nullable;

/**
 * How an outage ended.
 *
 * @param end first good sample, or when nobody watched it any more
 * @param left its place left the registry: nobody saw it come back
 * @param back how far it was back, where it is of several
 */
record Ending(long end, boolean left, @Nullable Back back) {
    static Ending at(long end, boolean left) {
        return new Ending(end, left, null);
    }
}
