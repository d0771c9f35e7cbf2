package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.StandingChange;
import vn.phusong.village.Village;

/** What a village measured, from its five-minute roll-ups, and how it stood. Spans are half open; where nothing was measured there is no point. */
final class Readings {
    private static final List<String> INDICATORS = List.of("mobile", "mobile.4g+");
    private static final long DAY_MS = 86_400_000L;
    private static final long LONGEST_MS = 92 * DAY_MS;
    private static final int MOST_POINTS = 10_000;
    private static final int MOST_ROLLUPS = 250_000;
    private static final Pattern STEP = Pattern.compile("(\\d{1,6})(s|m|h|d)");

    /** A half-open span of time in epoch milliseconds, at least one moment long. */
    private record Span(long from, long to) {}

    private final Views views;
    private final Desk desk;

    Readings(Views views, Desk desk) {
        this.views = views;
        this.desk = desk;
    }

    Future<Answer> readings(Asked asked) {
        String id = asked.path("id");
        String operator = asked.text("operator");
        long step = step(asked.text("step"));
        return views.asked(asked).compose(view -> {
            Span asked24h = span(asked, view, DAY_MS);
            // Whole buckets only, so that a point never says less than its bucket holds.
            Span span = new Span(Math.floorDiv(asked24h.from, step) * step, asked24h.to);
            if ((span.to - span.from) / step > MOST_POINTS) {
                throw Problem.badField(
                        "step", "must make at most " + MOST_POINTS + " points of from..to", step / 1000 + "s");
            }
            Village village = VillageDoors.known(view, id);
            // Of a time that has passed the lines are not known any more: those of now must do.
            boolean isHidden = !asked.isByOperator()
                    && Few.is(views.live().coverage(village).fibre());
            return desk.ask(journal -> journal.rollups(village.id(), span.from, span.to, MOST_ROLLUPS).stream()
                            .filter(rollup -> !isHidden || !rollup.operator().equals(Rollup.FIBRE))
                            .toList())
                    .map(rollups -> Answer.json(json(view, village.id(), span, step)
                            .put("fibreHidden", isHidden)
                            .put("series", series(rollups, step, operator))));
        });
    }

    private static JsonObject json(View view, String village, Span span, long step) {
        return new JsonObject()
                .put("village", village)
                .put("asOf", Times.text(view.asOf()))
                .put("from", Times.text(span.from))
                .put("to", Times.text(span.to))
                .put("step", step / 1000)
                .put("threshold", (double) view.scene().rules().levels().lte().goodDbm());
    }

    private static JsonArray series(List<Rollup> rollups, long step, @Nullable String operator) {
        Map<String, TreeMap<Long, Rollup>> byOperator = new TreeMap<>();
        for (Rollup rollup : rollups) {
            if (operator == null || operator.equals(rollup.operator())) {
                byOperator
                        .computeIfAbsent(rollup.operator(), name -> new TreeMap<>())
                        .merge(Math.floorDiv(rollup.from(), step) * step, rollup, Readings::sum);
            }
        }
        JsonArray series = new JsonArray();
        byOperator.forEach((name, buckets) -> {
            JsonArray points = new JsonArray();
            buckets.forEach((from, bucket) -> points.add(point(from, bucket)));
            series.add(new JsonObject().put("operator", name).put("points", points));
        });
        return series;
    }

    /** Sums, never averages of averages. */
    private static Rollup sum(Rollup a, Rollup b) {
        return new Rollup(
                a.village(),
                a.operator(),
                a.from(),
                a.good() + b.good(),
                a.bad() + b.bad(),
                a.noService() + b.noService(),
                a.rsrpSumDbm() + b.rsrpSumDbm(),
                a.levels() + b.levels());
    }

    private static JsonObject point(long from, Rollup bucket) {
        return new JsonObject()
                .put("t", Times.text(from))
                .put(
                        "rsrp",
                        bucket.levels() == 0 ? null : Math.round(10 * bucket.rsrpSumDbm() / bucket.levels()) / 10.0)
                .put("good", bucket.good())
                .put("bad", bucket.bad())
                .put("noService", bucket.noService());
    }

    private static long step(@Nullable String text) {
        Matcher step = STEP.matcher(text == null ? "5m" : text);
        if (step.matches()) {
            long ms = Long.parseLong(step.group(1)) * unitMs(step.group(2));
            if (ms > 0 && ms % Rollup.BUCKET_MS == 0 && ms <= 31 * DAY_MS) {
                return ms;
            }
        }
        throw Problem.badField("step", "must be a multiple of 5m up to 31d, like 5m, 1h or 1d", String.valueOf(text));
    }

    private static long unitMs(String unit) {
        return switch (unit) {
            case "s" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> DAY_MS;
        };
    }

    Future<Answer> standings(Asked asked) {
        String id = asked.path("id");
        String indicator = indicator(asked.text("indicator"));
        int limit = asked.limit();
        return views.asked(asked).compose(view -> {
            Span span = span(asked, view, 7 * DAY_MS);
            String village = VillageDoors.known(view, id).id();
            KnownStandings.Of of = new KnownStandings.Of(indicator, span.from, span.to);
            return desk.ask(journal -> {
                        JsonObject known = StandingsJson.json(view, journal, village, of);
                        return new Stood(journal.standings(village, span.from, span.to, limit + 1), known);
                    })
                    .map(stood -> Answer.json(changes(
                                    view,
                                    village,
                                    span,
                                    new Page<>(stood.changes, limit, change -> Times.text(change.at())))
                            .mergeIn(stood.known)));
        });
    }

    private static String indicator(@Nullable String text) {
        if (text != null && !INDICATORS.contains(text)) {
            throw Problem.badField("indicator", "must be one of " + String.join(", ", INDICATORS), text);
        }
        return text == null ? INDICATORS.get(0) : text;
    }

    private record Stood(List<StandingChange> changes, JsonObject known) {}

    /** {@code next} is the time to ask {@code from} for the rest; changes of that very moment come again. */
    private static JsonObject changes(View view, String village, Span span, Page<StandingChange> page) {
        return page.json("changes", view.asOf(), Readings::change)
                .put("village", village)
                .put("from", Times.text(span.from))
                .put("to", Times.text(span.to));
    }

    private static JsonObject change(StandingChange change) {
        return new JsonObject()
                .put("t", Times.text(change.at()))
                .put("indicator", change.indicator())
                .put("point", change.point())
                .put("operator", change.operator())
                .put("from", change.from().name())
                .put("to", change.to().name())
                .put("reason", change.reason());
    }

    /** What was asked for, never beyond what the view knows: the newest moment is in it. */
    private static Span span(Asked asked, View view, long usual) {
        Long to = asked.time("to");
        Long from = asked.time("from");
        long end = Math.min(to == null ? Long.MAX_VALUE : to, view.asOf() + 1);
        long start = from == null ? end - usual : from;
        if (start >= end) {
            throw Problem.badField("from", "must lie before to and before the newest figures", Times.text(start));
        }
        if (end - start > LONGEST_MS) {
            throw Problem.badField("from", "must lie at most 92 days before to", Times.text(start));
        }
        return new Span(start, end);
    }
}
