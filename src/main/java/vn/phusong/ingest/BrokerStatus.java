package vn.phusong.ingest;

import java.util.Map;

/**
 * One broker as we see it; a picture, not live.
 *
 * @param trouble why nothing comes from it now, a sentence for people; empty when it is connected and lets us read
 * @param unacknowledged messages in our hands
 * @param held of these, those that wait for room or for the disk
 * @param counts every {@link BrokerCount}, also those at zero
 * @param own what it says of itself
 */
public record BrokerStatus(
        String name, String trouble, int unacknowledged, int held, Map<BrokerCount, Long> counts, Own own) {
    /**
     * What a broker tells under {@code $SYS}; 0 until it tells.
     *
     * @param dropped messages it gave up since its own start, of any client
     * @param storedMessages messages it keeps for those who are away or slow
     * @param storedBytes their size
     * @param alert what it dropped while we watched, a sentence for people; empty when nothing lately
     */
    public record Own(long dropped, long storedMessages, long storedBytes, String alert) {}

    public BrokerStatus {
        counts = Map.copyOf(counts);
    }

    public long of(BrokerCount what) {
        return counts.getOrDefault(what, 0L);
    }

    public boolean isConnected() {
        return trouble.isEmpty();
    }
}
