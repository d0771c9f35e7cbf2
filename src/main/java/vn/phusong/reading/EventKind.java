package vn.phusong.reading;

/** The device events of the wire; {@link #HEARTBEAT} stands for a collector's empty array, {@link #OTHER} for words we do not know. */
public enum EventKind {
    DYING_GASP("dying_gasp"),
    LOS("los"),
    LOS_CLEAR("los_clear"),
    ONLINE("online"),
    OFFLINE("offline"),
    MAINS_LOST("mains_lost"),
    MAINS_BACK("mains_back"),
    LOW_BATTERY("low_battery"),
    REBOOT("reboot"),
    SIM_SUSPENDED("sim_suspended"),
    HEARTBEAT(""),
    OTHER("");

    private static final EventKind[] ALL = values();
    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** The event a word on the wire stands for; {@link #OTHER} for one we do not know. */
    public static EventKind of(String word) {
        for (EventKind kind : ALL) {
            if (!kind.word.isEmpty() && kind.word.equals(word)) {
                return kind;
            }
        }
        return OTHER;
    }
}
