package vn.phusong.alert;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was told and what waits, counted by alert's thread, read by any. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);

    // Alert's thread only.
    long logged;
    long delivered;
    long setAside;
    long retries;
    private @Nullable String trouble;

    // Any thread.
    private volatile AlertStatus shown = new AlertStatus(0, 0, 0, 0, 0, 0, 0, null);
    private volatile long oldest = -1;

    /** Logged when it begins; {@link #settled} ends it. */
    void trouble(String sentence) {
        if (trouble == null) {
            LOG.warn("{} (tried again until it works; what is owed is safe in the journal)", sentence);
        }
        trouble = sentence;
    }

    void settled(int waiting) {
        if (trouble != null) {
            LOG.info("notices go out again, {} wait", waiting);
        }
        trouble = null;
    }

    void show(Lanes lanes, int held) {
        oldest = lanes.oldest();
        shown = new AlertStatus(logged, delivered, setAside, retries, lanes.size(), 0, held, trouble);
    }

    AlertStatus at(long now) {
        AlertStatus it = shown;
        long since = oldest;
        return new AlertStatus(
                it.logged(),
                it.delivered(),
                it.setAside(),
                it.retries(),
                it.waiting(),
                since < 0 ? 0 : Math.max(0, now - since),
                it.held(),
                it.trouble());
    }
}
