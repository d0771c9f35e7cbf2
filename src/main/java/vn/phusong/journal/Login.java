package vn.phusong.journal;

/**
 * A session of a person who logged in, as we keep it: never the token itself.
 *
 * @param token SHA-256 of the token, in hexadecimal digits
 * @param account name of the account
 * @param begunAt when they logged in, epoch milliseconds
 * @param seenAt when they were last known to be there, epoch milliseconds; up to a tenth of the idle time ago
 */
public record Login(String token, String account, long begunAt, long seenAt) {
    public Login seenAt(long at) {
        return new Login(token, account, begunAt, at);
    }
}
