package vn.phusong.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.PromiseKept;
import vn.phusong.coverage.Ratio;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.village.Households;
import vn.phusong.village.Village;

/**
 * The villages' figures again, in households as the registry counts them at that date. A count of one source and date is never put into one ratio with a count
 * of another (domain.md §4.4): then there is none.
 *
 * @param base source and date of every count, null when they differ, or some village has none
 * @param mobile households of villages that meet the promise by any operator
 * @param fibre households with a line in use in the last 30 days; null but for a period that still runs, since of those that are over nobody kept them
 * @param contradicting villages with more households on fibre than households
 */
record PromiseHouseholds(
        @Nullable Households base, @Nullable Ratio mobile, @Nullable Ratio fibre, List<String> contradicting) {
    static PromiseHouseholds of(List<PromiseReport.Row> rows, Scene scene, PromiseReport.Question question) {
        Households base = base(rows);
        if (base == null) {
            return new PromiseHouseholds(null, null, null, List.of());
        }
        List<String> contradicting = new ArrayList<>();
        boolean isRunning = question.period().to() > scene.asOf() && question.date() == scene.asOf();
        return new PromiseHouseholds(
                base, mobile(rows), isRunning ? fibre(rows, scene, contradicting) : null, contradicting);
    }

    private static @Nullable Households base(List<PromiseReport.Row> rows) {
        Set<Households> bases = new HashSet<>();
        for (PromiseReport.Row row : rows) {
            Households households = row.village().households();
            bases.add(new Households(households.isKnown() ? 0 : -1, households.asOf(), households.source()));
        }
        return bases.size() == 1 && bases.iterator().next().isKnown()
                ? bases.iterator().next()
                : null;
    }

    private static Ratio mobile(List<PromiseReport.Row> rows) {
        long met = 0;
        long unknown = 0;
        long all = 0;
        for (PromiseReport.Row row : rows) {
            int households = row.village().households().count();
            PromiseKept kept = row.promise().any().kept();
            met += kept == PromiseKept.MET ? households : 0;
            unknown += kept == PromiseKept.NOT_ENOUGH ? households : 0;
            all += households;
        }
        return new Ratio("mobile.households", met, unknown, all, null);
    }

    /** One village that contradicts itself makes the sum untrue: its own figures stand for it, and are not shown either. */
    private static Ratio fibre(List<PromiseReport.Row> rows, Scene scene, List<String> contradicting) {
        Integer target = PromiseReport.target(scene.registry(), "fibre", scene.asOf());
        Ratio sum = new Ratio("fibre", 0, 0, 0, target);
        Ratio wrong = null;
        for (PromiseReport.Row row : rows) {
            Ratio one = fibre(row.village(), scene, target);
            if (one.isContradiction()) {
                contradicting.add(row.village().id());
                wrong = one;
            }
            sum = new Ratio(
                    "fibre", sum.num() + one.num(), sum.unknown() + one.unknown(), sum.den() + one.den(), target);
        }
        return Objects.requireNonNullElse(wrong, sum);
    }

    private static Ratio fibre(Village village, Scene scene, @Nullable Integer target) {
        VillageCoverage coverage = scene.map().villages().get(village.id());
        FibreCoverage fibre = coverage == null ? FibreCoverage.NONE : coverage.fibre();
        int all = village.households().count();
        return fibre.heard()
                ? new Ratio("fibre", fibre.households(), 0, all, target)
                : new Ratio("fibre", 0, all, all, target);
    }
}
