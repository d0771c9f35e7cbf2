package vn.phusong.alert;

/**
 * From when on something about ourselves is said to the operators.
 *
 * @param freeBytes less is free on the disk
 * @param lagMs history is behind by more
 * @param refusedAnHour more readings were refused within an hour
 * @param failingMs a channel took nothing for so long
 * @param waiting more notices wait
 * @param jumpMs the wall clock and a steady one part by more between two looks
 */
public record OwnLimits(long freeBytes, long lagMs, long refusedAnHour, long failingMs, int waiting, long jumpMs) {
    /** A jump of the clock is said for so long. */
    static final long JUMP_SAID_MS = 900_000;

    /** A start of our own has seen too little before this to say that something is over. */
    long settledAfterMs() {
        return Math.max(JUMP_SAID_MS, failingMs);
    }
}
