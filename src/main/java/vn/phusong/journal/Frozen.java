package vn.phusong.journal;

import java.util.List;

/**
 * A message to the outside, fixed before its first attempt: every attempt sends these bytes under this id, also after a restart. A channel has at most one
 * in a lane; a newer one takes its place, and a receipt under its id ends it.
 *
 * @param channel by the name its receipts carry
 * @param lane what goes in order: the incident
 * @param id of the message: that of the newest notice in it
 * @param members ids of all notices it tells, oldest first, the newest last
 * @param position of the commit that owes the newest
 */
public record Frozen(String channel, String lane, String id, List<String> members, long position, byte[] body) {
    public Frozen {
        members = List.copyOf(members);
        if (!members.contains(id)) {
            throw new IllegalArgumentException(
                    "a message tells the notice it is named after, " + id + ", not only " + members);
        }
    }
}
