package vn.phusong.engine;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.Rules;
import vn.phusong.incident.Incident;
import vn.phusong.village.Registry;

/**
 * The fold: villages first, then incidents, which see only what the first one said. Deterministic: equal events in equal order give equal effects and
 * equal rows. Watch loop only; the pictures it gives away are immutable.
 */
public final class Engine {
    /** A new state under {@code rules} with an empty roster. */
    public Engine(Rules rules) {
        this.rules = rules;
    }

    private final Rules rules;

    /** Takes one event in. O(1) per reading. Effects that nobody makes durable must not be told to anyone. */
    public Effects step(Event event) {
        return Effects.NONE;
    }

    public Registry registry() {
        return Registry.empty();
    }

    public Rules rules() {
        return rules;
    }

    /** Event time: of the newest tick or batch; 0 before the first. */
    public long now() {
        return 0;
    }

    /** The picture of now, for any thread. */
    public CoverageMap picture(long position) {
        return new CoverageMap(now(), position, java.util.Map.of(), List.of());
    }

    /** Every incident that is not closed, in the order of id. */
    public List<Incident> openIncidents() {
        return List.of();
    }

    /** The rows that changed since the last call; an empty value means the row is gone. */
    public List<SnapshotRow> takeDirtyRows() {
        return new ArrayList<>();
    }

    /** Every row of the state, in the order of kind and key: equal states, equal bytes. */
    public List<SnapshotRow> allRows() {
        return List.of();
    }

    /** The state those rows are. */
    public static Engine restore(List<SnapshotRow> rows) {
        throw new IllegalArgumentException("no rows: " + rows.size());
    }
}
