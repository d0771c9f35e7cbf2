package vn.phusong.coverage;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the outages of a past while it is judged again: those of a place that had been served. Due are those that a tick would have found uncovered, and
 * measured just then, one warning delay after they began.
 */
final class PastOutages {
    private static final long MINUTE_MS = 60_000;

    private final Rules.Alerts rules;
    private final WindowPlan plan;
    private final List<PastOutage> found = new ArrayList<>();
    private boolean isOut;
    private boolean isDue;
    private long start;

    PastOutages(Rules.Alerts rules, WindowPlan plan) {
        this.rules = rules;
        this.plan = plan;
    }

    /** It stands already when we begin to look. */
    void begin(Judgement slot) {
        isOut = slot.standing().settled() == Standing.UNCOVERED && slot.everServed();
        start = slot.outageStart();
    }

    void changed(Judgement slot, Standing before, long at) {
        if (before == Standing.UNCOVERED) {
            uncoveredUntil(slot, at);
        }
        switch (slot.standing()) {
            case UNCOVERED -> {
                if (!isOut && slot.everServed()) {
                    isOut = true;
                    isDue = false;
                    start = slot.outageStart();
                }
            }
            case RECOVERING -> {}
            case COVERED, DEGRADED -> close(slot.outageEnd(), false);
            case UNKNOWN -> close(slot.lastSampleAt(), true);
        }
    }

    /** What was judged ends here. */
    void end(Judgement slot, long now) {
        if (slot.standing() == Standing.UNCOVERED) {
            uncoveredUntil(slot, now + 1);
        }
        close(now, true);
    }

    /** A tick in the time it was uncovered, measured just before, when the first notice was due. */
    private void uncoveredUntil(Judgement slot, long at) {
        long due = -Math.floorDiv(-(start + rules.warningMs()), MINUTE_MS) * MINUTE_MS;
        isDue |= due < at && due <= slot.lastSampleAt() + plan.liveMs();
    }

    private void close(long end, boolean unobserved) {
        if (isOut) {
            found.add(new PastOutage(start, Math.max(start, end), unobserved, isDue));
        }
        isOut = false;
        isDue = false;
    }

    List<PastOutage> all() {
        return List.copyOf(found);
    }
}
