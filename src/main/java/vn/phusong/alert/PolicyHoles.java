package vn.phusong.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.phusong.village.Registry;

/**
 * Where a policy that can be read leads to nobody at a time: a target whose contact does not hold then, and a route or round-up by an area or operator that
 * the registry does not know. Nothing of it stops the program, because days and the registry change while it runs; somebody should look.
 */
public final class PolicyHoles {
    private final Policy policy;
    private final Registry registry;
    private final long at;
    private final List<String> holes = new ArrayList<>();

    private PolicyHoles(Policy policy, Registry registry, long at) {
        this.policy = policy;
        this.registry = registry;
        this.at = at;
    }

    /** One sentence each, in the order of the policy; none is as it should be. */
    public static List<String> of(Policy policy, Registry registry, long at) {
        return new PolicyHoles(policy, registry, at).all();
    }

    private List<String> all() {
        policy.calendars().forEach(this::calendar);
        for (Route route : policy.routes()) {
            String where = "line " + route.line() + ", route " + route.name();
            route.to().forEach(target -> target(where + ", to", target));
            route.how().escalate().forEach(next -> target(where + ", escalate", next.to()));
            areas(where, route.when().areas());
            for (String operator : new TreeSet<>(route.when().operators())) {
                if (registry.operator(operator) == null) {
                    note(where + ", operator: the registry knows no " + operator + ", so it fits nothing of it");
                }
            }
        }
        for (Roundup roundup : policy.roundups()) {
            String where = "line " + roundup.line() + ", roundup " + roundup.name();
            roundup.to().forEach(target -> target(where + ", to", target));
            areas(where, roundup.areas());
        }
        return holes;
    }

    /** Somebody else is told then; it is still not as it was meant. */
    private void calendar(String name, OnCall calendar) {
        String turn = calendar.turn(at);
        Contact told = policy.contact(OnCall.PREFIX + name, at);
        if (told != null && !told.id().equals(turn)) {
            note("calendar " + name + ": it is the turn of " + turn + ", a contact that does not hold today; "
                    + told.id() + " is told instead");
        }
    }

    private void target(String where, String target) {
        if (policy.contact(target, at) == null) {
            note(where + ": " + target + " leads to nobody today, no contact holds");
        }
    }

    private void areas(String where, Set<String> areas) {
        for (String area : new TreeSet<>(areas)) {
            if (registry.area(area, at) == null) {
                note(where + ", area: the registry knows no " + area + " today, so it fits nothing there");
            }
        }
    }

    private void note(String hole) {
        holes.add("alert.policy, " + hole);
    }
}
