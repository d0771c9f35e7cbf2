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
 * That people asked for quiet about an incident. An acknowledgement is none: it says that somebody looks after it, not that nobody may know.
 *
 * @param until first moment it may be told again, Long.MAX_VALUE when nobody said
 * @param why for receipts, one line
 */
public record Quiet(long until, String why) {
    private static final int LONGEST_REASON = 120;

    /** What people asked for at that moment, null for nothing. */
    public static @Nullable Quiet of(Acts acts, Incident incident, long at, Whereabouts ground) {
        Care care = acts.care(incident.id());
        Care.Word closed = closed(care, incident);
        if (closed != null) {
            return new Quiet(Long.MAX_VALUE, "closed by " + said(closed));
        }
        Care.Word snoozed = care.snoozed();
        if (snoozed != null && snoozed.at() <= at && care.isSnoozed(incident, at)) {
            return new Quiet(care.snoozedUntil(), "snoozed by " + said(snoozed));
        }
        List<Window> windows = acts.silencedBy(incident, at, ground);
        return windows.isEmpty()
                ? null
                : new Quiet(
                        windows.stream().mapToLong(Window::until).min().orElse(at),
                        windows.stream()
                                .map(window -> window.id() + " by " + said(window.planned()))
                                .collect(Collectors.joining(", ")));
    }

    /** By whom the outage it is of was closed, unless somebody opened it again; null for nobody. */
    static Care.@Nullable Word closed(Care care, Incident incident) {
        Care.Word closed = care.closed();
        Care.Word reopened = care.reopened();
        boolean isClosed = closed != null
                && closed.at() >= incident.span().detected()
                && (reopened == null || reopened.at() < closed.at());
        return isClosed ? closed : null;
    }

    static String said(Care.Word word) {
        String reason = word.text().replace('\n', ' ');
        String clipped = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
        return word.by() + (clipped.isEmpty() ? "" : " (" + clipped + ")");
    }
}
