package vn.phusong.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Signal;

/** Which incidents of several villages an operator's outage in a village is told with. Watch loop only. */
final class MobileOwners {
    /** Who tells of an outage that several know: never who joined first, which no row of the state remembers. */
    private static final Comparator<MobileCase> ORDER = Comparator.comparing((MobileCase each) -> !each.isFree())
            .thenComparing(each -> !each.isOn())
            .thenComparing(MobileCase::id);

    /** By village and operator; never gone through in its order. */
    private final Map<String, List<Owned>> byMember = new HashMap<>();

    /** One incident an outage is told with, and the outage as it knows it. */
    private record Owned(MobileCase by, MobileMember member) {}

    boolean isEmpty() {
        return byMember.isEmpty();
    }

    /** Moves the members it is of; returns the ids of their incidents. */
    List<String> signal(String key, Signal signal) {
        List<Owned> owners = byMember.get(key);
        if (owners == null) {
            return List.of();
        }
        for (Owned each : owners) {
            if (signal.what() == Signal.What.STANDING) {
                each.member().stands(signal);
            } else if (signal.what() == Signal.What.LEFT) {
                each.member().leave(signal.at());
            }
        }
        List<String> moved = owners.stream().map(owned -> owned.by().id()).toList();
        owners.removeIf(owned -> !isTold(owned.by(), owned.member()));
        return moved;
    }

    /** What came back after a person closed it goes its own way. */
    private static boolean isTold(MobileCase by, MobileMember member) {
        return member.isOut() || !by.isByHand();
    }

    @Nullable
    MobileCase of(String key, long now) {
        MobileCase found = null;
        for (Owned each : byMember.getOrDefault(key, List.of())) {
            boolean isTold = each.member().isOut() && each.by().isTelling(now);
            if (isTold && (found == null || ORDER.compare(each.by(), found) < 0)) {
                found = each.by();
            }
        }
        return found;
    }

    void list(MobileCase each) {
        for (MobileMember member : each.members().all()) {
            if (isTold(each, member)) {
                list(MobileMembers.key(member.village, member.operator), each);
            }
        }
    }

    void list(String key, MobileCase each) {
        List<Owned> list = byMember.computeIfAbsent(key, k -> new ArrayList<>(1));
        list.removeIf(owned -> owned.by() == each);
        MobileMember member = each.members().get(key);
        if (member != null) {
            list.add(new Owned(each, member));
        }
    }

    void unlist(MobileCase each) {
        for (String key : each.members().keys()) {
            List<Owned> list = byMember.get(key);
            if (list != null && list.removeIf(owned -> owned.by() == each) && list.isEmpty()) {
                byMember.remove(key);
            }
        }
    }

    void relist(MobileCase each) {
        unlist(each);
        list(each);
    }
}
