package vn.phusong.journal;

import java.util.List;

/**
 * A message to the outside, fixed before its first attempt: every attempt sends these bytes under this id, also after a restart. A channel has at most one
 * in a lane; a newer one takes its place, and a receipt under its id ends it.
 *
 * @param channel by the name its receipts carry
 * @param lane what goes in order: the incident
 * @param id of the message: that of the newest notice in it; with {@code ~} and a mark of its members after it when it is part of a message that was refused
 *     as a whole, so that the same id never has other bytes
 * @param members ids of all notices it tells, oldest first, the newest last
 * @param position of the commit that owes the newest
 */
public record Frozen(String channel, String lane, String id, List<String> members, long position, byte[] body) {
    /** Stands before the mark of a part. */
    public static final char PART = '~';

    public Frozen {
        members = List.copyOf(members);
        if (!members.contains(newest(id, members))) {
            throw new IllegalArgumentException(
                    "a message tells the notice it is named after, " + id + ", not only " + members);
        }
    }

    /** The notice it is named after. Its receipt ends the message. */
    public String newest() {
        return newest(id, members);
    }

    /** Whether it is part of a message that was refused as a whole. */
    public boolean isPart() {
        return !id.equals(newest());
    }

    private static String newest(String id, List<String> members) {
        int mark = members.contains(id) ? -1 : id.lastIndexOf(PART);
        return mark < 0 ? id : id.substring(0, mark);
    }
}
