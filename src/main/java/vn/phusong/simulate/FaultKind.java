package vn.phusong.simulate;

import org.jspecify.annotations.Nullable;

/** What can be wrong in the simulated province, how long it takes and how often it happens in a province of a thousand probes. */
public enum FaultKind {
    /** Every operator on a shared mast is gone. */
    MAST("mast", Feel.NO_SIGNAL, "mobile_site", 45, 240, 0.4),
    /** One operator's base station is gone. */
    SITE("site", Feel.NO_SIGNAL, "mobile_site", 30, 180, 1.0),
    /** A village without mains. */
    POWER("power", Feel.NO_POWER, "power_village", 40, 150, 0.3),
    /** A PON cut: all its lines lose light at once. */
    PON("pon", Feel.NO_LIGHT, "feeder_fibre", 60, 240, 0.3),
    /** A device that says nothing, though its network works. */
    SILENT("silent", Feel.BLIND, "collection", 60, 720, 0.5),
    /** A base station with a choked link behind it: slow, late, lossy. */
    SLOW("slow", Feel.POOR_SERVICE, "backhaul", 45, 180, 0.5),
    /** A device without a way to us: it measures, keeps, and tells all of it afterwards. */
    OFFLINE("offline", Feel.BLIND, "collection", 20, 360, 0.5),
    /** A device whose software writes nonsense every few messages. */
    BAD_PAYLOAD("bad_payload", Feel.BLIND, "collection", 30, 90, 0.2),
    /** A drop fibre cut: one line. */
    DROP("drop", Feel.ONE_LINE, "drop_fibre", 120, 1440, 1.0),
    /** One operator's level sinks for hours, until nothing is left of it. */
    FADE("fade", Feel.FADING, "mobile_site", 180, 480, 0.2),
    /** One sector of a base station is gone: one operator in some of its villages. */
    SECTOR("sector", Feel.NO_SIGNAL, "mobile_site", 30, 180, 0.4),
    /** A SIM whose contract was suspended: the network refuses it, and serves everybody else. */
    SIM("sim_suspended", Feel.BLIND, "collection", 60, 720, 0.3),
    /** A device whose clock jumped: seven hours ahead, to 1970, or 25 minutes behind. */
    CLOCK("clock", Feel.BLIND, "collection", 60, 360, 0.3),
    /** A commune whose probes have no way to us: they measure, keep, and hand in all of it at once. */
    FLOOD("backlog_flood", Feel.BLIND, "collection", 60, 1440, 0.05),
    /** The server itself hears nothing; devices keep and hand in afterwards. Only in a rehearsal: a real server is simply stopped. */
    ABSENCE("absence", Feel.BLIND, "collection", 30, 60, 0),
    /** A village no operator ever reached; holds for ever. */
    WHITE_SPOT("white_spot", Feel.AS_EVER, "mobile_unknown", 0, 0, 0),
    /** A village whose signal comes and goes; holds for ever. */
    WEAK("weak", Feel.AS_EVER, "mobile_unknown", 0, 0, 0);

    /** What a fault takes from people, or from us. */
    public enum Feel {
        /** No service from an operator. */
        NO_SIGNAL,
        /** Service that is too bad to be any, with good moments. */
        POOR_SERVICE,
        /** Service that sinks until there is none; when it was gone nobody can say. */
        FADING,
        /** Fibre lines without light. */
        NO_LIGHT,
        /** A village without mains: its fibre lines are off. */
        NO_POWER,
        /** A household without its line: no outage of anybody else. */
        ONE_LINE,
        /** Nothing: only we do not see, or see it late. */
        BLIND,
        /** How the place always was; no outage begins or ends. */
        AS_EVER
    }

    private final String word;
    private final Feel feel;
    private final String cause;
    private final int leastMinutes;
    private final int mostMinutes;
    private final double perHour;

    FaultKind(String word, Feel feel, String cause, int leastMinutes, int mostMinutes, double perHour) {
        this.word = word;
        this.feel = feel;
        this.cause = cause;
        this.leastMinutes = leastMinutes;
        this.mostMinutes = mostMinutes;
        this.perHour = perHour;
    }

    /** As it stands in the truth file. */
    public String word() {
        return word;
    }

    public Feel feel() {
        return feel;
    }

    /** The kind of a word of the truth file; null for a word this version does not know. */
    static @Nullable FaultKind of(String word) {
        for (FaultKind kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        return null;
    }

    /** Whether the demonstration shows it; the others are for whoever measures the verdict. */
    boolean isUsual() {
        return switch (this) {
            case MAST, SITE, POWER, PON, SILENT, SLOW, OFFLINE, BAD_PAYLOAD, WHITE_SPOT, WEAK -> true;
            case DROP, FADE, SECTOR, SIM, CLOCK, FLOOD, ABSENCE -> false;
        };
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
