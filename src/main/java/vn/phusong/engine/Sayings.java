package vn.phusong.engine;

import java.util.List;
import java.util.Objects;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Slot;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;

/** Says what changed: of a slot, then of its point, then of its village, and to the incidents. Watch loop only. */
final class Sayings {
    private final Dirty dirty;

    Sayings(Dirty dirty) {
        this.dirty = dirty;
    }

    /** What changed at one slot, with the rules that did it (empty for none). */
    record Change(Standing before, Standing before4g, long at, String rule, String rule4g) {}

    /** Says the change of the slot, then of its point, then of its village, each only if it is one. */
    void changed(SlotWatch watch, Change change, Collected out) {
        Slot slot = watch.slot;
        said(watch, VillageFold.MOBILE, change.before(), slot.standing(), change.at(), change.rule(), out);
        said(watch, VillageFold.FOUR_G_PLUS, change.before4g(), slot.standing4g(), change.at(), change.rule4g(), out);
        VillageWatch village = watch.village;
        List<SlotWatch> slots = Objects.requireNonNull(village.points.get(watch.point.id()));
        ofPoint(watch, slots, change, out);
        ofVillage(village, change.at(), change.rule().isEmpty() ? change.rule4g() : change.rule(), out);
        if (watch.isAtCentre() && !change.rule().isEmpty()) {
            // A standing is told as one that is seen; if it is not, the next tick says so.
            watch.blind = false;
            out.signals.add(Signal.standing(village.village.id(), watch.operator, slot, change.at())
                    .with(watch.serving()));
        }
    }

    private static void said(
            SlotWatch watch, String indicator, Standing from, Standing to, long at, String rule, Collected out) {
        if (from != to) {
            out.standings.add(new StandingChange(
                    indicator, watch.village.village.id(), watch.point.id(), watch.operator, from, to, at, rule));
        }
    }

    private void ofPoint(SlotWatch watch, List<SlotWatch> slots, Change change, Collected out) {
        String village = watch.village.village.id();
        Standing was = VillageWatch.atPoint(slots, watch, change.before(), false);
        Standing is = VillageWatch.atPoint(slots, false);
        if (was != is) {
            out.standings.add(new StandingChange(
                    VillageFold.MOBILE, village, watch.point.id(), null, was, is, change.at(), change.rule()));
        }
        Standing was4g = VillageWatch.atPoint(slots, watch, change.before4g(), true);
        Standing is4g = VillageWatch.atPoint(slots, true);
        if (was4g != is4g) {
            out.standings.add(new StandingChange(
                    VillageFold.FOUR_G_PLUS,
                    village,
                    watch.point.id(),
                    null,
                    was4g,
                    is4g,
                    change.at(),
                    change.rule4g()));
        }
    }

    void ofVillage(VillageWatch village, long at, String rule, Collected out) {
        verdict(village, VillageFold.MOBILE, village.mobile, village.atCentre(false), at, rule, out);
        verdict(village, VillageFold.FOUR_G_PLUS, village.fourG, village.atCentre(true), at, rule, out);
    }

    private void verdict(
            VillageWatch village,
            String indicator,
            VillageWatch.Verdict verdict,
            Standing is,
            long at,
            String rule,
            Collected out) {
        if (verdict.standing != is) {
            out.standings.add(
                    new StandingChange(indicator, village.village.id(), null, null, verdict.standing, is, at, rule));
            verdict.standing = is;
            verdict.since = at;
            village.repaint = true;
            dirty.village(village);
        }
    }
}
