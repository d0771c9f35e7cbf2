package vn.phusong.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Incident;
import vn.phusong.simulate.FaultKind;
import vn.phusong.simulate.FaultKind.Feel;
import vn.phusong.simulate.Truth;

/** Holds one alert, an incident opened or opened again, against what was true in its village when it was told. */
final class Alarm {
    /** Service is only believed after five good samples: an alert that falls due within this after the end was told in good faith. */
    static final long GRACE_MS = 6 * 60_000L;

    /** A failed test makes samples bad for ten minutes more, and no other may come of that operator before. */
    static final long TEST_HOLDS_MS = 10 * 60_000L;

    private static final long AFTER_BLINDNESS_MS = 60 * 60_000L;

    /** Whose fault a wrong alert is. The first four must never be one. */
    enum Blame {
        OURSELVES("our own absence", true),
        BACKLOG("a backlog", true),
        SILENCE("a silent or broken device", true),
        POWER("a probe without power", true),
        AS_EVER("a place that always was bad", false),
        LATE("true once, over when told", false),
        NOTHING("nothing was wrong", false);

        final String words;
        private final boolean isBlindness;

        Blame(String words, boolean isBlindness) {
            this.words = words;
            this.isBlindness = isBlindness;
        }

        boolean isBlindness() {
            return isBlindness;
        }
    }

    private Alarm() {}

    static boolean isMobile(Incident incident) {
        return !incident.scope().operators().isEmpty();
    }

    /** The fault the alert tells of, the one whose beginning is nearest to the start it names; null when it tells of none. */
    static @Nullable Truth truth(Incident incident, List<Truth> ofVillage) {
        Truth best = null;
        for (Truth truth : ofVillage) {
            if (isOf(incident, truth)
                    && truth.touches(incident.at() - graceMs(truth), incident.at())
                    && (best == null || away(truth, incident) < away(best, incident))) {
                best = truth;
            }
        }
        return best;
    }

    private static long graceMs(Truth truth) {
        return truth.kind().feel() == Feel.POOR_SERVICE ? GRACE_MS + TEST_HOLDS_MS : GRACE_MS;
    }

    /** Told after the end of what it tells of, when nobody could know yet. */
    static boolean isBelated(Incident incident, Truth truth) {
        return truth.to() <= incident.at();
    }

    private static boolean isOf(Incident incident, Truth truth) {
        return switch (truth.kind().feel()) {
            case NO_SIGNAL, POOR_SERVICE ->
                isMobile(incident)
                        && (truth.operator() == null
                                || incident.scope().operators().contains(truth.operator()));
            case NO_LIGHT, NO_POWER -> !isMobile(incident);
            case BLIND, AS_EVER -> false;
        };
    }

    private static long away(Truth truth, Incident incident) {
        return Math.abs(truth.from() - incident.span().start());
    }

    static Blame blame(Incident incident, List<Truth> ofVillage) {
        Blame worst = Blame.NOTHING;
        for (Truth truth : ofVillage) {
            Blame one = blame(incident, truth);
            worst = one.compareTo(worst) < 0 ? one : worst;
        }
        return worst;
    }

    private static Blame blame(Incident incident, Truth truth) {
        long start = incident.span().start();
        boolean isNear = truth.touches(start - AFTER_BLINDNESS_MS, incident.at());
        if (truth.kind().feel() == Feel.AS_EVER) {
            return Blame.AS_EVER;
        }
        if (!isNear) {
            return Blame.NOTHING;
        }
        return switch (truth.kind().feel()) {
            case NO_SIGNAL, POOR_SERVICE, NO_LIGHT -> isOf(incident, truth) ? Blame.LATE : Blame.NOTHING;
            case NO_POWER -> isMobile(incident) ? Blame.POWER : Blame.LATE;
            case BLIND -> truth.kind() == FaultKind.OFFLINE ? Blame.BACKLOG : Blame.SILENCE;
            case AS_EVER -> Blame.AS_EVER;
        };
    }
}
