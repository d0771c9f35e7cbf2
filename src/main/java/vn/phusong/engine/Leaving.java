package vn.phusong.engine;

import vn.phusong.coverage.PonSignal;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/** What is said when slots, devices or villages leave the roster, or a village's slots change under it. Watch loop only. */
final class Leaving {
    static final String RULE = "roster";

    private Leaving() {}

    static void say(VillageFold fold, Roster before, long now, Collected out) {
        for (SlotWatch old : before.slots.values()) {
            SlotWatch stays = fold.roster.slots.get(old.key());
            if (stays == null) {
                slot(fold, old, now, out);
            }
            if (stays == null || stays.slot != old.slot) {
                LookBack.left(old, fold.dirty.rows);
            } else if (stays.slot.past().isDirty()) {
                fold.dirty.slot(stays);
            }
        }
        for (Listed old : before.devices.values()) {
            Listed stays = fold.roster.devices.get(old.device.id());
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
        fold.sayings.ofRoster(before, fold.roster, now, out);
        for (VillageWatch village : fold.roster.villages.values()) {
            fold.sayings.ofVillage(village, now, RULE, out);
        }
    }

    private static void slot(VillageFold fold, SlotWatch old, long now, Collected out) {
        String village = old.village.village.id();
        fold.dirty.rows.add(Rows.gone(Rows.SLOT, old.key()));
        said(VillageFold.MOBILE, old, old.slot.standing(), now, out);
        said(VillageFold.FOUR_G_PLUS, old, old.slot.standing4g(), now, out);
        if (old.isAtCentre() && fold.roster.villages.containsKey(village)) {
            out.signals.add(Signal.left(village, old.operator, now));
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
