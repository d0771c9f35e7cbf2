package vn.phusong.simulate;

/**
 * What bounds a fleet of devices.
 *
 * @param window messages of one device on the way at once, 1..10
 * @param keptMessages a device without a way to us keeps at most this many, the oldest goes first; 4 500 are 75 hours at one a minute
 * @param keptBytes all devices together keep at most this much
 * @param connectsPerSecond new sessions begun per second of real time
 */
public record Limits(int window, int keptMessages, long keptBytes, int connectsPerSecond) {
    public static final Limits USUAL = new Limits(4, 4_500, 128L << 20, 400);

    public Limits {
        if (window < 1 || window > 10) {
            throw new IllegalArgumentException("window must be 1..10, was " + window);
        }
        if (keptMessages < 1 || keptBytes < 1 || connectsPerSecond < 1) {
            throw new IllegalArgumentException("limits must be above 0, were " + keptMessages + " messages, "
                    + keptBytes + " bytes, " + connectsPerSecond + " connects/s");
        }
    }
}
