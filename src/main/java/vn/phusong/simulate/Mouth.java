package vn.phusong.simulate;

/** Where a world sends what its devices say. */
interface Mouth {
    /**
     * A device says something; what one link says comes in the order of its time.
     *
     * @param link number of the session
     * @param at the device's time of saying it
     * @param readings how many array elements the message holds; an undecodable one counts as one
     */
    void say(int link, Topic topic, long at, byte[] payload, int readings);

    /** A device loses or finds its way to us. While it has none it may go on saying things, which wait. */
    void reach(int link, boolean isReachable);
}
