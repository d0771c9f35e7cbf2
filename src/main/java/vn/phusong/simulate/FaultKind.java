package vn.phusong.simulate;

/** What can be wrong in the simulated province, how long it takes and how often it happens in a province of a thousand probes. */
enum FaultKind {
    /** Every operator on a shared mast is gone. */
    MAST("mast", "mobile_site", 45, 240, 0.4),
    /** One operator's base station is gone. */
    SITE("site", "mobile_site", 30, 180, 1.0),
    /** A village without mains. */
    POWER("power", "power_village", 40, 150, 0.3),
    /** A PON cut: all its lines lose light at once. */
    PON("pon", "feeder_fibre", 60, 240, 0.3),
    /** A device that says nothing, though its network works. */
    SILENT("silent", "collection", 60, 720, 0.5),
    /** A base station with a choked link behind it: slow, late, lossy. */
    SLOW("slow", "backhaul", 45, 180, 0.5),
    /** A device without a way to us: it measures, keeps, and tells all of it afterwards. */
    OFFLINE("offline", "collection", 20, 360, 0.5),
    /** A device whose software writes nonsense every few messages. */
    BAD_PAYLOAD("bad_payload", "collection", 30, 90, 0.2),
    /** A village no operator ever reached; holds for ever. */
    WHITE_SPOT("white_spot", "mobile_unknown", 0, 0, 0),
    /** A village whose signal comes and goes; holds for ever. */
    WEAK("weak", "mobile_unknown", 0, 0, 0);

    private final String word;
    private final String cause;
    private final int leastMinutes;
    private final int mostMinutes;
    private final double perHour;

    FaultKind(String word, String cause, int leastMinutes, int mostMinutes, double perHour) {
        this.word = word;
        this.cause = cause;
        this.leastMinutes = leastMinutes;
        this.mostMinutes = mostMinutes;
        this.perHour = perHour;
    }

    String word() {
        return word;
    }

    /** The probable cause a perfect observer would name, in the words of the incidents. */
    String cause() {
        return cause;
    }

    int leastMinutes() {
        return leastMinutes;
    }

    int mostMinutes() {
        return mostMinutes;
    }

    double perHour() {
        return perHour;
    }
}
