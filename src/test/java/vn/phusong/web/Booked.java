package vn.phusong.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalTrouble;

/** Acts kept in a real journal at once, the fold's own stepped through an engine when there is one. Any thread. */
final class Booked implements ActBook {
    private final Journal journal;
    private volatile Acts known = Acts.NONE;
    /** What closes and re-opens; null when nothing does. */
    volatile Engine engine;
    /** Why nothing is kept, null when all is. */
    volatile RuntimeException fails;
    /** Told when an act was stepped. */
    volatile Runnable stepped = () -> {};

    Booked(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Acts known() {
        return known;
    }

    @Override
    public synchronized CompletableFuture<Act> write(Function<Acts, Act> made) {
        try {
            if (fails != null) {
                throw fails;
            }
            Act act = made.apply(known);
            keep(act);
            known = known.with(act);
            return CompletableFuture.completedFuture(act);
        } catch (JournalTrouble | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void keep(Act act) throws JournalTrouble {
        List<Commit.Step> steps = List.of();
        if (engine != null && act.deed().isOfFold()) {
            Event event = new Event.Acted(act.at(), act);
            Effects made = engine.step(event);
            steps = List.of(new Commit.Step(event, made));
        }
        long position =
                journal.commit(new Commit(steps, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(act)));
        assert position >= 0;
        if (!steps.isEmpty()) {
            stepped.run();
        }
    }
}
