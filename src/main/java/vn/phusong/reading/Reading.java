package vn.phusong.reading;

/**
 * One thing one device said. Never a duplicate by its {@code seq}: numbering restarts.
 *
 * @param device who measured
 * @param reporter who spoke: the device itself, or the collector that speaks for it
 * @param claimedAt the device's own time, epoch milliseconds; the identity of the reading together with device and kind
 * @param receivedAt when the door took it, epoch milliseconds of our clock
 * @param seq the device's count, −1 when it told none
 */
public record Reading(String device, String reporter, long claimedAt, long receivedAt, long seq, Content content) {
    /** When it is judged to have been: the device's time, but never later than we received it. */
    public long at() {
        return Math.min(claimedAt, receivedAt);
    }
}
