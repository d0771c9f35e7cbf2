package vn.phusong.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.Standing;
import vn.phusong.coverage.StandingChange;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.incident.Incident;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalSettings;
import vn.phusong.journal.People;
import vn.phusong.journal.Quarantined;

/** The web over a real journal, on a free port, showing the scene a test gives it. */
final class Served implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final AtomicReference<Scene> scene = new AtomicReference<>(SmallProvince.scene(SmallProvince.T0, Standing.COVERED));
    final List<String> notReady = new ArrayList<>();
    /** How much later than a minute after the scene it is. */
    final AtomicLong lag = new AtomicLong();
    /** Of people, not of readings. */
    final AtomicLong clock = new AtomicLong(SmallProvince.T0);

    final Journal journal;
    final Folk folk;
    final Accounts accounts;
    final Booked book;
    final WebServer server;
    final WebClient client;
    private final Sources.Feeds feeds;

    Served(Path folder) throws Exception {
        this(folder, new WebSettings("127.0.0.1", 0, 2, 8, WebSettings.Known.NOBODY, true));
    }

    /** With feeds. */
    Served(Path folder, Sources.Feeds feeds) throws Exception {
        this(folder, new WebSettings("127.0.0.1", 0, 2, 8, WebSettings.Known.NOBODY, true), Folk.USUAL, feeds);
    }

    Served(Path folder, WebSettings settings) throws Exception {
        this(folder, settings, Folk.USUAL);
    }

    Served(Path folder, WebSettings settings, PeopleSettings people) throws Exception {
        this(folder, settings, people, Sources.Feeds.NONE);
    }

    private Served(Path folder, WebSettings settings, PeopleSettings people, Sources.Feeds feeds) throws Exception {
        this.feeds = feeds;
        journal = Journal.open(folder, new JournalSettings("FULL", 30L * 86_400_000, Long.MAX_VALUE / 2, 1000));
        folk = new Folk(journal);
        accounts = new Accounts(people, People.of(folder), folk, clock::get);
        book = new Booked(journal);
        server = await(WebServer.start(vertx, settings, sources(), accounts));
        client = WebClient.create(
                vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(server.actualPort()));
    }

    Sources sources() throws Exception {
        return new Sources(
                scene::get,
                journal.reader(),
                () -> SmallProvince.BOUNDARIES,
                () -> SmallProvince.T0 + 60_000 + lag.get(),
                SmallProvince.PROMISES,
                new Sources.Operations(
                        List::of,
                        () -> List.copyOf(notReady),
                        () -> List.of("history is behind"),
                        () -> false,
                        () -> "phusong_test 1\n",
                        context -> Sent.of(context.response().setStatusCode(202).end())),
                book,
                Told.EXAMPLE,
                feeds);
    }

    void keep(List<StandingChange> standings, List<Incident> incidents, List<Rollup> rollups) throws Exception {
        keep(new Effects(standings, incidents, List.of(), rollups, List.of()));
    }

    void keep(Effects effects) throws Exception {
        long at = SmallProvince.T0;
        commit(new Commit(
                List.of(new Commit.Step(new Event.Tick(at), effects)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    void keep(List<Quarantined> refused) throws Exception {
        commit(new Commit(List.of(), List.of(), refused, List.of(), List.of(), List.of()));
    }

    void snapshot(List<SnapshotRow> rows) throws Exception {
        commit(new Commit(List.of(), rows, List.of(), List.of(), List.of(), List.of()));
    }

    private void commit(Commit commit) throws Exception {
        long position = journal.commit(commit);
        if (position < 0) {
            throw new AssertionError("no position");
        }
    }

    HttpResponse<Buffer> ask(HttpMethod method, String path, Map<String, String> headers) throws Exception {
        var request = client.request(method, path);
        headers.forEach(request::putHeader);
        return await(request.send());
    }

    HttpResponse<Buffer> send(HttpMethod method, String path, Map<String, String> headers, JsonObject body)
            throws Exception {
        var request = client.request(method, path);
        headers.forEach(request::putHeader);
        return await(request.sendJsonObject(body));
    }

    HttpResponse<Buffer> get(String path) throws Exception {
        return ask(HttpMethod.GET, path, Map.of());
    }

    JsonObject json(String path) throws Exception {
        HttpResponse<Buffer> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.bodyAsString());
        }
        return answer.bodyAsJsonObject();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        client.close();
        server.close()
                .transform(done -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        journal.close();
    }
}
