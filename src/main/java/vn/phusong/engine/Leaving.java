package vn.phusong.engine;

import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Slot;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/** What is said when slots, devices or villages leave the roster, or a village's slots change under it. Watch loop only. */
final class Leaving {
    private static final String RULE = "roster";

    private Leaving() {}

    static void say(VillageFold fold, Roster before, long now, Collected out) {
        for (SlotWatch old : before.slots.values()) {
            slot(fold, old, fold.roster.slots.get(old.key()), now, out);
        }
        // After all that left: one point may take the place of another.
        for (SlotWatch old : before.slots.values()) {
            arrives(fold, old, fold.roster.slots.get(old.key()), now, out);
        }
        for (Listed old : before.devices.values()) {
            Listed stays = fold.roster.devices.get(old.device.id());
            line(fold, old, stays, now, out);
            if (stays == null) {
                fold.dirty.rows.add(Rows.gone(Rows.DEVICE, old.device.id()));
            } else if (stays.line != old.line || !stays.device.equals(old.device)) {
                fold.dirty.device(stays);
            }
        }
        for (PonPlace old : before.pons.values()) {
            if (!fold.roster.pons.containsKey(old.path)) {
                out.ponSignals.add(PonSignal.left(old.path, now));
                fold.dirty.rows.add(Rows.gone(Rows.PON, old.path));
            }
        }
        for (VillageWatch old : before.villages.values()) {
            if (!fold.roster.villages.containsKey(old.village.id())) {
                out.signals.add(Signal.left(old.village.id(), null, now));
                fold.dirty.rows.add(Rows.gone(Rows.VILLAGE, old.village.id()));
            }
        }
        for (VillageWatch village : fold.roster.villages.values()) {
            fold.sayings.ofVillage(village, now, RULE, out);
        }
    }

    private static void slot(VillageFold fold, SlotWatch old, @Nullable SlotWatch stays, long now, Collected out) {
        if (stays == null) {
            fold.dirty.rows.add(Rows.gone(Rows.SLOT, old.key()));
        } else if (stays.slot != old.slot || stays.slot.past().isDirty()) {
            // Of one that begins anew the old row must not come back with a restart.
            fold.dirty.slot(stays);
        }
        boolean staysCentre = stays != null && stays.slot == old.slot && stays.isAtCentre();
        if (stays == null || stays.slot != old.slot) {
            LookBack.left(old, fold.dirty.rows);
            said(VillageFold.MOBILE, old, old.slot.standing(), now, out);
            said(VillageFold.FOUR_G_PLUS, old, old.slot.standing4g(), now, out);
        }
        String village = old.village.village.id();
        if (old.isAtCentre() && !staysCentre && fold.roster.villages.containsKey(village)) {
            out.signals.add(Signal.left(village, old.operator, now));
        }
    }

    /** What stood at another point of its village stands at its centre now. */
    private static void arrives(VillageFold fold, SlotWatch old, @Nullable SlotWatch stays, long now, Collected out) {
        if (stays == null || stays.slot != old.slot || old.isAtCentre() || !stays.isAtCentre()) {
            return;
        }
        if (stays.slot.standing() != Standing.UNKNOWN) {
            stays.blind = false;
            fold.dirty.slot(stays);
            out.signals.add(Signal.standing(stays.village.village.id(), stays.operator, stays.slot, now)
                    .with(stays.serving()));
        }
    }

    /** Of a village that is out, a line that is dark left it. */
    private static void line(VillageFold fold, Listed old, @Nullable Listed stays, long now, Collected out) {
        VillageWatch before = old.village;
        VillageWatch village = before == null ? null : fold.roster.villages.get(before.village.id());
        if (old.line == null || village == null) {
            return;
        }
        boolean isThere = stays != null && stays.village == village && stays.line == old.line;
        if (!isThere) {
            Signal left = village.fibre.leaves(fold.rules.fibre(), village.village.id(), old.line, now);
            fold.dirty.village(village);
            if (left != null) {
                village.repaint = true;
                out.signals.add(left);
            }
        }
    }

    /**
     * A probe stands elsewhere now. What was served where it stood is no promise where it stands now: a place that never was served is listed, not alarmed;
     * and what was out where it stood nobody watches any more.
     */
    static void moved(Listed probe, long now, Dirty dirty, Collected out) {
        for (Listed.Sim sim : probe.sims) {
            SlotWatch place = sim.slot();
            if (place.devices == 1 && place.slot.standing() == Standing.UNKNOWN) {
                LookBack.left(place, dirty.rows);
                place.slot = new Slot(place.slot.plan());
                dirty.slot(place);
                if (place.isAtCentre()) {
                    out.signals.add(Signal.left(place.village.village.id(), place.operator, now));
                }
            }
        }
    }

    private static void said(String indicator, SlotWatch old, Standing was, long now, Collected out) {
        if (was != Standing.UNKNOWN) {
            out.standings.add(new StandingChange(
                    indicator,
                    old.village.village.id(),
                    old.point.id(),
                    old.operator,
                    was,
                    Standing.UNKNOWN,
                    now,
                    RULE));
        }
    }
}
