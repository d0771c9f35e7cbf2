package vn.phusong.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Every door outside, on one list. What is here is in {@code openapi.json}, and what is there is here. */
final class Routes {
    static final String LIVE = "/api/v1/live";
    static final String READINGS = "/api/v1/readings";

    private final Sources sources;
    private final LiveStream stream;
    private final List<Door> doors = new ArrayList<>();
    private final List<WriteDoor> writes = new ArrayList<>();

    Routes(Sources sources, Desk desk, LiveStream stream, boolean simulated) {
        this.sources = sources;
        this.stream = stream;
        Views views = new Views(sources.now(), sources.clock(), desk);
        BooleanSupplier isSimulated =
                () -> simulated || sources.operations().simulated().getAsBoolean();
        doors.addAll(new PictureDoors(views, new Boundaries(sources.boundaries()), isSimulated).doors());
        doors.addAll(new AreaDoors(views).doors());
        doors.addAll(new VillageDoors(views, desk).doors());
        doors.addAll(new PromiseDoors(views, desk, sources.promises()).doors());
        Pen pen = new Pen(sources.acts(), sources.clock());
        CareDoors care = new CareDoors(views, desk, pen);
        WindowDoors windows = new WindowDoors(views, pen);
        doors.addAll(new IncidentDoors(views, desk, pen).doors());
        doors.addAll(care.doors());
        doors.addAll(windows.doors());
        doors.addAll(new AuditDoors(views, desk).doors());
        writes.addAll(care.writes());
        writes.addAll(windows.writes());
        doors.addAll(new DeviceDoors(views, desk).doors());
        doors.addAll(new LedgerDoors(views, desk).doors());
        doors.addAll(new PolicyDoors(sources.policy()).doors());
    }

    List<Door> doors() {
        return List.copyOf(doors);
    }

    void on(Router router) {
        for (Door door : doors) {
            read(router, door.routerPath(), door::open);
        }
        writes.forEach(door -> door.on(router));
        router.get(LIVE).handler(stream::open);
        router.post(READINGS).handler(sources.operations().readings());
        read(
                router,
                "/health/live",
                context -> health(context, sources.operations().live(), List::of));
        read(
                router,
                "/health/ready",
                context -> health(
                        context,
                        sources.operations().ready(),
                        sources.operations().notes()));
        read(router, "/metrics", this::metrics);
        PageFiles.serve(router);
    }

    private static void read(Router router, String path, io.vertx.core.Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private static void health(RoutingContext context, Supplier<List<String>> check, Supplier<List<String>> notes) {
        List<String> reasons = check.get();
        boolean isWell = reasons.isEmpty();
        JsonObject json = new JsonObject()
                .put("status", isWell ? "up" : "down")
                .put("reasons", new JsonArray(reasons))
                .put("notes", new JsonArray(notes.get()));
        context.response()
                .setStatusCode(isWell ? 200 : 503)
                .putHeader("Content-Type", Answer.JSON)
                .putHeader("Cache-Control", "no-store");
        Sent.of(context.response().end(json.toBuffer()));
    }

    private void metrics(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .putHeader("Cache-Control", "no-store");
        Sent.of(context.response()
                .end(Buffer.buffer(sources.operations().metrics().get())));
    }
}
