package vn.phusong.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Network;
import vn.phusong.simulate.FaultKind.Feel;
import vn.phusong.simulate.Truth;

/** Holds one alert, an incident opened or opened again, against what was true in one of its villages when it was told. */
final class Alarm {
    /** Service is only believed after five good samples: an alert that falls due within this after the end was told in good faith. */
    static final long GRACE_MS = 6 * 60_000L;

    private static final long AFTER_BLINDNESS_MS = 60 * 60_000L;

    /** Whose fault a wrong alert is. The first four must never be one. */
    enum Blame {
        OURSELVES("our own absence", true),
        BACKLOG("a backlog", true),
        SILENCE("a silent or broken device", true),
        POWER("a probe without power", true),
        ONE_LINE("one line alone", false),
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

    /** It says that we could not see: no claim about any village. */
    static boolean isAboutUs(Incident incident) {
        return incident.cause() == Cause.COLLECTION;
    }

    /** The fault the alert tells of, the one whose beginning is nearest to the start it names; null when it tells of none. */
    static @Nullable Truth truth(Incident incident, List<Truth> ofVillage) {
        Truth best = null;
        for (Truth truth : ofVillage) {
            if (isOf(incident, truth)
                    && truth.touches(incident.at() - GRACE_MS, incident.at())
                    && (best == null || away(truth, incident) < away(best, incident))) {
                best = truth;
            }
        }
        return best;
    }

    /** Told after the end of what it tells of, when nobody could know yet. */
    static boolean isBelated(Incident incident, Truth truth) {
        return truth.to() <= incident.at();
    }

    /** Of several operators one is enough: the village may be told before each of them is known to be back. */
    private static boolean isOf(Incident incident, Truth truth) {
        return switch (truth.kind().feel()) {
            case NO_SIGNAL, POOR_SERVICE, FADING ->
                isMobile(incident)
                        && (truth.operator() == null
                                || incident.scope().operators().contains(truth.operator()));
            case NO_LIGHT -> !isMobile(incident) && isOnPon(incident.scope().network(), truth.place());
            case NO_POWER -> !isMobile(incident);
            case BLIND, ONE_LINE, AS_EVER -> false;
        };
    }

    private static boolean isOnPon(@Nullable Network network, String pon) {
        return network == null || network.pons().contains(pon);
    }

    private static long away(Truth truth, Incident incident) {
        return Math.abs(truth.from() - incident.span().start());
    }

    static Blame blame(Incident incident, List<Truth> ofVillage) {
        Blame worst = Blame.NOTHING;
        for (Truth truth : ofVillage) {
            worst = worse(worst, blame(incident, truth));
        }
        return worst;
    }

    static Blame worse(Blame one, Blame other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Blame blame(Incident incident, Truth truth) {
        if (truth.kind().feel() == Feel.AS_EVER) {
            return Blame.AS_EVER;
        }
        if (!truth.touches(incident.span().start() - AFTER_BLINDNESS_MS, incident.at())) {
            return Blame.NOTHING;
        }
        return switch (truth.kind().feel()) {
            case NO_SIGNAL, POOR_SERVICE, FADING, NO_LIGHT -> isOf(incident, truth) ? Blame.LATE : Blame.NOTHING;
            case NO_POWER -> isMobile(incident) ? Blame.POWER : Blame.LATE;
            case ONE_LINE -> isMobile(incident) ? Blame.NOTHING : Blame.ONE_LINE;
            case BLIND -> blind(truth);
            case AS_EVER -> Blame.AS_EVER;
        };
    }

    private static Blame blind(Truth truth) {
        return switch (truth.kind()) {
            case ABSENCE -> Blame.OURSELVES;
            case OFFLINE, FLOOD -> Blame.BACKLOG;
            case SILENT, BAD_PAYLOAD, SIM, CLOCK, MAST, SITE, SECTOR, FADE, POWER, PON, DROP, SLOW, WHITE_SPOT, WEAK ->
                Blame.SILENCE;
        };
    }
}
