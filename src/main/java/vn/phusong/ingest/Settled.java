package vn.phusong.ingest;

import java.util.List;
import vn.phusong.engine.Outcome;

/**
 * What became of one message, durably.
 *
 * @param position of the commit
 * @param outcomes one per reading of the message, in order
 * @param refused how many elements were refused before they reached the fold
 */
record Settled(long position, List<Outcome> outcomes, int refused) {
    /** Whether nothing at all of the message was taken: then the device may be told a permanent no. */
    boolean isAllRefused() {
        for (Outcome outcome : outcomes) {
            if (outcome == Outcome.COMMITTED || outcome == Outcome.DUPLICATE) {
                return false;
            }
        }
        return refused > 0 || !outcomes.isEmpty();
    }
}
