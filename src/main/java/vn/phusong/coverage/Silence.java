package vn.phusong.coverage;

import java.util.Locale;

/** Whose silence makes a village unknown, as far as the evidence goes. */
public enum Silence {
    DEVICE,
    /** The probe itself said that it lost the mains. */
    POWER,
    /** Lines of the village gasped when the probe fell silent, which said nothing of its power. */
    POWER_BY_LINES,
    BACKHAUL,
    OURSELVES,
    NEVER_HEARD;

    /** For people and programs, who need not know by whom the loss of power was said. */
    public String word() {
        return this == POWER_BY_LINES ? POWER.word() : name().toLowerCase(Locale.ROOT);
    }
}
