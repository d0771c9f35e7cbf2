package vn.phusong.journal;

import java.util.List;

/**
 * What a follower wants remembered: how far it has come, what it is about to send, and what became of it.
 *
 * @param follower its name; once it noted a position (0 at its first start), readings it has not seen are kept for it, for a time
 * @param position all up to and including this is done; −1 to leave the cursor
 * @param receipts each also ends the frozen message of its channel and id
 * @param frozen messages fixed before their first attempt
 */
public record FollowerNote(String follower, long position, List<Receipt> receipts, List<Frozen> frozen) {
    public FollowerNote(String follower, long position, List<Receipt> receipts) {
        this(follower, position, receipts, List.of());
    }

    /**
     * @param owed id of the notice
     * @param channel {@code webhook:<url's host>}, {@code log} …
     * @param result {@code delivered}; {@code carried} by a delivered message of a newer notice; {@code overtaken}, a newer one was settled before;
     *     {@code set_aside}, never told; {@code not_routed}, the policy does not send it there; {@code silenced}, it was over before people wanted to hear of
     *     it; or {@code held_back}, which settles nothing: not told for now, at the wish of the one in the detail
     * @param detail the peer's answer, or the message that carried it, in one line
     */
    public record Receipt(String owed, String channel, long at, String result, String detail) {}
}
