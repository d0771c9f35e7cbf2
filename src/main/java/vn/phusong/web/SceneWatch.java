package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.coverage.VillageCoverage;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Incident;
import vn.phusong.village.Village;

/** Looks at every new scene and tells the live stream what is different: one frame a scene, rendered once for all. Web loop only. */
final class SceneWatch {
    static final int EVERY_MS = 500;
    static final int HEARTBEAT_MS = 15_000;
    private static final long MINUTE_MS = 60_000;
    private static final Logger LOG = LoggerFactory.getLogger(SceneWatch.class);

    private final Supplier<Scene> now;
    private final LongSupplier clock;
    private final Desk desk;
    private final LiveStream stream;
    private final BooleanSupplier simulated;
    private final ActBook book;
    private @Nullable Acts acts;
    private @Nullable Scene told;
    private final Map<String, Integer> open = new HashMap<>();
    private final Set<String> closing = new HashSet<>();

    SceneWatch(Sources sources, Desk desk, LiveStream stream, boolean simulated) {
        this.now = sources.now();
        this.clock = sources.clock();
        this.desk = desk;
        this.stream = stream;
        this.book = sources.acts();
        this.simulated = () -> simulated || sources.operations().simulated().getAsBoolean();
    }

    void look() {
        lookAtActs();
        Scene scene = now.get();
        Scene before = told;
        if (scene.equals(before)) {
            return;
        }
        told = scene;
        Buffer frame = Buffer.buffer();
        View view = new View(scene, false);
        incidents(scene, frame);
        if (before == null || stream.isEmpty()) {
            return;
        }
        villages(view, before, frame);
        if (isWorthTelling(scene, before)) {
            event(frame, "summary", PictureDoors.summaryJson(view, simulated.getAsBoolean()));
        }
        if (frame.length() > 0) {
            stream.send(frame);
        }
    }

    /** That somebody did something: the page asks what, if it shows it. */
    private void lookAtActs() {
        Acts known = book.known();
        if (acts != null && known != acts) {
            Buffer frame = Buffer.buffer();
            event(frame, "acts", new JsonObject().put("clock", Times.text(clock.getAsLong())));
            stream.send(frame);
        }
        acts = known;
    }

    /** Counts that changed, or a minute that passed: the page shows minutes. */
    private static boolean isWorthTelling(Scene scene, Scene before) {
        return !scene.map().indicators().equals(before.map().indicators())
                || scene.asOf() / MINUTE_MS != before.asOf() / MINUTE_MS;
    }

    private static void villages(View view, Scene before, Buffer frame) {
        for (Village village : view.villages()) {
            VillageCoverage is = view.coverage(village);
            VillageCoverage was = before.map().villages().get(village.id());
            if (is.equals(was)) {
                continue;
            }
            JsonObject row = VillageJson.row(view, village, is);
            View past = new View(before, false);
            // Levels and counts of samples change all the time; only what the row shows is news.
            if (was == null || !row.equals(VillageJson.row(past, village, was))) {
                event(frame, "village", row);
            }
        }
    }

    private void incidents(Scene scene, Buffer frame) {
        Set<String> gone = new HashSet<>(open.keySet());
        for (Incident incident : scene.open()) {
            gone.remove(incident.id());
            closing.remove(incident.id());
            if (!Objects.equals(open.put(incident.id(), incident.revision()), incident.revision())) {
                event(frame, "incident", IncidentJson.json(incident, scene.registry()));
            }
        }
        gone.forEach(open::remove);
        closing.addAll(gone);
        List.copyOf(closing).forEach(id -> tellClosed(id, scene));
    }

    /** The scene holds open ones only; how one closed is read from the journal. */
    private void tellClosed(String id, Scene scene) {
        desk.ask(journal -> journal.incidentHistory(id))
                .onComplete(
                        revisions -> {
                            Incident last = revisions.isEmpty() ? null : revisions.get(revisions.size() - 1);
                            if (last != null && !last.isOpen() && closing.remove(id)) {
                                Buffer frame = Buffer.buffer();
                                event(frame, "incident", IncidentJson.json(last, scene.registry()));
                                stream.send(frame);
                            }
                        },
                        failure -> LOG.debug("closing of {} is told later: {}", id, failure.getMessage()));
    }

    void beat() {
        Buffer frame = Buffer.buffer();
        event(
                frame,
                "heartbeat",
                new JsonObject().put("asOf", Times.text(now.get().asOf())).put("clock", Times.text(clock.getAsLong())));
        stream.send(frame);
    }

    /** JSON has no line break of its own, so that one line is one event. */
    private static void event(Buffer frame, String name, JsonObject data) {
        frame.appendString("event: " + name + "\ndata: " + data.encode() + "\n\n");
    }
}
