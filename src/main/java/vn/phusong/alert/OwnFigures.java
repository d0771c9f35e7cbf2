package vn.phusong.alert;

import java.util.Map;
import java.util.TreeMap;

/**
 * What we know of ourselves at one moment: all that {@link OwnJudge} decides by.
 *
 * @param at wall clock, epoch milliseconds
 * @param steadyMs a clock that nobody sets, milliseconds since any instant
 * @param disk of the data folder
 * @param lagMs how far history is behind, 0 when it is not
 * @param refused readings refused since the start
 * @param brokers by name, what each gave up lately, a sentence; none that did not
 * @param channels by name, why each takes no notices, a sentence; none that does
 * @param told by name of each channel, since the start
 * @param waiting notices that wait to be told
 */
public record OwnFigures(
        long at,
        long steadyMs,
        Disk disk,
        long lagMs,
        long refused,
        Map<String, String> brokers,
        Map<String, String> channels,
        Map<String, Told> told,
        int waiting) {
    /**
     * @param freeBytes −1 when it cannot be asked
     * @param trouble why nothing can be made durable, empty when it can
     */
    public record Disk(long freeBytes, String trouble) {}

    /**
     * @param taken messages
     * @param refused notices the receiver refused for good
     */
    public record Told(long taken, long refused) {
        static final Told NOTHING = new Told(0, 0);
    }

    public OwnFigures {
        told = new TreeMap<>(told);
        brokers = new TreeMap<>(brokers);
        channels = new TreeMap<>(channels);
    }
}
