package vn.phusong.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Owed;

/** Who would be told if this fell due: a dry run of the policy, by the very lines it is read by. Sends nothing. */
public final class WhoWould {
    private WhoWould() {}

    /**
     * Somebody who would be told.
     *
     * @param contact as called at that time
     * @param at not before, epoch milliseconds, if until then nobody acknowledged it, and no channel before this one took it
     * @param line of the policy
     * @param level 0, or by which step of the escalation
     * @param turn 0 for the contact's first choice
     */
    public record Row(
            Contact contact, String channel, long at, int line, String route, int level, int turn, Route.Send send) {
        /** For people. */
        public String whyVi() {
            return "dòng " + line + ", tuyến " + route
                    + (level > 0 ? "; nếu chưa ai tiếp nhận" : "")
                    + (turn > 0 ? "; nếu kênh trước của người này chưa nhận" : "")
                    + (send == Route.Send.DIGEST && level == 0 ? "; trong bản tin tổng hợp" : "");
        }

        /** For people. */
        public String why() {
            return "line " + line + ", route " + route
                    + (level > 0 ? "; if nobody acknowledged" : "")
                    + (turn > 0 ? "; if no channel before took it" : "")
                    + (send == Route.Send.DIGEST && level == 0 ? "; in the digest" : "");
        }
    }

    /** In the order of time. The log, which is told everything at once, is not among them. */
    public static List<Row> of(Policy policy, Owed owed, List<String> areas, List<String> channels) {
        List<Row> rows = new ArrayList<>();
        Story.Step step = new Story.Step(owed, 1, true, false, null, List.of());
        for (String channel : channels) {
            for (Turn turn : Turn.all(policy, step, areas, channel, Long.MIN_VALUE)) {
                rows.add(new Row(
                        turn.contact(),
                        channel,
                        turn.due(),
                        turn.route().line(),
                        turn.route().name(),
                        turn.level(),
                        turn.contact().turn(channel),
                        turn.route().how().send()));
            }
        }
        rows.sort(Comparator.comparingLong(Row::at).thenComparingInt(Row::line).thenComparing(Row::channel));
        return rows;
    }

    /** The first line that says that nobody is told, or null. */
    public static @Nullable Route nobody(Policy policy, Owed owed, List<String> areas) {
        for (Route route : policy.routes()) {
            if (route.when().holds(owed, areas)) {
                if (route.how().send() == Route.Send.NOBODY) {
                    return route;
                }
                if (!route.goesOn()) {
                    return null;
                }
            }
        }
        return null;
    }
}
