package vn.phusong.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Period;
import vn.phusong.coverage.PointSum;
import vn.phusong.coverage.PromiseCount;
import vn.phusong.coverage.PromiseRule;
import vn.phusong.coverage.Ratio;
import vn.phusong.coverage.VillagePromise;
import vn.phusong.engine.DayBook;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.village.Area;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.Operator;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.Target;
import vn.phusong.village.Village;

/**
 * One period judged for one area. The counted days are of the newest snapshot; who is counted, and where he lies, is of the asked date. Immutable.
 *
 * @param asOf up to when samples are counted in, epoch milliseconds; 0 when none ever was
 * @param rows every village of the area at that date, in the order of id
 * @param ratios the indicators, each with its own denominator
 */
record PromiseReport(
        Question question,
        long asOf,
        Registry registry,
        List<Row> rows,
        List<Ratio> ratios,
        PromiseHouseholds households) {
    /**
     * @param version number of the rule among its versions
     * @param date of the tree, the villages and the households
     */
    record Question(Period.Ruled ruled, int version, @Nullable String area, long date) {
        Period period() {
            return ruled.period();
        }

        PromiseRule rule() {
            return ruled.rule();
        }
    }

    record Row(Village village, VillagePromise promise) {}

    /** Blocks; on the desk's worker. */
    static PromiseReport of(Scene scene, JournalReader journal, Question question) throws JournalTrouble {
        Registry registry = scene.registry();
        List<Village> villages = villages(registry, question);
        JournalReader.State state = journal.state(
                DayBook.KIND,
                DayBook.from(question.period().firstDay()),
                DayBook.to(question.period().endDay()));
        Map<String, PointSum> sums = sums(state.rows(), question.period());
        List<Row> rows = new ArrayList<>(villages.size());
        PromiseCount count = new PromiseCount();
        for (Village village : villages) {
            VillagePromise promise = promise(registry, village, sums, question);
            rows.add(new Row(village, promise));
            count.add(promise);
        }
        return new PromiseReport(
                question,
                state.at(),
                registry,
                List.copyOf(rows),
                ratios(registry, count, question.date()),
                PromiseHouseholds.of(rows, scene, question));
    }

    private static List<Village> villages(Registry registry, Question question) {
        String area = question.area();
        if (area == null) {
            return registry.villages().stream()
                    .filter(village -> village.valid().holdsAt(question.date()))
                    .toList();
        }
        if (registry.area(area, question.date()) == null) {
            throw Problem.notFound("area of " + Times.text(question.date()), area);
        }
        return registry.villagesOf(area, question.date());
    }

    private static Map<String, PointSum> sums(List<SnapshotRow> rows, Period period) {
        Map<String, PointSum> sums = new HashMap<>();
        for (SnapshotRow row : rows) {
            DayBook.Kept kept = DayBook.read(row);
            sums.computeIfAbsent(kept.village() + '\t' + kept.point(), place -> new PointSum(period))
                    .add(kept.days());
        }
        return sums;
    }

    private static VillagePromise promise(
            Registry registry, Village village, Map<String, PointSum> sums, Question question) {
        PointSum centre = null;
        List<PointSum> clusters = new ArrayList<>();
        for (MeasurementPoint point : registry.pointsOf(village.id())) {
            PointSum sum = sums.get(village.id() + '\t' + point.id());
            if (point.kind() == PointKind.CENTRE) {
                centre = sum;
            } else if (point.kind() == PointKind.CLUSTER) {
                clusters.add(Objects.requireNonNullElseGet(sum, () -> new PointSum(question.period())));
            }
        }
        return VillagePromise.of(question.rule(), centre, clusters);
    }

    private static List<Ratio> ratios(Registry registry, PromiseCount count, long date) {
        List<Ratio> ratios = new ArrayList<>();
        ratios.add(count.any(target(registry, "mobile", date)));
        ratios.add(count.two());
        for (Operator operator : registry.operators()) {
            ratios.add(count.operator(operator.id(), target(registry, "mobile.operator." + operator.id(), date)));
        }
        ratios.add(count.fragile());
        ratios.add(count.white());
        ratios.add(count.pocket());
        return ratios;
    }

    static @Nullable Integer target(Registry registry, String indicator, long date) {
        Target target = registry.target(indicator, date);
        return target == null ? null : target.hundredthsOfPercent();
    }

    @Nullable
    Area area() {
        return question.area() == null ? null : registry.area(question.area(), question.date());
    }

    /** Where a village is counted in that tree. */
    @Nullable
    Area commune(Village village) {
        return registry.area(village.area(), question.date());
    }
}
