package vn.phusong.history;

/** How things are called in InfluxQL. */
record InfluxNames(String database) {
    static final long NANOS = 1_000_000L;

    String of(Keep keep, String measurement) {
        return "\"" + database + "\".\"" + keep.policy() + "\".\"" + measurement + "\"";
    }

    /** A text in quotes. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }

    /** Equality with a value as the tag holds it. */
    static String isTag(String tag, String value) {
        return "\"" + tag + "\" = " + literal(Lines.tag(value));
    }

    /** Half open, epoch milliseconds. */
    static String within(long from, long to) {
        return "time >= " + nanos(from) + " AND time < " + nanos(to);
    }

    // InfluxQL's own bounds: 1677 and 2262.
    private static long nanos(long ms) {
        long most = Long.MAX_VALUE / NANOS - 1;
        return Math.max(-most, Math.min(most, ms)) * NANOS;
    }
}
