package vn.phusong.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.LineWatch;
import vn.phusong.coverage.OpticalLevel;
import vn.phusong.coverage.Rules;
import vn.phusong.coverage.Silence;
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
        for (Map.Entry<String, VillageWatch> entry : fold.roster.villages.entrySet()) {
            VillageWatch village = entry.getValue();
            if (village.repaint || !painted.containsKey(entry.getKey())) {
                village.repaint = false;
                painted.put(entry.getKey(), village(fold, village, hours, now));
            }
        }
        Map<String, VillageCoverage> villages = Collections.unmodifiableMap(new TreeMap<>(painted));
        return new CoverageMap(now, position, villages, indicators(fold, villages, now));
    }

    private static VillageCoverage village(VillageFold fold, VillageWatch village, Hours hours, long now) {
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
                village.mobile.standing == Standing.UNKNOWN ? silence(village, hours) : null,
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

    /** As far as the evidence goes: never heard, our own absence, a probe that said it lost its power, else the device. */
    private static Silence silence(VillageWatch village, Hours hours) {
        if (!village.heard) {
            return Silence.NEVER_HEARD;
        }
        if (hours.backAt != 0 && village.mobile.since == hours.backAt) {
            return Silence.OURSELVES;
        }
        for (Listed probe : village.probes) {
            if (probe.memory != null && probe.memory.isPowerLost()) {
                return Silence.POWER;
            }
        }
        return Silence.DEVICE;
    }

    private static FibreCoverage fibre(VillageFold fold, VillageWatch village, long now) {
        if (village.lines.isEmpty()) {
            return FibreCoverage.NONE;
        }
        Rules.Fibre rules = fold.rules.fibre();
        Set<String> active = new HashSet<>();
        int up = 0;
        int down = 0;
        int weak = 0;
        int lost = 0;
        int gasped = 0;
        boolean heard = false;
        for (Listed listed : village.lines) {
            LineWatch line = listed.line;
            if (line == null) {
                continue;
            }
            heard |= line.wasHeard() || isFeedHeard(fold, listed);
            if (line.isActiveAt(rules, now)) {
                String household = listed.device.line().household();
                active.add(household == null ? listed.device.id() : household);
            }
            if (!line.isSilentAt(rules, listed.device.intervalMs(), now)) {
                up += line.isUp() ? 1 : 0;
                down += line.isUp() ? 0 : 1;
                weak += line.isUp() && isWeak(listed, line) ? 1 : 0;
                boolean isAlone = !line.isUp() && !line.isCounted() && !village.fibre.isOut();
                lost += isAlone ? 1 : 0;
                gasped += isAlone && line.gasped() ? 1 : 0;
            }
        }
        int lines = village.lines.size();
        FibreCoverage.Alone alone = new FibreCoverage.Alone(lost, gasped);
        return new FibreCoverage(active.size(), lines, up, down, lines - up - down, weak, alone, heard);
    }

    private static boolean isWeak(Listed listed, LineWatch line) {
        return switch (OpticalLevel.of(listed.device.line().ponClass(), line.rxDbm())) {
            case CRITICAL, OVERLOAD -> true;
            case OK, WARN, UNKNOWN -> false;
        };
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

    /** Households: on fibre, not on fibre, and unknown where no line or feed was ever heard. Never more on fibre than there are. */
    private static IndicatorCount fibreCount(VillageFold fold, Map<String, VillageCoverage> villages, long now) {
        int covered = 0;
        int uncovered = 0;
        int unknown = 0;
        for (VillageCoverage village : villages.values()) {
            VillageWatch watch = fold.roster.villages.get(village.village());
            int households =
                    watch == null ? 0 : Math.max(0, watch.village.households().count());
            if (village.fibre().heard()) {
                int on = Math.min(households, village.fibre().households());
                covered += on;
                uncovered += households - on;
            } else {
                unknown += households;
            }
        }
        return new IndicatorCount("fibre", covered, 0, uncovered, unknown, target(fold, "fibre", now));
    }

    private static @Nullable Integer target(VillageFold fold, String indicator, long now) {
        Target target = fold.registry.target(indicator, now);
        return target == null ? null : target.hundredthsOfPercent();
    }
}
