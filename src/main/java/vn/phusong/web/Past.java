package vn.phusong.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.WhiteSpot;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.Target;
import vn.phusong.village.Village;

/** A time that has passed, made again from what the journal kept: standings as they were told then, the roster as it was. Blocks; on the desk's worker. */
final class Past {
    private static final int CHANGES = 100_000;
    private static final String MOBILE = "mobile";
    private static final String FOUR_G_PLUS = "mobile.4g+";

    private Past() {}

    /** Villages only; their places and operators are asked for one by one, see {@link #withSlots}. */
    static View at(Scene now, JournalReader journal, long at) throws JournalTrouble {
        Map<String, StandingChange> mobile = byVillage(journal.standingsAt(MOBILE, at));
        Map<String, StandingChange> fourG = byVillage(journal.standingsAt(FOUR_G_PLUS, at));
        Map<String, VillageCoverage> villages = new TreeMap<>();
        for (Village village : now.registry().villages()) {
            if (village.valid().holdsAt(at)) {
                String id = village.id();
                villages.put(id, coverage(id, mobile.get(id), fourG.get(id)));
            }
        }
        List<IndicatorCount> counts = List.of(
                count(now.registry(), MOBILE, at, villages.values()),
                count(now.registry(), FOUR_G_PLUS, at, villages.values()));
        CoverageMap map = new CoverageMap(at, now.map().position(), villages, counts);
        return new View(new Scene(map, now.registry(), now.rules(), List.of()), true);
    }

    private static VillageCoverage coverage(
            String id, @Nullable StandingChange mobile, @Nullable StandingChange fourG) {
        Standing standing = mobile == null ? Standing.UNKNOWN : mobile.to().settled();
        return new VillageCoverage(
                id,
                standing,
                mobile == null ? 0 : mobile.at(),
                fourG == null ? Standing.UNKNOWN : fourG.to().settled(),
                List.of(),
                standing == Standing.UNCOVERED ? WhiteSpot.TRANG_SONG : null,
                null,
                FibreCoverage.NONE);
    }

    private static IndicatorCount count(
            Registry registry, String indicator, long at, Collection<VillageCoverage> villages) {
        List<Standing> standings = villages.stream()
                .map(village -> indicator.equals(MOBILE) ? village.standing() : village.fourGPlus())
                .toList();
        Target target = registry.target(indicator, at);
        return Counts.of(indicator, standings, target == null ? null : target.hundredthsOfPercent());
    }

    private static Map<String, StandingChange> byVillage(List<StandingChange> changes) {
        Map<String, StandingChange> byVillage = new HashMap<>();
        changes.forEach(change -> byVillage.put(change.village(), change));
        return byVillage;
    }

    /** This village of a past view with its places and operators, folded from every change up to then. */
    static VillageCoverage withSlots(View past, JournalReader journal, VillageCoverage village) throws JournalTrouble {
        Map<String, SlotCoverage> slots = new LinkedHashMap<>();
        boolean hasDarkCluster = false;
        Map<String, Standing> points = new HashMap<>();
        for (StandingChange change : journal.standings(village.village(), 0, past.asOf() + 1, CHANGES)) {
            MeasurementPoint point =
                    change.point() == null ? null : past.scene().registry().point(change.point());
            if (point == null || !change.indicator().equals(MOBILE)) {
                continue;
            }
            if (change.operator() == null) {
                points.put(point.id(), change.to());
            } else {
                slots.compute(point.id() + ' ' + change.operator(), (key, was) -> slot(point, change, was));
            }
        }
        for (Map.Entry<String, Standing> entry : points.entrySet()) {
            MeasurementPoint point = past.scene().registry().point(entry.getKey());
            hasDarkCluster |= point != null
                    && point.kind() == PointKind.CLUSTER
                    && entry.getValue().settled() == Standing.UNCOVERED;
        }
        return painted(village, new ArrayList<>(slots.values()), hasDarkCluster);
    }

    private static SlotCoverage slot(MeasurementPoint point, StandingChange change, @Nullable SlotCoverage was) {
        boolean wasServed = was != null && was.everServed();
        return new SlotCoverage(
                point.id(),
                point.kind(),
                String.valueOf(change.operator()),
                change.to(),
                change.at(),
                0,
                0,
                0,
                Float.NaN,
                wasServed || change.to().isServed());
    }

    private static VillageCoverage painted(VillageCoverage village, List<SlotCoverage> slots, boolean hasDarkCluster) {
        WhiteSpot spot = village.standing().isServed() && hasDarkCluster ? WhiteSpot.LOM_SONG : village.whiteSpot();
        return new VillageCoverage(
                village.village(),
                village.standing(),
                village.since(),
                village.fourGPlus(),
                slots,
                spot,
                village.silence(),
                village.fibre());
    }
}
