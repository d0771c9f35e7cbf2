package vn.phusong.web;

/**
 * Who asks for something about accounts, before anybody knows whether they may.
 *
 * @param name of the account that asks, or of the console and the machine's user there; for the audit log
 * @param address where from; empty at the console
 * @param isAtAdministration whether they came where administrators may rule
 */
public record Caller(String name, String address, boolean isAtAdministration) {
    /** Somebody at this machine, who may read and write the journal anyway. */
    public static Caller console(String user) {
        return new Caller("console:" + user.replaceAll("[^A-Za-z0-9._-]", "_"), "", true);
    }
}
