package vn.phusong.alert;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one channel told and what waits for it, counted by alert's thread, read by any. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);

    private final String channel;

    // Alert's thread only.
    long delivered;
    long setAside;
    long retries;
    private @Nullable String trouble;

    // Any thread.
    private volatile AlertStatus.Line shown;
    private volatile long oldest = -1;

    Tally(String channel) {
        this.channel = channel;
        shown = new AlertStatus.Line(channel, 0, 0, 0, 0, 0, 0, null);
    }

    /** Logged when it begins; {@link #settled} ends it. */
    void trouble(String sentence) {
        if (trouble == null) {
            LOG.warn("{} (tried again until it works; what is owed is safe in the journal)", sentence);
        }
        trouble = sentence;
    }

    void settled(int waiting) {
        if (trouble != null) {
            LOG.info("notices go out again by {}, {} wait", channel, waiting);
        }
        trouble = null;
    }

    void show(Lanes lanes, int held) {
        oldest = lanes.oldest();
        shown = new AlertStatus.Line(
                channel, delivered, setAside, retries, lanes.size() - lanes.resting(), 0, held, trouble);
    }

    AlertStatus.Line at(long now) {
        AlertStatus.Line it = shown;
        long since = oldest;
        return new AlertStatus.Line(
                channel,
                it.delivered(),
                it.setAside(),
                it.retries(),
                it.waiting(),
                since < 0 ? 0 : Math.max(0, now - since),
                it.held(),
                it.trouble());
    }
}
