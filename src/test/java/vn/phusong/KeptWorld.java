package vn.phusong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
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

    private final Journal journal;
    private final Engine engine;
    private final Hearing hearing;
    private final Rehearsal rehearsal;
    private final Path truth;
    private final List<Commit.Step> steps = new ArrayList<>();

    private KeptWorld(Path folder, int villages) throws Exception {
        Settings settings = Settings.load(Path.of("").toAbsolutePath(), Optional.empty(), Map.of());
        Registry registry = ScoreWorld.sample(3, START, villages);
        journal = Journal.open(folder, KEPT);
        engine = journal.restore(RuleSettings.rules(1, settings)).engine();
        hearing = new Hearing(Entry.wire(settings), () -> registry);
        rehearsal = new Rehearsal(registry, 3, START, Rehearsal.Road.PERFECT, Mix.USUAL);
        truth = folder.resolve("truth.ndjson");
        step(new Event.RegistryChanged(START, registry.asChange()));
    }

    /** The journal stays open, as beside a running server, until this is closed. */
    static KeptWorld write(Path folder, int villages, int hours) throws Exception {
        KeptWorld world = new KeptWorld(folder, villages);
        for (long now = START + MINUTE; now <= START + hours * 60L * MINUTE; now += MINUTE) {
            world.minute(now);
        }
        return world;
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
        long position =
                journal.commit(new Commit(List.copyOf(steps), List.of(), List.of(), List.of(), List.of(), List.of()));
        if (position <= 0) {
            throw new IllegalStateException("nothing was kept, position " + position);
        }
        steps.clear();
    }

    private void step(Event event) {
        Effects effects = engine.step(event);
        steps.add(event.match(
                readings -> taken(readings, effects),
                tick -> new Commit.Step(event, effects),
                registry -> new Commit.Step(event, effects),
                rules -> new Commit.Step(event, effects),
                acted -> new Commit.Step(event, effects)));
    }

    private static Commit.Step taken(Event.Readings event, Effects effects) {
        List<Reading> taken = new ArrayList<>();
        for (int i = 0; i < event.readings().size(); i++) {
            if (effects.outcomes().get(i) == Outcome.COMMITTED) {
                taken.add(event.readings().get(i));
            }
        }
        return new Commit.Step(new Event.Readings(event.at(), taken), effects);
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
