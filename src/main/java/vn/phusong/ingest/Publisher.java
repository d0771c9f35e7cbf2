package vn.phusong.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import vn.phusong.engine.Engine;
import vn.phusong.journal.Commit;

/** Tells those who look on what is durable, with a picture of the province at most once a second and after every tick. Watch loop only. */
final class Publisher {
    private static final long PAINT_NANOS = 1_000_000_000;

    private final Engine engine;
    private final Loop loop;
    private final List<Consumer<Durable>> listeners = new CopyOnWriteArrayList<>();
    private long paintedAt;
    private boolean first = true;
    // Something became durable after the last picture.
    private boolean stale;

    Publisher(Engine engine, Loop loop) {
        this.engine = engine;
        this.loop = loop;
    }

    /** Any thread. */
    void listen(Consumer<Durable> listener) {
        listeners.add(listener);
    }

    /** The engine must stand just where {@code position} does. */
    void publish(Batch batch, long position) {
        if (first || batch.isNews() || isDue()) {
            paint(position, batch.steps());
        } else {
            stale = true;
            tell(new Durable(position, batch.steps(), null, List.of()));
        }
    }

    /** The last readings of a burst are seen too, when nothing follows them. The engine must stand just where {@code position} does. */
    void rest(long position) {
        if (stale && isDue()) {
            paint(position, List.of());
        }
    }

    private boolean isDue() {
        return loop.nanos() - paintedAt >= PAINT_NANOS;
    }

    private void paint(long position, List<Commit.Step> steps) {
        first = false;
        stale = false;
        paintedAt = loop.nanos();
        tell(new Durable(position, steps, engine.picture(position), engine.openIncidents()));
    }

    private void tell(Durable durable) {
        listeners.forEach(listener -> listener.accept(durable));
    }
}
