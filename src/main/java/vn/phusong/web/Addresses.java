package vn.phusong.web;

/** Hides the mailboxes of people: who has not logged in sees only that there is one, and where. */
public final class Addresses {
    private Addresses() {}

    /** A channel's name as it may be shown: {@code mail:an@example.vn} is {@code mail:a…@example.vn} to who is not known. */
    public static String shown(String channel, boolean isKnown) {
        int at = channel.indexOf('@');
        int colon = channel.indexOf(':');
        return isKnown || at < 0 || colon < 0
                ? channel
                : channel.substring(0, Math.min(colon + 2, at)) + "…" + channel.substring(at);
    }
}
