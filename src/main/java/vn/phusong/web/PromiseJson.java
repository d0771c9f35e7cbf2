package vn.phusong.web;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Period;
import vn.phusong.coverage.PromiseKept;
import vn.phusong.coverage.PromiseRule;
import vn.phusong.coverage.Ratio;
import vn.phusong.coverage.SampleShare;
import vn.phusong.coverage.VillagePromise;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.Village;

/** A judged period as the doors write it. Shares are per cent with one decimal, floored; nothing is ever rounded up. */
final class PromiseJson {
    private PromiseJson() {}

    static Answer of(PromiseReport report, int limit, @Nullable String after) {
        List<PromiseReport.Row> rows = report.rows().stream()
                .filter(row -> after == null || row.village().id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        JsonObject json = head(report).put("total", report.rows().size());
        JsonObject page = new Page<PromiseReport.Row>(
                        rows, limit, row -> row.village().id())
                .json("villages", report.asOf(), row -> village(report, row));
        return Answer.json(json.put("next", page.getValue("next")).put("villages", page.getJsonArray("villages")));
    }

    private static JsonObject head(PromiseReport report) {
        PromiseReport.Question question = report.question();
        Area area = report.area();
        JsonObject indicators = new JsonObject();
        report.ratios().forEach(ratio -> indicators.put(ratio.indicator(), ratio(ratio)));
        PromiseHouseholds households = report.households();
        if (households.mobile() != null) {
            indicators.put(households.mobile().indicator(), ratio(households.mobile()));
        }
        if (households.fibre() != null) {
            indicators.put(households.fibre().indicator(), ratio(households.fibre()));
        }
        return new JsonObject()
                .put("asOf", Times.textOrNull(report.asOf()))
                .put("period", period(question.period(), report.asOf()))
                .put("hierarchyDate", Times.text(question.date()))
                .put("area", area == null ? null : Places.json(area))
                .put("rule", rule(question.rule(), question.version()))
                .put("households", households(households.base()))
                .put("notes", PromiseNotes.of(report))
                .put("indicators", indicators);
    }

    private static JsonObject period(Period period, long now) {
        return new JsonObject()
                .put("name", period.name())
                .put("from", Times.text(period.from()))
                .put("to", Times.text(period.to()))
                .put("lastDay", LocalDate.ofEpochDay(period.endDay() - 1).toString())
                .put("days", period.days())
                .put("status", period.statusAt(now));
    }

    private static JsonObject rule(PromiseRule rule, int version) {
        return new JsonObject()
                .put("version", version)
                .put("from", LocalDate.ofEpochDay(rule.fromDay()).toString())
                .put("share", rule.shareHundredths() / 100.0)
                .put("enough", rule.enough())
                .put("whiteShare", rule.whiteHundredths() / 100.0)
                .put("periodDay", rule.periodDay())
                .put("rats", rule.rats())
                .put("minLevelDbm", rule.minLevelDbm())
                .put("source", rule.source());
    }

    private static @Nullable JsonObject households(@Nullable Households base) {
        return base == null ? null : new JsonObject().put("asOf", base.asOf()).put("source", base.source());
    }

    /** Of a figure that contradicts itself nothing is published but that it does. */
    static JsonObject ratio(Ratio ratio) {
        boolean isTold = !ratio.isContradiction();
        Long lower = ratio.lowerTenths();
        Long upper = ratio.upperTenths();
        Integer target = ratio.targetHundredths();
        return new JsonObject()
                .put("num", isTold ? ratio.num() : null)
                .put("unknown", isTold ? ratio.unknown() : null)
                .put("den", isTold ? ratio.den() : null)
                .put("lowerBound", lower == null ? null : lower / 10.0)
                .put("upperBound", upper == null ? null : upper / 10.0)
                .put("target", target == null ? null : target / 100.0)
                .put("met", ratio.met());
    }

    private static JsonObject village(PromiseReport report, PromiseReport.Row row) {
        Village village = row.village();
        VillagePromise promise = row.promise();
        Area commune = report.commune(village);
        JsonObject operators = new JsonObject();
        for (Map.Entry<String, VillagePromise.Judged> one : promise.operators().entrySet()) {
            operators.put(one.getKey(), judged(one.getValue()));
        }
        return new JsonObject()
                .put("id", village.id())
                .put("name", village.name())
                .put("kind", village.kind())
                .put("areaCode", village.area())
                .put("areaName", commune == null ? null : commune.nameVi())
                .put(
                        "households",
                        village.households().isKnown() ? village.households().count() : null)
                .put("days", promise.days())
                .put("operators", operators)
                .put("any", judged(promise.any()))
                .put("two", judged(promise.two()))
                .put("fragile", promise.isFragile())
                .put("whiteSpot", spot(promise));
    }

    static JsonObject judged(VillagePromise.Judged judged) {
        SampleShare share = judged.share();
        return new JsonObject()
                .put("verdict", judged.kept().word())
                .put("good", share.good())
                .put("samples", share.all())
                .put("unknown", share.unknown())
                .put("share", share.all() == 0 ? null : percent((double) share.good() / share.all()))
                .put("lower", share.all() == 0 ? null : percent(share.lower()))
                .put("upper", share.all() == 0 ? null : percent(share.upper()));
    }

    /** One decimal, floored; what floating point left below a whole tenth is that tenth. */
    static double percent(double share) {
        return Math.floor(share * 1000 + 1e-9) / 10;
    }

    /** {@code trắng sóng}, {@code lõm sóng}, {@code none}, or {@code unknown}. */
    static String spot(VillagePromise promise) {
        if (promise.centre() == PromiseKept.NOT_MET) {
            return "trắng sóng";
        }
        Boolean pocket = promise.pocket();
        if (pocket == null) {
            return "unknown";
        }
        return pocket ? "lõm sóng" : "none";
    }
}
