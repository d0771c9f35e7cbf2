package vn.phusong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.ingest.Hearing;
import vn.phusong.journal.RegistryFolder;
import vn.phusong.journal.RegistryHouseholdKey;
import vn.phusong.journal.RegistryRead;
import vn.phusong.reading.Reading;
import vn.phusong.score.Score;
import vn.phusong.score.Sheet;
import vn.phusong.simulate.OntRegistry;
import vn.phusong.simulate.Rehearsal;
import vn.phusong.village.Place;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;
import vn.phusong.village.Village;

/**
 * One simulated world straight through the decoders and the engine, as fast as the machine goes: no socket, no journal, no clock. Batches end with the second,
 * ticks come every whole minute, as on a running server; while it is away none come.
 */
final class ScoreWorld {
    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1000;

    private final Registry registry;
    private final Engine engine;
    private final Hearing hearing;
    private final Rehearsal rehearsal;
    private final Score score;
    private final long startMs;
    private final List<Reading> batch = new ArrayList<>();
    private long batchAt;

    ScoreWorld(Registry registry, Settings settings, Rehearsal rehearsal, long startMs, Sheet sheet) {
        this.registry = registry;
        this.engine = new Engine(RuleSettings.rules(1, settings));
        this.hearing = new Hearing(Entry.wire(settings), () -> registry);
        this.rehearsal = rehearsal;
        this.score = new Score(sheet);
        this.startMs = startMs;
    }

    void run(long lastsMs) {
        score.registry(registry, startMs);
        step(new Event.RegistryChanged(startMs, registry.asChange()), List.of());
        long end = startMs + lastsMs;
        for (long now = startMs + MINUTE_MS; now <= end; now += MINUTE_MS) {
            score.truths(rehearsal.decided());
            rehearsal.advance(now, this::hear);
            flush();
            if (!rehearsal.isAbsentAt(now)) {
                step(new Event.Tick(now), List.of());
            }
        }
        score.end(end);
    }

    private void hear(String device, long receivedAt, byte[] payload) {
        if (receivedAt / SECOND_MS != batchAt / SECOND_MS) {
            flush();
        }
        batchAt = receivedAt;
        batch.addAll(hearing.hear(device, receivedAt, payload, null).readings());
    }

    private void flush() {
        if (!batch.isEmpty()) {
            step(new Event.Readings(batchAt, batch), List.copyOf(batch));
            batch.clear();
        }
    }

    private void step(Event event, List<Reading> readings) {
        Effects effects = engine.step(event);
        score.take(event.at(), readings, effects);
    }

    /** The sample province with its simulated fibre lines, or only the {@code most} villages around one that the seed picks. */
    static Registry sample(long seed, long at, int most) throws Failure {
        Registry whole = read(RegistryFolder.sample(), Registry.empty());
        Registry some = around(whole, seed, at, most);
        try {
            Path folder = Files.createTempDirectory("phusong-score");
            try {
                int lines = OntRegistry.write(some, at, seed, folder);
                return lines == 0 ? some : read(RegistryFolder.of(folder), some);
            } finally {
                Files.deleteIfExists(folder.resolve("devices.csv"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new Failure("the simulated fibre lines cannot be written: " + e.getMessage());
        }
    }

    private static Registry read(RegistryFolder folder, Registry before) throws Failure {
        UnaryOperator<String> households = RegistryHouseholdKey.known();
        RegistryRead read = folder.read(before, households, false);
        if (!read.plan().errors().isEmpty()) {
            throw new Failure(read.plan().errors().get(0).sentence());
        }
        return before.with(read.plan().change());
    }

    private static Registry around(Registry whole, long seed, long at, int most) {
        List<Village> villages = whole.villages().stream()
                .filter(village -> village.valid().holdsAt(at))
                .toList();
        Place middle = villages.get((int) Math.floorMod(seed * 7919, (long) villages.size()))
                .place();
        Set<String> near = villages.stream()
                .sorted(Comparator.comparingDouble(village -> squared(village.place(), middle)))
                .limit(most)
                .map(Village::id)
                .collect(Collectors.toCollection(HashSet::new));
        RegistryChange all = whole.asChange();
        return Registry.empty()
                .with(new RegistryChange(
                        new RegistryChange.Tree(
                                all.tree().areas(),
                                all.tree().villages().stream()
                                        .filter(village -> near.contains(village.id()))
                                        .toList(),
                                all.tree().points().stream()
                                        .filter(point -> near.contains(point.village()))
                                        .toList()),
                        all.operators(),
                        all.devices().stream()
                                .filter(device -> device.village() == null || near.contains(device.village()))
                                .toList(),
                        all.targets(),
                        all.sites()));
    }

    private static double squared(Place one, Place other) {
        double north = one.lat() - other.lat();
        double east = one.lon() - other.lon();
        return north * north + east * east;
    }
}
