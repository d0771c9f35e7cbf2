package vn.phusong.journal;

import java.util.List;

/**
 * What a follower wants remembered: how far it has come, and what became of deliveries.
 *
 * @param follower its name; once it noted a position (0 at its first start), readings it has not seen are kept for it, for a time
 * @param position all up to and including this is done; −1 to leave the cursor
 */
public record FollowerNote(String follower, long position, List<Receipt> receipts) {
    /**
     * @param owed id of the notice
     * @param channel {@code webhook:<url's host>}, {@code log} …
     * @param result {@code delivered} or {@code set_aside}
     * @param detail the peer's answer in one line
     */
    public record Receipt(String owed, String channel, long at, String result, String detail) {}
}
