package vn.phusong.backtest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentState;

/** One of the two folds: an engine of its own, and what it said. One thread at a time. */
final class Side {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String MOBILE = "mobile";

    private final boolean keepsItsRules;
    private final Engine engine;
    private final List<Turn> turns = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final Map<String, Case> newest = new HashMap<>();
    private long cpuNanos;

    /** A village came to another standing. */
    record Turn(String village, long at, Standing to) {}

    /** @param keepsItsRules whether changes of rules in the journal are passed over */
    Side(Rules rules, boolean keepsItsRules) {
        this.engine = Engine.ofVerdicts(rules);
        this.keepsItsRules = keepsItsRules;
    }

    /** Takes a slice of the log in. */
    void take(List<Event> slice) {
        long begun = THREADS.getCurrentThreadCpuTime();
        for (Event event : slice) {
            if (!keepsItsRules || !(event instanceof Event.RulesChanged)) {
                said(event.at(), engine.step(event));
            }
        }
        cpuNanos += THREADS.getCurrentThreadCpuTime() - begun;
    }

    private void said(long at, Effects effects) {
        for (StandingChange change : effects.standings()) {
            if (change.point() == null
                    && change.operator() == null
                    && change.indicator().equals(MOBILE)) {
                turns.add(new Turn(change.village(), at, change.to()));
            }
        }
        effects.incidents().forEach(this::incident);
    }

    private void incident(Incident incident) {
        if (incident.state() == IncidentState.OPENED) {
            Case opened = new Case(incident);
            cases.add(opened);
            newest.put(incident.id(), opened);
        } else {
            Case known = newest.get(incident.id());
            if (known != null) {
                known.goesOn(incident);
            }
        }
    }

    /** The turns since it was last asked, in the order of time. */
    List<Turn> turns() {
        List<Turn> fresh = List.copyOf(turns);
        turns.clear();
        return fresh;
    }

    List<Case> cases() {
        return cases;
    }

    Engine engine() {
        return engine;
    }

    double cpuSeconds() {
        return cpuNanos / 1e9;
    }
}
