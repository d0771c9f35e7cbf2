package vn.phusong.alert;

/**
 * What is to be done about one incident on one channel, and why.
 *
 * @param until when to look again; Long.MAX_VALUE when only news changes it
 * @param group what it may be gathered with; empty for nothing
 * @param intervalMs so long after the last message of its group
 * @param line of the policy, 0 when no line is to blame
 * @param why for people, one sentence
 */
record Decision(What what, long until, String group, long intervalMs, int line, String why) {
    /** What is to be done. */
    enum What {
        TELL,
        /** Its time has not come. */
        WAIT,
        /** It would be told, but people asked for quiet. */
        HOLD,
        /** Not to this channel. */
        NEVER,
        /** It is over, and all the time it lasted people had asked for quiet. */
        SILENCED
    }

    static Decision never(int line, String why) {
        return new Decision(What.NEVER, Long.MAX_VALUE, "", 0, line, why);
    }

    static Decision wait(long until, int line, String why) {
        return new Decision(What.WAIT, until, "", 0, line, why);
    }
}
