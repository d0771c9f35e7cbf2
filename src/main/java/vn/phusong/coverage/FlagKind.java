package vn.phusong.coverage;

/** What may be wrong with a device or its line, short of any verdict about its village. */
public enum FlagKind {
    /** Its clock is wrong. */
    CLOCK("clock"),
    /** Its levels do not change any more, to the digit. */
    STUCK("stuck"),
    /** Another probe at the same (point, operator) says the opposite. */
    DISAGREES("disagrees"),
    /** It was carried away; what it measures is not held against its village. */
    MOVED("moved"),
    /** Its SIM has no service by contract; what it measures is not held against its village. */
    SIM_SUSPENDED("sim_suspended"),
    /** Its level stepped from one day to the next: the antenna, not the network. */
    LEVEL_STEP("level_step"),
    /** The light that reaches the ONT has faded against its own week; never an outage. */
    LIGHT_FADING("light_fading");

    private final String word;

    FlagKind(String word) {
        this.word = word;
    }

    /** The word in JSON and metrics. */
    public String word() {
        return word;
    }

    /** Whether what such a device measures says nothing of its village. */
    public boolean isVoid() {
        return this == MOVED || this == SIM_SUSPENDED;
    }
}
