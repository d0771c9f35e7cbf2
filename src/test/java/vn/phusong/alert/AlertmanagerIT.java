package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.RememberedJournal;

/** A real Alertmanager takes what we push and lists it; a restarted one is told again. */
@Timeout(120)
class AlertmanagerIT {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final RememberedJournal journal = new RememberedJournal();
    private final List<Incident> open = new CopyOnWriteArrayList<>();
    private final FollowerThread thread = FollowerThread.named("alert");
    private final Names names = new Names("Thôn Bản Co, Xã A", "Bản Co village, A", id -> id);
    private AlertmanagerProcess real;
    private Alertmanager channel;
    private AlertFollower follower;

    @BeforeEach
    void a_follower_tells_an_alertmanager() throws Exception {
        real = new AlertmanagerProcess(folder);
        channel = new Alertmanager(vertx, real.url(), null, 2_000, InstantSource.system());
        AlertFollower.Ground ground = new AlertFollower.Ground(
                journal,
                note -> {
                    journal.note(note);
                    return CompletableFuture.completedFuture(0L);
                },
                thread,
                InstantSource.system());
        follower = new AlertFollower(
                ground,
                new AlertSettings(List.of(channel.name()), "https://phusong.example", 100, new Backoff(50, 200)),
                unused -> names,
                List.of(channel));
        new AlertmanagerAgain(
                        new AlertmanagerAgain.Ground(
                                journal, thread, () -> open, unused -> names, "https://phusong.example", 300),
                        channel)
                .start();
    }

    @AfterEach
    void the_end() throws Exception {
        thread.close();
        channel.close();
        real.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void owe(String incident, int revision, Owed.Step step) {
        Owed owed = OutboxTest.owed(incident, revision, step, OutboxTest.EIGHT + revision * 60_000L);
        open.removeIf(before -> before.id().equals(incident));
        if (owed.incident().isOpen()) {
            open.add(owed.incident());
        }
        journal.owe(owed.incident().at(), owed);
        follower.wake();
    }

    private static List<String> incidents(List<JsonObject> alerts) {
        return alerts.stream()
                .map(alert -> alert.getJsonObject("labels").getString("incident"))
                .sorted()
                .toList();
    }

    private void await(String... incidents) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!incidents(real.active()).equals(List.of(incidents))) {
            assertTrue(System.nanoTime() < end, () -> List.of(incidents) + " never came");
            Thread.onSpinWait();
        }
    }

    @Test
    void it_lists_an_open_incident_with_its_true_start_and_after_the_close_no_more() throws Exception {
        owe("gn-1-m1", 1, Owed.Step.OPENED);
        await("gn-1-m1");
        JsonObject alert = real.active().get(0);
        assertEquals(Instant.parse("2026-03-01T00:30:00Z"), Instant.parse(alert.getString("startsAt")), alert::encode);
        assertTrue(alert.getJsonObject("annotations").getString("vi").contains("mất sóng viettel"), alert::encode);
        TreeMap<String, String> labels = new TreeMap<>();
        alert.getJsonObject("labels").forEach(label -> labels.put(label.getKey(), (String) label.getValue()));
        assertEquals(AlertmanagerJson.fingerprint(labels), alert.getString("fingerprint"));
        owe("gn-1-m1", 2, Owed.Step.CLOSED);
        await();
    }

    @Test
    void one_that_was_restarted_is_told_again_what_is_open_and_nothing_else() throws Exception {
        owe("gn-1-m1", 1, Owed.Step.OPENED);
        owe("gn-2-m1", 1, Owed.Step.OPENED);
        await("gn-1-m1", "gn-2-m1");
        owe("gn-2-m1", 2, Owed.Step.CLOSED);
        await("gn-1-m1");
        real.stop();
        real.start();
        await("gn-1-m1");
    }

    /** Nobody is told of an incident that only the next notice will tell. */
    @Test
    void what_was_never_told_is_not_told_again() throws Exception {
        open.add(OutboxTest.owed("gn-3-m1", 1, Owed.Step.OPENED, OutboxTest.EIGHT)
                .incident());
        owe("gn-1-m1", 1, Owed.Step.OPENED);
        await("gn-1-m1");
        real.stop();
        real.start();
        await("gn-1-m1");
    }

    @Test
    void one_that_answers_nothing_is_told_when_it_wakes() throws Exception {
        real.signal("STOP");
        owe("gn-1-m1", 1, Owed.Step.OPENED);
        Answer answer = channel.deliver(new Frozen(
                        channel.name(),
                        "x",
                        "x",
                        List.of("x"),
                        0,
                        new JsonArray().toBuffer().getBytes()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertEquals(Answer.Kind.SILENCE, answer.kind());
        real.signal("CONT");
        await("gn-1-m1");
    }

    @Test
    void what_it_cannot_read_is_refused_for_good_with_its_words() throws Exception {
        Answer answer = channel.deliver(new Frozen(
                        channel.name(), "x", "x", List.of("x"), 0, "[{\"labels\":1}]".getBytes(StandardCharsets.UTF_8)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertEquals(Answer.Kind.SET_ASIDE, answer.kind());
        assertTrue(answer.detail().startsWith("400 "), answer.detail());
    }
}
