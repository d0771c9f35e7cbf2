package vn.phusong.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Explain;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.Registered;
import vn.phusong.coverage.Silence;
import vn.phusong.coverage.SlotCoverage;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.coverage.Why;
import vn.phusong.village.Area;
import vn.phusong.village.Households;
import vn.phusong.village.MeasurementPoint;
import vn.phusong.village.PointKind;
import vn.phusong.village.Registry;
import vn.phusong.village.Village;

/** Villages as the doors write them: a row for the map and the stream, a village for lists, and one with its places and past for itself. */
final class VillageJson {
    private VillageJson() {}

    /** What the map shows of it, small. */
    static JsonObject row(View view, Village village, VillageCoverage coverage) {
        List<Area> path = view.scene().registry().path(village.area(), view.asOf());
        JsonArray codes = new JsonArray();
        path.forEach(area -> codes.add(area.code()));
        return new JsonObject()
                .put("id", village.id())
                .put("name", village.name())
                .put("areas", codes)
                .put("areaName", path.isEmpty() ? village.area() : path.get(0).nameVi())
                .put("standing", coverage.standing().name())
                .put("since", Times.textOrNull(coverage.since()))
                .put("operators", operators(coverage))
                .put(
                        "whiteSpot",
                        coverage.whiteSpot() == null
                                ? null
                                : coverage.whiteSpot().words())
                .put(
                        "silence",
                        coverage.silence() == null ? null : coverage.silence().word());
    }

    /** @param isForOperator else nothing is said of lines that are too few, see {@link Few} */
    static JsonObject json(View view, Village village, VillageCoverage whole, boolean isForOperator) {
        Registry registry = view.scene().registry();
        boolean isHidden = !isForOperator && Few.is(whole.fibre());
        VillageCoverage coverage = isHidden ? Few.without(whole) : whole;
        return new JsonObject()
                .put("id", village.id())
                .put("name", village.name())
                .put("kind", village.kind())
                .put("area", Places.path(registry, village.area(), view.asOf()))
                .put("lat", village.place().lat())
                .put("lon", village.place().lon())
                .put("standing", coverage.standing().name())
                .put("since", Times.textOrNull(coverage.since()))
                .put("standing4gPlus", coverage.fourGPlus().name())
                .put("operators", operators(coverage))
                .put(
                        "whiteSpot",
                        coverage.whiteSpot() == null
                                ? null
                                : coverage.whiteSpot().words())
                .put(
                        "silence",
                        coverage.silence() == null ? null : coverage.silence().word())
                .put("households", households(village.households()))
                .put("gridPower", village.gridPower())
                .put("fibre", view.isPast() || isHidden ? null : fibre(coverage.fibre(), village.households()))
                .put("fibreHidden", isHidden)
                .put("why", why(view, coverage));
    }

    /** With its measurement points and every area it ever lay in. */
    static JsonObject whole(View view, Village village, VillageCoverage coverage, boolean isForOperator) {
        Registry registry = view.scene().registry();
        JsonArray history = new JsonArray();
        for (Village row : registry.historyOf(village.id())) {
            // At its first moment: what the area was called when the village came to it.
            long at = Math.max(row.valid().from(), Math.min(0, row.valid().to() - 1));
            history.add(new JsonObject()
                    .put("areaCode", row.area())
                    .put("area", Places.path(registry, row.area(), at))
                    .put("validFrom", Times.from(row.valid()))
                    .put("validTo", Times.to(row.valid())));
        }
        return json(view, village, coverage, isForOperator)
                .put("asOf", Times.text(view.asOf()))
                .put("flags", FlagJson.ofVillage(view, village.id(), isForOperator))
                .put("points", points(registry, village.id(), coverage))
                .put("history", history);
    }

    /** Operators measured at the centre; one that nobody measures there is not listed. */
    private static JsonObject operators(VillageCoverage coverage) {
        JsonObject operators = new JsonObject();
        for (SlotCoverage slot : coverage.slots()) {
            if (slot.kind() == PointKind.CENTRE) {
                operators.put(slot.operator(), slot.standing().settled().name());
            }
        }
        return operators;
    }

