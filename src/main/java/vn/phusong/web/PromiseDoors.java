package vn.phusong.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.LocalDay;
import vn.phusong.coverage.Period;
import vn.phusong.coverage.PromiseRules;

/** The promise by regulation: one period, one area, the tree and the households of one date. Counted from samples, beside the live map and never from it. */
final class PromiseDoors {
    private final Views views;
    private final Desk desk;
    private final PromiseRules rules;

    PromiseDoors(Views views, Desk desk, PromiseRules rules) {
        this.views = views;
        this.desk = desk;
        this.rules = rules;
    }

    List<Door> doors() {
        return List.of(new Door(
                "/api/v1/promise", Set.of("period", "area", "asOf", "format", "limit", "after"), this::promise));
    }

    private Future<Answer> promise(Asked asked) {
        Scene scene = views.live().scene();
        Period.Ruled ruled = period(asked.text("period"), scene.asOf());
        PromiseReport.Question question = new PromiseReport.Question(
                ruled, rules.number(ruled.rule()), asked.text("area"), date(asked, ruled.period(), scene.asOf()));
        boolean isTable = asked.isForTable();
        int limit = asked.limit();
        String after = asked.text("after");
        return desk.ask(journal -> {
            PromiseReport report = PromiseReport.of(scene, journal, question);
            return isTable ? PromiseCsv.of(report) : PromiseJson.of(report, limit, after);
        });
    }

    private Period.Ruled period(@Nullable String name, long now) {
        try {
            Period.Ruled ruled = name == null ? Period.monthOf(LocalDay.of(now), rules) : Period.of(name, rules);
            if (ruled.period().from() > now) {
                throw Problem.badField(
                        "period", "must have begun", ruled.period().name());
            }
            return ruled;
        } catch (IllegalArgumentException notAPeriod) {
            throw Problem.badField("period", String.valueOf(notAPeriod.getMessage()), String.valueOf(name));
        }
    }

    /** Which tree, villages and households count: those of the period's last moment, or of now while it runs, unless asked otherwise. */
    private static long date(Asked asked, Period period, long now) {
        Long at = asked.time("asOf");
        if (at == null) {
            return Math.min(period.to() - 1, now);
        }
        if (at > now) {
            throw Problem.badField("asOf", "must not lie after the newest figures, " + Times.text(now), Times.text(at));
        }
        return at;
    }
}
