package vn.phusong.history;

/** How long InfluxDB keeps what is written into a bucket; each is a retention policy of the one InfluxQL database. */
enum Keep {
    RAW("raw"),
    ROLLUP("rollup"),
    /** The default policy of the database. */
    FOREVER("forever");

    private final String policy;

    Keep(String policy) {
        this.policy = policy;
    }

    String policy() {
        return policy;
    }

    String bucket(String database) {
        return database + "/" + policy;
    }

    /** Whole seconds, 0 for ever. */
    int seconds(HistorySettings settings) {
        return switch (this) {
            case RAW -> seconds(settings.rawKeptMs());
            case ROLLUP -> seconds(settings.rollupsKeptMs());
            case FOREVER -> 0;
        };
    }

    // InfluxDB refuses less than an hour.
    private static int seconds(long ms) {
        return (int) Math.max(3_600, Math.min(Integer.MAX_VALUE, ms / 1000));
    }
}
