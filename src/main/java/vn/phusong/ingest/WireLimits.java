package vn.phusong.ingest;

/**
 * What one message may hold and how far its times may lie from ours.
 *
 * @param futureMs how far ahead of our clock a time may be, milliseconds; up to there it is taken and counted, beyond it is refused
 * @param pastMs how old a time may be, milliseconds
 * @param arrayMax elements of one array
 * @param nestingMax depth of objects and arrays
 */
public record WireLimits(long futureMs, long pastMs, int arrayMax, int nestingMax) {
    public WireLimits {
        if (futureMs < 0 || pastMs <= 0) {
            throw new IllegalArgumentException("time limits must be 0 or more ahead and above 0 back, were " + futureMs
                    + " and " + pastMs + " ms");
        }
        if (arrayMax < 1 || nestingMax < 4) {
            throw new IllegalArgumentException("an array holds at least 1 element, nested at least 4 deep; were "
                    + arrayMax + " and " + nestingMax);
        }
    }
}
