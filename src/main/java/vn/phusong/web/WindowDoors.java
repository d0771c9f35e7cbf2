package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Over;
import vn.phusong.incident.Window;
import vn.phusong.village.Registry;

/** Silences and planned maintenance. */
final class WindowDoors {
    static final String PATH = "/api/v1/silences";
    private static final Set<String> FIELDS = Set.of("kind", "over", "start", "end", "reason");
    private static final Set<String> STATES = Set.of("now", "planned", "over");
    private static final long LONGEST_MS = 366L * 86_400_000;
    /** A form that took a minute to fill in may still say "from now". */
    private static final long JUST_NOW_MS = 300_000;

    private final Views views;
    private final Pen pen;

    WindowDoors(Views views, Pen pen) {
        this.views = views;
        this.pen = pen;
    }

    List<Door> doors() {
        return List.of(
                new Door(PATH, Set.of("state", "kind", "limit", "after"), this::list),
                new Door(PATH + "/{id}", Set.of(), this::one));
    }

    List<WriteDoor> writes() {
        return List.of(
                new WriteDoor(HttpMethod.POST, PATH, FIELDS, this::plan),
                new WriteDoor(HttpMethod.DELETE, PATH + "/{id}", Set.of(), this::end));
    }

    private Registry registry() {
        return views.live().scene().registry();
    }

    /** Newest first. */
    private Future<Answer> list(Asked asked) {
        String state = asked.text("state");
        if (state != null && !STATES.contains(state)) {
            throw Problem.badField("state", "must be now, planned or over", state);
        }
        String kind = kind(asked.text("kind"));
        String after = asked.text("after");
        int limit = asked.limit();
        long now = pen.now();
        List<Window> windows = new ArrayList<>(pen.known().windows());
        Collections.reverse(windows);
        List<Window> found = new ArrayList<>();
        boolean isBehind = after == null;
        for (Window window : windows) {
            JsonObject json = CareJson.window(window, registry(), now);
            boolean fits = (state == null || state.equals(json.getString("state")))
                    && (kind == null || kind.equals(json.getString("kind")));
            if (isBehind && fits && found.size() <= limit) {
                found.add(window);
            }
            isBehind |= window.id().equals(after);
        }
        return Future.succeededFuture(Answer.json(new Page<>(found, limit, Window::id)
                .json("silences", views.live().asOf(), window -> CareJson.window(window, registry(), now))));
    }

    private static @Nullable String kind(@Nullable String kind) {
        if (kind != null && !kind.equals("silence") && !kind.equals("maintenance")) {
            throw Problem.badField("kind", "must be silence or maintenance", kind);
        }
        return kind;
    }

    private Future<Answer> one(Asked asked) {
        return Future.succeededFuture(Answer.json(json(asked.path("id"))));
    }

    private JsonObject json(String id) {
        return CareJson.window(window(pen.known(), id), registry(), pen.now());
    }

    private static Window window(Acts known, String id) {
        Window window = known.window(id);
        if (window == null) {
            throw Problem.notFound("silence", id);
        }
        return window;
    }

    private Future<JsonObject> plan(WriteDoor.Written written) {
        Body body = written.body();
        long now = pen.now();
        Deed deed = "maintenance".equals(kind(body.text("kind"))) ? Deed.PLAN_MAINTENANCE : Deed.SILENCE;
        if (!(body.json().getValue("over") instanceof JsonObject part)) {
            throw Problem.of(400, "over must be an object with a kind and an id");
        }
        Over over = Part.read(part, registry(), now);
        long start = body.has("start") ? Times.read("start", body.text("start")) : now;
        long end = Times.read("end", body.text("end"));
        if (start < now - JUST_NOW_MS) {
            throw Problem.badField("start", "must not lie in the past", body.text("start"));
        }
        if (end <= start || end <= now || end - start > LONGEST_MS) {
            throw Problem.badField("end", "must lie after start and now, at most 366 days", body.text("end"));
        }
        String reason = body.text("reason");
        String by = written.person().name();
        return pen.write(known -> Act.of(
                        now,
                        by,
                        deed,
                        known.nextWindow(deed),
                        Act.OVER,
                        over.text(),
                        Act.START,
                        Long.toString(start),
                        Act.END,
                        Long.toString(end),
                        Act.REASON,
                        reason))
                .map(act -> json(act.subject()));
    }

    private Future<JsonObject> end(WriteDoor.Written written) {
        long now = pen.now();
        return pen.write(known -> {
                    Window window = window(known, written.id());
                    if (now >= window.until() || window.ended() >= 0) {
                        throw Problem.of(409, written.id() + " is over already");
                    }
                    Deed deed = window.isMaintenance() ? Deed.END_MAINTENANCE : Deed.END_SILENCE;
                    return Act.of(now, written.person().name(), deed, window.id());
                })
                .map(act -> json(act.subject()));
    }
}
