package vn.phusong.coverage;

/** Whose silence makes a village unknown, as far as the evidence goes. */
public enum Silence {
    DEVICE,
    POWER,
    BACKHAUL,
    OURSELVES,
    NEVER_HEARD;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
