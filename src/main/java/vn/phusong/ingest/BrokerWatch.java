package vn.phusong.ingest;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one broker tells of itself under {@code $SYS}: above all whether it gave messages up. A count that moves is an alert about us, for what is gone there
 * no journal can keep. The count is of all its clients: it says that something was lost, not that it was ours. Any thread.
 */
final class BrokerWatch {
    static final String ROOT = "$SYS/";
    static final String DROPPED = "$SYS/broker/publish/messages/dropped";
    static final String STORED = "$SYS/broker/store/messages/count";
    static final String BYTES = "$SYS/broker/store/messages/bytes";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final long TOLD_FOR_MS = 3_600_000;
    private static final int LONGEST_NUMBER = 18;
    private static final long NEVER = Long.MIN_VALUE;

    private final String broker;
    private final InstantSource clock;
    // All below: guarded by this.
    private long dropped = NEVER;
    private long storedMessages;
    private long storedBytes;
    private long lately;
    private long latelyAt = NEVER;

    BrokerWatch(String broker, InstantSource clock) {
        this.broker = broker;
        this.clock = clock;
    }

    synchronized void heard(String topic, byte[] payload) {
        long number = number(payload);
        if (number < 0) {
            return;
        }
        switch (topic) {
            case DROPPED -> dropped(number);
            case STORED -> storedMessages = number;
            case BYTES -> storedBytes = number;
            default -> {}
        }
    }

    private void dropped(long number) {
        // A broker that was restarted counts from 0 again.
        long more = dropped == NEVER || number < dropped ? number : number - dropped;
        boolean isFirst = dropped == NEVER;
        dropped = number;
        if (more == 0) {
            return;
        }
        if (isFirst) {
            LOG.warn("broker {}: it has dropped {} messages since its start, before we looked", broker, more);
            return;
        }
        long now = clock.millis();
        lately = now - latelyAt < TOLD_FOR_MS && latelyAt != NEVER ? lately + more : more;
        latelyAt = now;
        LOG.error("broker {}: it dropped {} messages; raise its queue limits, see docs/operations.md", broker, more);
    }

    /** Anything but a plain whole number is -1: a broker of another make may say other things here. */
    private static long number(byte[] payload) {
        String text = new String(payload, StandardCharsets.US_ASCII);
        boolean isPlain = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isPlain ? Long.parseLong(text) : -1;
    }

    synchronized BrokerStatus.Own status() {
        boolean isLately = latelyAt != NEVER && clock.millis() - latelyAt < TOLD_FOR_MS;
        return new BrokerStatus.Own(
                Math.max(0, dropped),
                storedMessages,
                storedBytes,
                isLately ? "broker " + broker + " dropped " + lately + " messages within the last hour" : "");
    }
}
