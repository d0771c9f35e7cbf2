package vn.phusong.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    record Change(Standing before, Standing before4g, String rule, String rule4g) {}

    /** Says the change of the slot, then of its point, then of its village, each only if it is one. */
    void changed(SlotWatch watch, Change change, Collected out) {
        Slot slot = watch.slot;
        said(watch, VillageFold.MOBILE, change.before(), slot.standing(), slot.since(), change.rule(), out);
        said(
                watch,
                VillageFold.FOUR_G_PLUS,
                change.before4g(),
                slot.standing4g(),
                slot.since4g(),
                change.rule4g(),
                out);
        VillageWatch village = watch.village;
        List<SlotWatch> slots = Objects.requireNonNull(village.points.get(watch.point.id()));
        ofPoint(watch, VillageWatch.atPoint(slots, watch, change.before(), false), false, change.rule(), out);
        ofPoint(watch, VillageWatch.atPoint(slots, watch, change.before4g(), true), true, change.rule4g(), out);
        if (watch.isAtCentre()) {
            String rule = change.rule().isEmpty() ? change.rule4g() : change.rule();
            verdict(village, false, village.changedAt(watch.point, false), rule, out);
            verdict(village, true, village.changedAt(watch.point, true), rule, out);
        }
        if (watch.isAtCentre() && !change.rule().isEmpty()) {
            // A standing is told as one that is seen; if it is not, the next tick says so.
            watch.blind = false;
            out.signals.add(Signal.standing(village.village.id(), watch.operator, slot, slot.since())
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

    private static void ofPoint(SlotWatch watch, Standing was, boolean fourG, String rule, Collected out) {
        VillageWatch village = watch.village;
        Standing is = VillageWatch.atPoint(Objects.requireNonNull(village.points.get(watch.point.id())), fourG);
        if (was != is) {
            long at = village.changedAt(watch.point, fourG);
            out.standings.add(new StandingChange(
                    indicator(fourG), village.village.id(), watch.point.id(), null, was, is, at, rule));
        }
    }

    /** Says what the roster made of a village. */
    void ofVillage(VillageWatch village, long at, String rule, Collected out) {
        verdict(village, false, at, rule, out);
        verdict(village, true, at, rule, out);
    }

    /** Says what the roster made of the points and villages of before. */
    void ofRoster(Roster before, Roster now, long at, Collected out) {
        for (VillageWatch old : before.villages.values()) {
            VillageWatch village = now.villages.get(old.village.id());
            for (Map.Entry<String, List<SlotWatch>> point : old.points.entrySet()) {
                List<SlotWatch> slots = village == null ? null : village.points.get(point.getKey());
                left(old, point.getKey(), point.getValue(), slots, false, at, out);
                left(old, point.getKey(), point.getValue(), slots, true, at, out);
            }
            if (village == null) {
                said(old, null, false, old.mobile.standing, Standing.UNKNOWN, at, out);
                said(old, null, true, old.fourG.standing, Standing.UNKNOWN, at, out);
            }
        }
    }

    private static void left(
            VillageWatch village,
            String point,
            List<SlotWatch> before,
            @Nullable List<SlotWatch> now,
            boolean fourG,
            long at,
            Collected out) {
        Standing is = now == null ? Standing.UNKNOWN : VillageWatch.atPoint(now, fourG);
        said(village, point, fourG, VillageWatch.atPoint(before, fourG), is, at, out);
    }

    private static void said(
            VillageWatch village,
            @Nullable String point,
            boolean fourG,
            Standing was,
            Standing is,
            long at,
            Collected out) {
        if (was != is) {
            out.standings.add(
                    new StandingChange(indicator(fourG), village.village.id(), point, null, was, is, at, Leaving.RULE));
        }
    }

    private void verdict(VillageWatch village, boolean fourG, long at, String rule, Collected out) {
        VillageWatch.Verdict verdict = fourG ? village.fourG : village.mobile;
        Standing is = village.atCentre(fourG);
        if (verdict.standing != is) {
            out.standings.add(new StandingChange(
                    indicator(fourG), village.village.id(), null, null, verdict.standing, is, at, rule));
            verdict.standing = is;
            verdict.since = at;
            village.repaint = true;
            dirty.village(village);
        }
    }

    private static String indicator(boolean fourG) {
        return fourG ? VillageFold.FOUR_G_PLUS : VillageFold.MOBILE;
    }
}
