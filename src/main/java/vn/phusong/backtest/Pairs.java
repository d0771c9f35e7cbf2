package vn.phusong.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which incidents of the two sides are the same outage: of one place and family, out at one time, the earliest with the earliest. */
final class Pairs {
    private static final Comparator<Case> BY_START =
            Comparator.<Case>comparingLong(one -> one.start).thenComparing(one -> one.id);

    final List<Case> appeared = new ArrayList<>();
    final List<Case> vanished = new ArrayList<>();
    final List<Moved> moved = new ArrayList<>();
    private int same;

    /** One outage that is told with another start, or at another time. */
    record Moved(Case before, Case after) {
        long startMs() {
            return after.start - before.start;
        }

        long openedMs() {
            return after.openedAt - before.openedAt;
        }
    }

    Pairs(List<Case> before, List<Case> after) {
        Map<String, List<Case>> others = byGroup(after);
        byGroup(before).forEach((group, cases) -> {
            List<Case> left = others.getOrDefault(group, new ArrayList<>());
            for (Case one : cases) {
                match(one, left);
            }
        });
        others.values().forEach(appeared::addAll);
        appeared.sort(BY_START);
        vanished.sort(BY_START);
    }

    private void match(Case one, List<Case> left) {
        for (Case other : left) {
            if (one.meets(other)) {
                left.remove(other);
                if (one.start == other.start && one.openedAt == other.openedAt) {
                    same++;
                } else {
                    moved.add(new Moved(one, other));
                }
                return;
            }
        }
        vanished.add(one);
    }

    private static Map<String, List<Case>> byGroup(List<Case> cases) {
        Map<String, List<Case>> groups = new TreeMap<>();
        cases.stream().sorted(BY_START).forEach(one -> groups.computeIfAbsent(one.group(), group -> new ArrayList<>())
                .add(one));
        return groups;
    }

    int same() {
        return same;
    }
}
