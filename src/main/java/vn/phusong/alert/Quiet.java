package vn.phusong.alert;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Care;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Whereabouts;
import vn.phusong.incident.Window;

/**
 * That people asked for quiet about an incident.
 *
 * @param until first moment it may be told again, Long.MAX_VALUE when nobody said
 * @param isSeen somebody looks after it: nobody else has to be called
 * @param why for receipts, one line
 */
public record Quiet(long until, boolean isSeen, String why) {
    private static final int LONGEST_REASON = 120;

    /** What people asked for at that moment, null for nothing. */
    public static @Nullable Quiet of(Acts acts, Incident incident, long at, Whereabouts ground) {
        Care care = acts.care(incident.id());
        Care.Word closed = care.closed();
        Care.Word reopened = care.reopened();
        Care.Word seen = care.acknowledged();
        if (closed != null
                && closed.at() >= incident.span().detected()
                && (reopened == null || reopened.at() < closed.at())) {
            return new Quiet(Long.MAX_VALUE, true, "closed by " + said(closed));
        }
        if (seen != null && care.isAcknowledged(incident)) {
            return new Quiet(Long.MAX_VALUE, true, "acknowledged by " + said(seen));
        }
        Care.Word snoozed = care.snoozed();
        if (snoozed != null && care.isSnoozed(incident, at)) {
            return new Quiet(care.snoozedUntil(), false, "snoozed by " + said(snoozed));
        }
        List<Window> windows = acts.silencedBy(incident, at, ground);
        return windows.isEmpty()
                ? null
                : new Quiet(
                        windows.stream().mapToLong(Window::until).min().orElse(at),
                        false,
                        windows.stream()
                                .map(window -> window.id() + " by " + said(window.planned()))
                                .collect(Collectors.joining(", ")));
    }

    private static String said(Care.Word word) {
        String reason = word.text().replace('\n', ' ');
        String clipped = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        return word.by() + (clipped.isEmpty() ? "" : " (" + clipped + ")");
    }
}
