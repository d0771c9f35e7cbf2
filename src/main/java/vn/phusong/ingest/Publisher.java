package vn.phusong.ingest;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.engine.Engine;
import vn.phusong.incident.Incident;

/** Tells those who look on what is durable, with a picture of the province at most once a second and after every tick. Watch loop only. */
final class Publisher {
    private static final long PAINT_NANOS = 1_000_000_000;

    private final Engine engine;
    private final Loop loop;
    private final List<Consumer<Durable>> listeners = new CopyOnWriteArrayList<>();
    private long paintedAt;
    private boolean first = true;

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
        CoverageMap picture = null;
        List<Incident> open = List.of();
        if (first || batch.isNews() || loop.nanos() - paintedAt >= PAINT_NANOS) {
            first = false;
            paintedAt = loop.nanos();
            picture = engine.picture(position);
            open = engine.openIncidents();
        }
        tell(new Durable(position, batch.steps(), picture, open));
    }

    private void tell(Durable durable) {
        listeners.forEach(listener -> listener.accept(durable));
    }
}
