package vn.phusong;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.coverage.Rules;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.ingest.BatchSettings;
import vn.phusong.ingest.Batcher;
import vn.phusong.ingest.Credentials;
import vn.phusong.ingest.Durable;
import vn.phusong.journal.DeviceSecret;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalRefused;
import vn.phusong.journal.JournalSettings;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.journal.PeopleChange;
import vn.phusong.journal.Restored;
import vn.phusong.village.Registry;
import vn.phusong.web.Scene;

/** The heart: the journal, the engine it restores, and the watch loop over both. Everything else looks on or hands in. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final long STOP_WITHIN_S = 20;
    /** Kept in a journal once simulated devices have spoken into it: from then on every answer says so. */
    private static final String SIMULATED = "simulated";

    private final Journal journal;
    private final WatchThread loop;
    private final DiskThread disk;
    private final Batcher batcher;
    private final Credentials credentials;
    private final InstantSource clock;
    private final ActDesk acts;
    private volatile Scene scene;
    private volatile @Nullable String boundaries;
    private volatile boolean simulated;

    private Watch(Journal journal, Engine engine, WatchThread loop, BatchSettings batches, InstantSource clock)
            throws JournalTrouble {
        this.journal = journal;
        this.loop = loop;
        this.clock = clock;
        this.disk = new DiskThread(journal);
        this.batcher = new Batcher(engine, disk, loop, clock, batches);
        this.scene = scene(engine, journal.position());
        try (JournalReader reader = journal.reader()) {
            this.credentials = new Credentials(reader.secrets());
            this.acts = ActDesk.open(reader, batcher);
            batcher.recall(reader, journal.position());
            this.boundaries = text(reader.document(RegistryDesk.BOUNDARIES));
            this.simulated = reader.document(SIMULATED) != null;
        }
        batcher.listen(durable -> look(engine, durable));
    }

    /**
     * Opens the journal, restores, and begins to tick. Durable settings changes become events.
     *
     * @param clock makes the clock from the journal's last time, so that time never goes back
     * @param onFault what to do when a fault of our own stops the loop
     */
    static Watch start(Settings settings, LongFunction<InstantSource> clock, Runnable onFault)
            throws JournalRefused, JournalTrouble {
        Journal journal = Journal.open(
                settings.dataFolder(),
                new JournalSettings(
                        settings.text("journal.synchronous"),
                        settings.millis("journal.raw.days"),
                        settings.bytes("journal.raw.bytes"),
                        settings.whole("quarantine.rows")));
        journal.notices().forEach(LOG::warn);
        Restored restored = journal.restore(RuleSettings.rules(1, settings));
        Engine engine = restored.engine();
        LOG.info(
                "journal {} restored in {} ms: {} rows, {} events after them",
                settings.dataFolder(),
                restored.millis(),
                restored.rows(),
                restored.replayed());
        BatchSettings batches = new BatchSettings(
                settings.millis("batch.linger"),
                settings.whole("batch.enough"),
                settings.whole("batch.max"),
                settings.whole("queue.readings"),
                settings.millis("snapshot.every"));
        Watch watch = new Watch(journal, engine, new WatchThread(onFault), batches, clock.apply(engine.now()));
        watch.begin(engine.rules(), settings);
        return watch;
    }

    private void begin(Rules held, Settings settings) {
        long ticked = batcher.start().join();
        Rules wanted = RuleSettings.rules(held.version(), settings);
        if (!wanted.equals(held)) {
            Rules next = RuleSettings.rules(held.version() + 1, settings);
            long changed =
                    batcher.change(new Event.RulesChanged(clock.millis(), next)).join();
            LOG.info("rules changed to version {} at position {}", next.version(), changed);
        }
        disk.trimBy(clock::millis);
        LOG.info("watching from position {}", ticked);
    }

    /** On the loop: what the doors see is only what is durable. */
    private void look(Engine engine, Durable durable) {
        if (durable.picture() != null) {
            scene = new Scene(durable.picture(), engine.registry(), engine.rules(), durable.open());
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Scene scene(Engine engine, long position) {
        return new Scene(engine.picture(position), engine.registry(), engine.rules(), engine.openIncidents());
    }

    /** The newest durable picture. Any thread. */
    Scene scene() {
        return scene;
    }

    Registry registry() {
        return scene.registry();
    }

    Rules rules() {
        return scene.rules();
    }

    Batcher batcher() {
        return batcher;
    }

    Journal journal() {
        return journal;
    }

    Credentials credentials() {
        return credentials;
    }

    /** What people do. */
    ActDesk acts() {
        return acts;
    }

    InstantSource clock() {
        return clock;
    }

    /** Makes secrets for devices, durable when this returns; what comes back is told once and kept nowhere. */
    List<Credentials.Issued> issue(List<String> devices) {
        List<Credentials.Issued> issued =
                devices.stream().map(Credentials::issue).toList();
        List<DeviceSecret> kept = issued.stream().map(Credentials.Issued::kept).toList();
        long position = batcher.secrets(kept).join();
        kept.forEach(credentials::put);
        assert position >= 0;
        return issued;
    }

    /** Keeps a document in the journal; durable when this returns. */
    void keep(String name, byte[] bytes) throws Failure {
        Waits.on(Future.fromCompletionStage(disk.write(it -> it.keep(name, bytes))));
        if (name.equals(RegistryDesk.BOUNDARIES)) {
            boundaries = text(bytes);
        }
    }

    /** What changed about accounts and sessions; completes when it is durable, on the disk worker. Any thread. */
    CompletableFuture<PeopleChange> keep(PeopleChange change) {
        return disk.write(it -> it.keep(change)).thenApply(done -> change);
    }

    /** From now on this journal holds simulated readings; durable when this returns. */
    void simulated() throws Failure {
        if (!simulated) {
            keep(SIMULATED, new byte[] {1});
            simulated = true;
        }
    }

    boolean isSimulated() {
        return simulated;
    }

    /** The boundaries of the areas as GeoJSON text, null when none were imported. Any thread, never blocks. */
    @Nullable
    String boundaries() {
        return boundaries;
    }

    /** A note of a follower; durable when this returns. */
    void note(FollowerNote note) {
        long position = remember(note).join();
        assert position >= 0;
    }

    /** The same, at once, for who must not wait; completes when it is durable. Any thread. */
    CompletableFuture<Long> remember(FollowerNote note) {
        batcher.note(note);
        return batcher.secrets(List.of());
    }

    void revoke(String device) {
        DeviceSecret revoked = new DeviceSecret(device, new byte[0], new byte[0]);
        long position = batcher.secrets(List.of(revoked)).join();
        credentials.put(revoked);
        assert position >= 0;
    }

    /** Makes what waits durable and closes the journal. */
    void stop() throws InterruptedException {
        try {
            LOG.info("all is durable up to position {}", batcher.stop().get(STOP_WITHIN_S, TimeUnit.SECONDS));
        } catch (TimeoutException | ExecutionException e) {
            // What is not durable was not acknowledged: its senders still hold it.
            LOG.warn("the disk did not take the rest within {} s; it was never acknowledged", STOP_WITHIN_S);
        }
        disk.end();
        loop.close();
        journal.close();
    }
}
