package vn.phusong.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.HouseholdCount;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.LineCount;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.WhiteSpot;
import vn.phusong.village.Operator;
import vn.phusong.village.PointKind;
import vn.phusong.village.Target;

/** Makes the picture that other threads read; villages that did not change since the last one are not painted again. Watch loop only. */
final class Painter {
    private final Map<String, VillageCoverage> painted = new TreeMap<>();

    CoverageMap paint(VillageFold fold, Hours hours, long now, long position) {
        painted.keySet().retainAll(fold.roster.villages.keySet());
        Silences silences = new Silences(fold, hours.sight, now);
        for (Map.Entry<String, VillageWatch> entry : fold.roster.villages.entrySet()) {
            VillageWatch village = entry.getValue();
            if (village.repaint || !painted.containsKey(entry.getKey())) {
                village.repaint = false;
                painted.put(entry.getKey(), village(fold, village, silences, now));
            }
        }
        Map<String, VillageCoverage> villages = Collections.unmodifiableMap(new TreeMap<>(painted));
        return new CoverageMap(
                now,
                position,
                villages,
                indicators(fold, villages, now),
                fold.trust.picture(fold.roster, fold.registry));
    }

    private static VillageCoverage village(VillageFold fold, VillageWatch village, Silences silences, long now) {
        List<SlotCoverage> slots = new ArrayList<>();
        for (List<SlotWatch> watches : village.points.values()) {
            for (SlotWatch watch : watches) {
                slots.add(watch.picture());
            }
        }
        return new VillageCoverage(
                village.village.id(),
                village.mobile.standing,
                village.mobile.since,
                village.fourG.standing,
                slots,
                whiteSpot(village),
                village.mobile.standing == Standing.UNKNOWN ? silences.of(village) : null,
                fibre(fold, village, now));
    }

    private static @Nullable WhiteSpot whiteSpot(VillageWatch village) {
        return switch (village.mobile.standing) {
            case UNCOVERED -> WhiteSpot.TRANG_SONG;
            case COVERED, DEGRADED -> hasUncoveredCluster(village) ? WhiteSpot.LOM_SONG : null;
            case UNKNOWN, RECOVERING -> null;
        };
    }

    private static boolean hasUncoveredCluster(VillageWatch village) {
        for (List<SlotWatch> slots : village.points.values()) {
            if (slots.get(0).point.kind() == PointKind.CLUSTER
                    && VillageWatch.atPoint(slots, false) == Standing.UNCOVERED) {
                return true;
            }
        }
        return false;
    }

    private static FibreCoverage fibre(VillageFold fold, VillageWatch village, long now) {
        LineCount count = new LineCount(fold.rules.fibre(), now);
        for (Listed listed : village.lines) {
            count.add(listed.device, listed.line, isFeedHeard(fold, listed));
        }
        return count.coverage(village.fibre.isOut());
    }

    private static boolean isFeedHeard(VillageFold fold, Listed listed) {
        String collector = listed.device.line().collector();
        Listed feed = collector == null ? null : fold.roster.device(collector);
        return feed != null && feed.memory != null && feed.memory.heardAt() != 0;
    }

    private static List<IndicatorCount> indicators(VillageFold fold, Map<String, VillageCoverage> villages, long now) {
        List<IndicatorCount> counts = new ArrayList<>();
        counts.add(count(fold, VillageFold.MOBILE, villages, now, VillageCoverage::standing));
        counts.add(count(fold, VillageFold.FOUR_G_PLUS, villages, now, VillageCoverage::fourGPlus));
        for (Operator operator : fold.registry.operators()) {
            counts.add(count(
                    fold,
                    "mobile.operator." + operator.id(),
                    villages,
                    now,
                    village -> village.ofOperator(operator.id())));
        }
        counts.add(fibreCount(fold, villages, now));
        return counts;
    }

    private interface StandingOf {
        Standing of(VillageCoverage village);
    }

    private static IndicatorCount count(
            VillageFold fold, String indicator, Map<String, VillageCoverage> villages, long now, StandingOf standing) {
        int covered = 0;
        int degraded = 0;
        int uncovered = 0;
        int unknown = 0;
        for (VillageCoverage village : villages.values()) {
            switch (standing.of(village)) {
                case COVERED -> covered++;
                case DEGRADED -> degraded++;
                case UNCOVERED, RECOVERING -> uncovered++;
                case UNKNOWN -> unknown++;
            }
        }
        return new IndicatorCount(indicator, covered, degraded, uncovered, unknown, target(fold, indicator, now));
    }

    private static IndicatorCount fibreCount(VillageFold fold, Map<String, VillageCoverage> villages, long now) {
        HouseholdCount count = new HouseholdCount();
        for (VillageCoverage village : villages.values()) {
            VillageWatch watch = fold.roster.villages.get(village.village());
            count.add(watch == null ? 0 : watch.village.households().count(), village.fibre());
        }
        return count.count(target(fold, HouseholdCount.INDICATOR, now));
    }

    private static @Nullable Integer target(VillageFold fold, String indicator, long now) {
        Target target = fold.registry.target(indicator, now);
        return target == null ? null : target.hundredthsOfPercent();
    }
}
