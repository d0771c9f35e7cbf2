package vn.phusong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import vn.phusong.coverage.Rules;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.ingest.Hearing;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalSettings;
import vn.phusong.reading.Reading;
import vn.phusong.simulate.Mix;
import vn.phusong.simulate.Rehearsal;
import vn.phusong.simulate.TruthFile;
import vn.phusong.village.Registry;

/** A journal and a truth file such as a server leaves them beside a simulation, made in seconds: a small world, a commit each minute. */
final class KeptWorld implements AutoCloseable {
    static final long START =
            OffsetDateTime.parse("2026-03-01T00:00:00+07:00").toInstant().toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final JournalSettings KEPT = new JournalSettings("OFF", 400 * 86_400_000L, Long.MAX_VALUE / 2, 100);

    private final Path folder;
    private final Rules rules;
    private Journal journal;
    private Engine engine;
    private boolean isSnapshotDue;
    private int restarts;
    private final Hearing hearing;
    private final Rehearsal rehearsal;
    private final Path truth;
    private final List<Commit.Step> steps = new ArrayList<>();

    private KeptWorld(Path folder, int villages, Rehearsal.Road road, Mix mix) throws Exception {
        Settings settings = Settings.load(Path.of("").toAbsolutePath(), Optional.empty(), Map.of());
        Registry registry = ScoreWorld.sample(3, START, villages);
        this.folder = folder;
        rules = RuleSettings.rules(1, settings);
        journal = Journal.open(folder, KEPT);
        engine = journal.restore(rules).engine();
        hearing = new Hearing(Entry.wire(settings), () -> registry);
        rehearsal = new Rehearsal(registry, 3, START, road, mix);
        truth = folder.resolve("truth.ndjson");
        step(new Event.RegistryChanged(START, registry.asChange()));
    }

    /** The journal stays open, as beside a running server, until this is closed. */
    static KeptWorld write(Path folder, int villages, int hours) throws Exception {
        KeptWorld world = new KeptWorld(folder, villages, Rehearsal.Road.PERFECT, Mix.USUAL);
        for (long now = START + MINUTE; now <= START + hours * 60L * MINUTE; now += MINUTE) {
            world.minute(now);
        }
        return world;
    }

    /** All faults and a road that loses and repeats, at a server that writes snapshots at any minute and now and then begins again from what it kept. */
    static KeptWorld interrupted(Path folder, int villages, int hours, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        KeptWorld world = new KeptWorld(folder, villages, new Rehearsal.Road(0.02, 5_000, 3_000), Mix.ALL);
        for (long now = START + MINUTE; now <= START + hours * 60L * MINUTE; now += MINUTE) {
            world.isSnapshotDue = random.nextInt(40) == 0;
            world.minute(now);
            if (random.nextInt(3_000) == 0) {
                world.beginAgain();
            }
        }
        return world;
    }

    private void beginAgain() throws Exception {
        journal.close();
        journal = Journal.open(folder, KEPT);
        engine = journal.restore(rules).engine();
        restarts++;
    }

    int restarts() {
        return restarts;
    }

    /** The state as it stands. */
    List<SnapshotRow> state() {
        return engine.allRows();
    }

    private void minute(long now) throws Exception {
        StringBuilder lines = new StringBuilder();
        rehearsal.decided().forEach(one -> lines.append(TruthFile.line(one)).append('\n'));
        append(lines.toString());
        List<Reading> heard = new ArrayList<>();
        rehearsal.advance(
                now,
                (device, at, payload) ->
                        heard.addAll(hearing.hear(device, at, payload, null).readings()));
        if (!heard.isEmpty()) {
            step(new Event.Readings(now - 1, heard));
        }
        step(new Event.Tick(now));
        List<SnapshotRow> rows = isSnapshotDue ? engine.takeDirtyRows() : List.of();
        long position =
                journal.commit(new Commit(List.copyOf(steps), rows, List.of(), List.of(), List.of(), List.of()));
        if (position <= 0) {
            throw new IllegalStateException("nothing was kept, position " + position);
        }
        steps.clear();
    }

    private void step(Event event) {
        steps.add(new Commit.Step(event, engine.step(event)));
    }

    private void append(String lines) throws IOException {
        Files.writeString(
                truth, lines, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
    }

    Path truth() {
        return truth;
    }

    @Override
    public void close() {
        journal.close();
    }
}
