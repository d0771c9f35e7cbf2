package vn.phusong.engine;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.coverage.OwnOutage;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Revision;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.StandingChange;
import vn.phusong.incident.LateOutages;

/** What the fold of villages makes of one event, while it is being made. Watch loop only. */
final class Collected {
    final List<StandingChange> standings = new ArrayList<>();
    final List<Signal> signals = new ArrayList<>();
    final List<PonSignal> ponSignals = new ArrayList<>();
    final List<OwnOutage> own = new ArrayList<>(1);
    final List<Rollup> rollups = new ArrayList<>();
    final List<Revision> revisions = new ArrayList<>();
    final List<LateOutages> lateOutages = new ArrayList<>();
    final List<Outcome> outcomes;

    Collected(int readings) {
        outcomes = new ArrayList<>(readings);
    }
}