    private static JsonObject households(Households households) {
        String source = households.source();
        boolean isAssumed = source != null && source.toLowerCase(Locale.ROOT).contains("assumed");
        return new JsonObject()
                .put("count", households.isKnown() ? households.count() : null)
                .put("asOf", households.asOf())
                .put("source", source)
                .put("assumed", isAssumed);
    }

    private static JsonObject fibre(FibreCoverage fibre, Households households) {
        return new JsonObject()
                .put("households", fibre.households())
                .put("lines", fibre.lines())
                .put("share", share(fibre, households))
                .put("up", fibre.up())
                .put("down", fibre.down())
                .put("silent", fibre.silent())
                .put("weak", fibre.weak())
                .put("heard", fibre.heard());
    }

    /** Percent, floored to one decimal. Null when unheard, unknown, or more than all: then the data are wrong and nothing is said. */
    private static @Nullable Double share(FibreCoverage fibre, Households households) {
        int all = households.count();
        if (!fibre.heard() || all <= 0 || fibre.households() > all) {
            return null;
        }
        long tenths = 1000L * fibre.households() / all;
        return tenths / 10.0;
    }

    /** Of the past the numbers are gone, so the journal's own words must do. */
    private static JsonObject why(View view, VillageCoverage coverage) {
        Words words = new Words(view.scene().registry());
        if (view.isPast()) {
            return json(words.ofPast(coverage));
        }
        Why disbelieved = coverage.silence() == Silence.DEVICE ? FlagJson.disbelieved(view, coverage.village()) : null;
        Registered registered = Registered.of(view.scene().registry(), coverage.village(), view.asOf());
        return json(
                disbelieved == null
                        ? Explain.village(coverage, registered, words::operator, view.asOf())
                        : disbelieved);
    }

    private static JsonObject json(Why why) {
        return new JsonObject().put("vi", why.vi()).put("en", why.en()).put("evidence", evidence(why.evidence()));
    }

    static JsonArray evidence(List<Why.Evidence> facts) {
        JsonArray evidence = new JsonArray();
        for (Why.Evidence fact : facts) {
            evidence.add(new JsonObject()
                    .put("what", fact.what())
                    .put("subject", fact.subject())
                    .put("value", fact.value())
                    .put("at", Times.textOrNull(fact.at())));
        }
        return evidence;
    }

    private static JsonArray points(Registry registry, String village, VillageCoverage coverage) {
        Map<String, JsonObject> points = new LinkedHashMap<>();
        registry.points().stream()
                .filter(point -> point.village().equals(village))
                .sorted(java.util.Comparator.comparing(MeasurementPoint::kind).thenComparing(MeasurementPoint::id))
                .forEach(point -> points.put(point.id(), point(point)));
        for (SlotCoverage slot : coverage.slots()) {
            JsonObject point = points.get(slot.point());
            if (point != null) {
                point.getJsonArray("slots").add(slot(slot));
            }
        }
        return new JsonArray(List.copyOf(points.values()));
    }

    private static JsonObject point(MeasurementPoint point) {
        return new JsonObject()
                .put("id", point.id())
                .put("kind", point.kind().name())
                .put("lat", point.place().lat())
                .put("lon", point.place().lon())
                .put("households", point.households() < 0 ? null : point.households())
                .put("slots", new JsonArray());
    }

    private static JsonObject slot(SlotCoverage slot) {
        return new JsonObject()
                .put("operator", slot.operator())
                .put("standing", slot.standing().name())
                .put("since", Times.textOrNull(slot.since()))
                .put("lastSample", Times.textOrNull(slot.lastSampleAt()))
                .put("samples", slot.samples())
                .put("good", slot.good())
                .put("rsrp", Float.isNaN(slot.rsrpDbm()) ? null : Math.round(slot.rsrpDbm() * 10) / 10.0)
                .put("everServed", slot.everServed());
    }
}
