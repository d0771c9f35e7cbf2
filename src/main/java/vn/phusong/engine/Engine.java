package vn.phusong.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.Rules;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentFold;
import vn.phusong.incident.Telling;
import vn.phusong.reading.Reading;
import vn.phusong.village.KeyedRow;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryCodec;

/**
 * The fold: villages first, then incidents, which see only what the first one said. Deterministic: equal events in equal order give equal effects and
 * equal rows. Watch loop only; the pictures it gives away are immutable.
 */
public final class Engine {
    final VillageFold villages;
    final IncidentFold incidents = new IncidentFold();
    final Hours hours = new Hours();
    private final Painter painter = new Painter();
    long now;
    long rosterAt;
    private long rosterUntil = Long.MAX_VALUE;

    /** A new state under {@code rules} with an empty roster. */
    public Engine(Rules rules) {
        this(rules, true);
    }

    private Engine(Rules rules, boolean keepsBooks) {
        villages = new VillageFold(rules, keepsBooks);
    }

    /**
     * A new state that says the same standings and incidents and nothing else: no roll-ups, no days, no ledgers, no flags. For asking what other rules would
     * have said; its rows are no state to keep.
     */
    public static Engine ofVerdicts(Rules rules) {
        return new Engine(rules, false);
    }

    /** Takes one event in. O(1) per reading. Effects that nobody makes durable must not be told to anyone. */
    public Effects step(Event event) {
        // Time never goes back: a clock that stepped is held at the latest we saw.
        now = Math.max(now, event.at());
        return event.match(this::readings, this::tick, this::registryChanged, this::rulesChanged, this::acted);
    }

    private Effects readings(Event.Readings event) {
        Collected out = new Collected(event.readings().size());
        List<Reading> readings = event.readings();
        @Nullable Listed[] listed = villages.find(readings);
        for (int i = 0; i < listed.length; i++) {
            out.outcomes.add(villages.take(readings.get(i), listed[i], out));
        }
        for (int i = 0; villages.keepsBooks && i < listed.length; i++) {
            // Last, and before what was spurned at the doors: so the log has them, which holds no reading that was not
            // taken.
            Spurned spurned = Spurned.of(readings.get(i), out.outcomes.get(i));
            if (spurned != null) {
                villages.trust.spurned(villages.roster, spurned);
            }
        }
        if (villages.keepsBooks) {
            event.spurned().forEach(spurned -> villages.trust.spurned(villages.roster, spurned));
        }
        return effects(out, new Telling());
    }

    private Effects tick(Event.Tick event) {
        Collected out = new Collected(0);
        if (now >= rosterUntil) {
            roster(villages.registry, now, out);
        }
        hours.tick(villages, now, out);
        villages.lookBack.tick(villages, now, out);
        if (villages.keepsBooks) {
            villages.trust.tick(villages.roster, now);
        }
        Telling telling = new Telling();
        tell(out, telling);
        RosterPlaces places = new RosterPlaces(villages);
        incidents.tick(villages.rules, now, now >= hours.graceUntil, places, telling);
        incidents.late(villages.rules, out.lateOutages, now, places::households, telling);
        return effects(out, telling);
    }

    private Effects registryChanged(Event.RegistryChanged event) {
        Collected out = new Collected(0);
        for (KeyedRow row : RegistryCodec.rows(event.change())) {
            villages.dirty.rows.add(new SnapshotRow(Rows.REGISTRY, row.key(), row.value()));
        }
        roster(villages.registry.with(event.change()), now, out);
        return effects(out, new Telling());
    }

    private Effects rulesChanged(Event.RulesChanged event) {
        Collected out = new Collected(0);
        villages.rules = event.rules();
        // What was judged under the rules of then stays so: no past reaches over a change of rules.
        villages.roster.slots.values().forEach(watch -> watch.slot.replan(watch.slot.plan(), now));
        roster(villages.registry, now, out);
        return effects(out, new Telling());
    }

    private Effects acted(Event.Acted event) {
        Telling telling = new Telling();
        incidents.acted(event.act(), now, telling);
        return effects(new Collected(0), telling);
    }

    private Effects effects(Collected out, Telling telling) {
        tell(out, telling);
        return out.standings.isEmpty()
                        && telling.changes().isEmpty()
                        && telling.owed().isEmpty()
                        && out.rollups.isEmpty()
                        && out.outcomes.isEmpty()
                        && out.revisions.isEmpty()
                ? Effects.NONE
                : new Effects(
                        out.standings, telling.changes(), telling.owed(), out.rollups, out.outcomes, out.revisions);
    }

    private void tell(Collected out, Telling telling) {
        out.own.forEach(said -> incidents.own(said, telling));
        out.own.clear();
        out.ponSignals.forEach(signal -> incidents.signal(villages.rules, signal, telling));
        out.ponSignals.clear();
        out.signals.forEach(signal -> incidents.signal(villages.rules, signal, telling));
        out.signals.clear();
    }

    void roster(Registry registry, long at, Collected out) {
        Roster before = villages.roster;
        villages.settle(registry, Roster.of(registry, villages.rules, at, before));
        villages.dirty.moveTo(villages.roster);
        villages.trust.rosterChanged();
        rosterAt = at;
        rosterUntil = Roster.boundaryAfter(registry, at);
        Leaving.say(villages, before, now, out);
    }

    public Registry registry() {
        return villages.registry;
    }

    public Rules rules() {
        return villages.rules;
    }

    /** Event time: of the newest tick or batch; 0 before the first. */
    public long now() {
        return now;
    }

    /** The picture of now, for any thread. */
    public CoverageMap picture(long position) {
        return painter.paint(villages, hours, now, position);
    }

    /** Every incident that is not closed, in the order of village. */
    public List<Incident> openIncidents() {
        return incidents.open();
    }

    /** The rows that changed since the last call; an empty value means the row is gone. */
    public List<SnapshotRow> takeDirtyRows() {
        return new StateRows(this).takeDirty();
    }

    /** Every row of the state, in the order of kind and key: equal states, equal bytes. */
    public List<SnapshotRow> allRows() {
        return new StateRows(this).all();
    }

    /**
     * The state those rows are.
     *
     * @throws IllegalArgumentException when they are not the rows of one whole state
     */
    public static Engine restore(List<SnapshotRow> rows) {
        return StateRows.restore(rows);
    }
}
