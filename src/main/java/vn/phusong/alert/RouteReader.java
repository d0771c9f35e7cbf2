package vn.phusong.alert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Cause;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Severity;

/** Reads the routes of a policy. */
final class RouteReader {
    private static final List<String> FIELDS = List.of(
            "to",
            "area",
            "operator",
            "cause",
            "severity",
            "notice",
            "about",
            "during",
            "outside",
            "send",
            "group",
            "interval",
            "second",
            "escalate",
            "continue");
    private static final Map<String, Boolean> ABOUT = pair("outage", "ourselves");
    private static final Map<String, Boolean> YES = pair("no", "yes");
    private static final long INTERVAL_MS = 120_000;
    private static final long SECOND_MS = 600_000;

    private final Set<String> targets;
    private final Map<String, WorkHours> hours;

    RouteReader(Set<String> targets, Map<String, WorkHours> hours) {
        this.targets = targets;
        this.hours = hours;
    }

    Route route(PolicyLine line) {
        line.fields(FIELDS);
        if (line.name.isEmpty()) {
            line.problem("", "route", "has no name: write route NAME …");
        }
        Route.How how = new Route.How(
                line.one("send", PolicyLine.words(Route.Send.values()), Route.Send.PAGE),
                line.one("group", PolicyLine.words(Route.Group.values()), Route.Group.EACH),
                line.millis("interval", INTERVAL_MS),
                line.millis("second", SECOND_MS),
                escalate(line));
        List<String> to = how.send() == Route.Send.NOBODY ? List.of() : line.list("to");
        if (to.isEmpty() && how.send() != Route.Send.NOBODY) {
            line.problem("to", "", "is missing");
        }
        to.forEach(target -> known(line, "to", target, targets));
        return new Route(line.name, line.number, when(line), to, how, line.one("continue", YES, false));
    }

    private Route.If when(PolicyLine line) {
        return new Route.If(
                new HashSet<>(line.list("area")),
                new HashSet<>(line.list("operator")),
                new HashSet<>(line.each("cause", PolicyLine.words(Cause.values()))),
                line.one("severity", PolicyLine.words(Severity.values()), Severity.WARNING),
                new HashSet<>(line.each("notice", PolicyLine.words(Owed.Step.values()))),
                line.has("about") ? line.one("about", ABOUT, false) : null,
                hours(line, "during"),
                hours(line, "outside"));
    }

    private @Nullable WorkHours hours(PolicyLine line, String field) {
        String name = line.text(field, "");
        if (line.has(field) && !hours.containsKey(name)) {
            line.problem(field, name, "there are no hours of this name" + PolicyLine.near(hours.keySet(), name));
        }
        return hours.get(name);
    }

    /** {@code 15m:chief,1h:oncall:duty} */
    private List<Route.Next> escalate(PolicyLine line) {
        List<Route.Next> next = new ArrayList<>();
        for (String one : line.list("escalate")) {
            int colon = one.indexOf(':');
            if (colon < 0) {
                line.problem("escalate", one, "write after how long, and to whom: 15m:" + one);
            } else {
                known(line, "escalate", one.substring(colon + 1), targets);
                next.add(new Route.Next(
                        line.millisOf("escalate", one.substring(0, colon), 0), one.substring(colon + 1)));
            }
        }
        return next;
    }

    static void known(PolicyLine line, String field, String target, Set<String> targets) {
        if (!targets.contains(target)) {
            line.problem(field, target, "no contact or calendar of this name" + PolicyLine.near(targets, target));
        }
    }

    private static Map<String, Boolean> pair(String no, String yes) {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put(no, false);
        words.put(yes, true);
        return words;
    }
}
