package vn.phusong.simulate;

/**
 * What a fleet has done so far.
 *
 * @param devices with a session of their own
 * @param connected of them now
 * @param p50Ms half of the acknowledgements came within this many milliseconds of the publish
 * @param p99Ms and 99 % within this many
 */
public record SimulationCounts(
        int devices, long connected, Readings readings, Messages messages, double p50Ms, double p99Ms) {

    /**
     * Array elements; an undecodable message counts as one.
     *
     * @param dropped never sent: the device's memory was full
     * @param waiting kept by a device that cannot send now
     */
    public record Readings(long said, long acknowledged, long dropped, long waiting, long inFlight) {}

    /**
     * @param sent publishes written, the repeated ones too
     * @param resent of them after a broken connection
     * @param troubles connections refused or broken, acknowledgements that did not come
     */
    public record Messages(long sent, long resent, long troubles) {}
}
