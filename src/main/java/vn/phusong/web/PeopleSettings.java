package vn.phusong.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How people log in, and what they may do without.
 *
 * @param readsNeedLogin whether figures are shown only to who logged in
 */
public record PeopleSettings(Password password, Lock lock, Span span, Doorway doorway, boolean readsNeedLogin) {
    /**
     * What a password costs and must be.
     *
     * @param memoryKb of Argon2id for one hash, KB
     * @param passes of Argon2id over that memory
     * @param shortest fewest characters
     * @param kinds how many of: small letters, capitals, digits, other characters
     * @param oldestMs when it must be changed; 0 for never
     */
    public record Password(int memoryKb, int passes, int shortest, int kinds, long oldestMs) {}

    /**
     * When guessing ends.
     *
     * @param failures wrong passwords in a row that lock an account
     * @param ms for how long; the failures of an address are counted over as long
     * @param ofAddress wrong logins from one address, whatever the names
     * @param heldMs a refused login is answered no sooner, so that the time of the answer tells nothing
     */
    public record Lock(int failures, long ms, int ofAddress, long heldMs) {}

    /**
     * How long somebody stays logged in.
     *
     * @param idleMs without asking for anything
     * @param wholeMs at most
     */
    public record Span(long idleMs, long wholeMs) {}

    /**
     * How requests reach us.
     *
     * @param administration where administrators log in and rule; null for where everybody is
     * @param cookie whether the session's cookie may travel without TLS
     * @param proxies addresses whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed
     * @param perSecond requests to the API a second that one address may send for long
     * @param burst and at once on top of that
     */
    public record Doorway(
            @Nullable Place administration, Secure cookie, Set<String> proxies, int perSecond, int burst) {
        public Doorway {
            proxies = Set.copyOf(proxies);
        }
    }

    /** An address of this machine. */
    public record Place(String host, int port) {}

    /** Whether a browser may send the cookie only over TLS. */
    public enum Secure {
        /** When the request came by TLS, as far as a believed proxy says. */
        AUTO,
        YES,
        NO
    }
}
