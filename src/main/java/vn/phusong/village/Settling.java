package vn.phusong.village;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes candidates away until the registry with the rest keeps every law.
 *
 * <p>What breaks a law while all candidates are there is wrong in itself. What breaks one only after others were taken away was right, but needs them.
 */
final class Settling {
    private final Registry existing;
    private final IdentityHashMap<Object, Candidate> candidates = new IdentityHashMap<>();
    private final List<Candidate> inOrder = new ArrayList<>();
    private final Map<String, List<Candidate>> byKey = new HashMap<>();

    /** What is not taken: key → the row's place in its file. */
    private final Map<String, String> gone = new LinkedHashMap<>();

    /** Not taken, and why. */
    record Loss(Candidate candidate, RowError error, boolean isDependent) {}

    Settling(Registry existing) {
        this.existing = existing;
    }

    void add(Candidate candidate) {
        candidates.put(candidate.row(), candidate);
        inOrder.add(candidate);
        byKey.computeIfAbsent(candidate.key(), key -> new ArrayList<>(1)).add(candidate);
    }

    /** A row that could not even be read. */
    void lost(String key, String where) {
        gone.putIfAbsent(key, where);
    }

    /** The candidates that may be taken, in the order in which they came. */
    List<Candidate> left() {
        return inOrder.stream()
                .filter(candidate -> candidates.containsKey(candidate.row()))
                .toList();
    }

    /** Call once. */
    List<Loss> settle() {
        List<Loss> losses = new ArrayList<>();
        for (boolean isFirst = true; ; isFirst = false) {
            Registry registry = existing.with(Candidate.change(left()));
            Map<Candidate, Blame> blamed = new LinkedHashMap<>();
            for (Breach breach : breaches(registry)) {
                blame(breach, isFirst, blamed);
            }
            if (blamed.isEmpty()) {
                return losses;
            }
            blamed.forEach((candidate, blame) -> {
                candidates.remove(candidate.row());
                lost(candidate.key(), candidate.where());
                losses.add(blame.loss(candidate));
            });
        }
    }

    private static List<Breach> breaches(Registry registry) {
        List<Breach> breaches = new ArrayList<>();
        new TreeLaws(registry, breaches).check();
        new DeviceLaws(registry, breaches).check();
        return breaches;
    }

    /** What one candidate is blamed for, by column. */
    private static final class Blame {
        private final Map<String, RowError.Fault> faults = new LinkedHashMap<>();
        private boolean isDependent = true;

        Loss loss(Candidate candidate) {
            List<RowError.Fault> all = List.copyOf(faults.values());
            return new Loss(candidate, RowError.of(candidate.file().fileName(), candidate.line(), all), isDependent);
        }
    }

    private void blame(Breach breach, boolean isFirst, Map<Candidate, Blame> blamed) {
        Candidate suspect = latest(breach.suspects());
        String where = gone.get(breach.need());
        boolean isAmongNew =
                breach.suspects().size() > 1 && breach.suspects().stream().allMatch(candidates::containsKey);
        boolean isDependent = !isFirst || (where != null && !isAmongNew);
        if (suspect != null) {
            put(suspect, breach, own(suspect, breach, isDependent ? where : null), isDependent, blamed);
            return;
        }
        // Only rows that are in the registry already are touched: the new row of what they need is to blame.
        Said broken = breach.fault().why();
        String row = called(breach.suspects().get(0));
        Said why = new Said(
                "would contradict " + row + " of the registry: " + broken.en(),
                "mâu thuẫn với " + row + " đang có: " + broken.vi());
        for (Candidate needed : byKey.getOrDefault(breach.need(), List.of())) {
            if (candidates.containsKey(needed.row())) {
                put(needed, breach, new RowError.Fault("", "", why), isDependent, blamed);
            }
        }
    }

    private static RowError.Fault own(Candidate suspect, Breach breach, @Nullable String where) {
        RowError.Fault fault = breach.fault();
        Said why = where == null
                ? fault.why()
                : fault.why().and(new Said(where + " is not taken", "dòng " + where + " không được nhận"));
        String value = breach.suspects().get(0) == suspect.row() ? fault.value() : "";
        return new RowError.Fault(fault.column(), value, why);
    }

    private static void put(
            Candidate candidate,
            Breach breach,
            RowError.Fault fault,
            boolean isDependent,
            Map<Candidate, Blame> blamed) {
        Blame blame = blamed.computeIfAbsent(candidate, key -> new Blame());
        blame.isDependent &= isDependent;
        if (breach.suspects().get(0) == candidate.row()) {
            blame.faults.put(fault.column(), fault);
        } else {
            blame.faults.putIfAbsent(fault.column(), fault);
        }
    }

    /** Of rows that contradict each other the later one is to blame; rows of the registry never are. */
    private @Nullable Candidate latest(List<Object> suspects) {
        Candidate latest = null;
        for (Object suspect : suspects) {
            Candidate candidate = candidates.get(suspect);
            if (candidate != null && (latest == null || candidate.line() > latest.line())) {
                latest = candidate;
            }
        }
        return latest;
    }

    private static String called(Object row) {
        if (row instanceof Area area) {
            return "area " + area.code();
        } else if (row instanceof Village village) {
            return "village " + village.id();
        } else if (row instanceof MeasurementPoint point) {
            return "point " + point.id();
        } else if (row instanceof Device device) {
            return "device " + device.id();
        } else if (row instanceof Operator operator) {
            return "operator " + operator.id();
        } else if (row instanceof Target target) {
            return "target " + target.indicator();
        }
        return "site " + ((Site) row).id();
    }
}
