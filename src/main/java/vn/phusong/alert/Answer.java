package vn.phusong.alert;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of one attempt.
 *
 * @param detail the receiver's answer, or why there is none, in one line without control characters, at most 200 characters
 * @param waitMs the receiver asked for at least this, 0 when it did not
 * @param mayBeTaken nobody answered, but it was sent: the receiver may have it
 * @param refused of a message that was taken, the notices that were refused for good, by id, each with the receiver's answer: only where each is sent alone
 */
public record Answer(Kind kind, String detail, long waitMs, boolean mayBeTaken, Map<String, String> refused) {
    private static final int LONGEST = 200;
    /** About our address or our login, which somebody will mend, not about this notice: unauthorized, forbidden, not found, no login at a proxy. */
    private static final Set<Integer> OURS_TO_MEND = Set.of(401, 403, 404, 407);

    /** What to do about it. */
    public enum Kind {
        DELIVERED,
        /** A permanent no to this notice. */
        SET_ASIDE,
        /** Not now: answered, but with a failure that may pass. */
        AGAIN,
        /** Nobody answered. */
        SILENCE
    }

    public Answer(Kind kind, String detail, long waitMs) {
        this(kind, detail, waitMs, kind == Kind.SILENCE, Map.of());
    }

    public Answer {
        refused = new TreeMap<>(refused);
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < detail.length() && clean.length() < LONGEST; i++) {
            clean.append(Character.isISOControl(detail.charAt(i)) ? ' ' : detail.charAt(i));
        }
        detail = clean.toString().strip();
    }

    /** By the status of the answer (RFC 9110 §15). Redirects are not followed: the notice goes where the operator said, or nowhere. */
    static Answer of(int status, String message, long waitMs) {
        String detail = status + (message.isEmpty() ? "" : " " + message);
        if (status >= 200 && status < 300) {
            return new Answer(Kind.DELIVERED, detail, 0);
        }
        if (status >= 300 && status < 400) {
            return new Answer(Kind.AGAIN, detail + " (redirects are not followed)", 0);
        }
        boolean mayPass = status == 408 || status == 429 || status >= 500 || OURS_TO_MEND.contains(status);
        return new Answer(mayPass ? Kind.AGAIN : Kind.SET_ASIDE, detail, waitMs);
    }

    static Answer silence(Throwable cause) {
        String message = cause.getMessage();
        String detail = "no answer: " + (message == null ? cause.getClass().getSimpleName() : message);
        return new Answer(Kind.SILENCE, detail, 0, !isBeforeTheLine(cause), Map.of());
    }

    /** Nobody was reached, so nothing was sent. */
    private static boolean isBeforeTheLine(Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof ConnectException || one instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }
}
