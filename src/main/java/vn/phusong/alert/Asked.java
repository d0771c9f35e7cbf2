package vn.phusong.alert;

import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Care;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Whereabouts;
import vn.phusong.incident.Window;

/**
 * What people asked for about an incident, as it was at one moment.
 *
 * @param quiet not to be told then; null when it may be
 * @param seen that somebody looks after it, so that nobody else has to be called; null when nobody does. Keeps nobody from being told for the first time
 * @param heldTill when the last quiet about this outage ended, epoch milliseconds; Long.MIN_VALUE when none did
 */
public record Asked(@Nullable Quiet quiet, @Nullable String seen, long heldTill) {
    static final Asked NOTHING = new Asked(null, null, Long.MIN_VALUE);

    /** What is known now of that moment, from all acts. */
    public static Asked of(Acts acts, Incident incident, long at, Whereabouts ground) {
        Care care = acts.care(incident.id());
        Care.Word closed = Quiet.closed(care, incident);
        Care.Word acknowledged = care.isAcknowledged(incident) ? care.acknowledged() : null;
        String seen = closed != null
                ? "closed by " + Quiet.said(closed)
                : acknowledged == null ? null : "acknowledged by " + Quiet.said(acknowledged);
        return new Asked(Quiet.of(acts, incident, at, ground), seen, heldTill(acts, incident, at, ground));
    }

    private static long heldTill(Acts acts, Incident incident, long at, Whereabouts ground) {
        long till = Long.MIN_VALUE;
        long since = incident.span().detected();
        Care care = acts.care(incident.id());
        Care.Word reopened = care.reopened();
        if (reopened != null && reopened.at() >= since && reopened.at() <= at) {
            till = reopened.at();
        }
        if (care.snoozed() != null && care.snoozedUntil() <= at && care.isSnoozed(incident, care.snoozedUntil() - 1)) {
            till = Math.max(till, care.snoozedUntil());
        }
        for (Window window : acts.windows()) {
            long until = window.until();
            if (until > Math.max(till, since)
                    && until <= at
                    && !acts.silencedBy(incident, until - 1, ground).isEmpty()) {
                till = until;
            }
        }
        return till;
    }
}
