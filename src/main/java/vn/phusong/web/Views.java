package vn.phusong.web;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.village.Village;

/** Answers {@code asOf}: the scene of now, or one of a time that has passed. A time our clock has not reached is refused, never guessed. */
final class Views {
    private final Supplier<Scene> now;
    private final LongSupplier clock;
    private final Desk desk;

    Views(Supplier<Scene> now, LongSupplier clock, Desk desk) {
        this.now = now;
        this.clock = clock;
        this.desk = desk;
    }

    View live() {
        return new View(now.get(), false);
    }

    Future<View> asked(Asked asked) {
        Long at = asked.time("asOf");
        View live = live();
        if (at == null || (at >= live.asOf() && at <= Math.max(live.asOf(), clock.getAsLong()))) {
            return Future.succeededFuture(live);
        }
        if (at > live.asOf()) {
            throw Problem.badField(
                    "asOf", "must not lie after the newest figures, " + Times.text(live.asOf()), Times.text(at));
        }
        return desk.ask(journal -> Past.at(live.scene(), journal, at));
    }

    /** The coverage of these villages with their operators; of a past view they are read from the journal. */
    Future<List<VillageCoverage>> whole(View view, List<Village> villages) {
        List<VillageCoverage> known = villages.stream().map(view::coverage).toList();
        if (!view.isPast() || known.isEmpty()) {
            return Future.succeededFuture(known);
        }
        return desk.ask(journal -> {
            List<VillageCoverage> whole = new java.util.ArrayList<>(known.size());
            for (VillageCoverage village : known) {
                whole.add(Past.withSlots(view, journal, village));
            }
            return List.copyOf(whole);
        });
    }
}
