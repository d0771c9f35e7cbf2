package vn.phusong.simulate;

/**
 * What a load generator is to do.
 *
 * @param readingsPerSecond of real time over all connections, 0 for as fast as the answers come
 * @param devices at most this many different devices are spoken for
 * @param connections at most this many sessions
 * @param pack readings in one message, 1..500
 */
record Load(int readingsPerSecond, int devices, int connections, int pack) {
    Load {
        if (readingsPerSecond < 0) {
            throw new IllegalArgumentException("rate must not be negative, was " + readingsPerSecond);
        }
        if (devices < 1 || connections < 1) {
            throw new IllegalArgumentException(
                    "devices and connections must be above 0, were " + devices + " and " + connections);
        }
        if (pack < 1 || pack > LineFolk.MOST_IN_ARRAY) {
            throw new IllegalArgumentException("pack must be 1..500, was " + pack);
        }
    }
}
