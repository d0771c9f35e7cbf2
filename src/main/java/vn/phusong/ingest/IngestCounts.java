package vn.phusong.ingest;

import java.util.Map;
import vn.phusong.reading.RefusalReason;

/**
 * The balance of readings since the start: {@code received = committed + duplicate + refused + inFlight}, always. Heartbeats are counted beside it.
 */
public record IngestCounts(
        long received, long committed, long duplicate, Map<RefusalReason, Long> refusedBy, long inFlight, Work work) {
    /**
     * @param commits transactions made durable
     * @param commitNanos time they took, all together
     * @param heartbeats empty arrays of collectors
     * @param turnedAway messages a door could not hand in because the queue was full
     * @param lostReports lines for the security log that found no place
     */
    public record Work(long commits, long commitNanos, long heartbeats, long turnedAway, long lostReports) {}

    public long refused() {
        return refusedBy.values().stream().mapToLong(Long::longValue).sum();
    }
}
