package vn.phusong.history;

import com.influxdb.exceptions.InfluxException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.journal.JournalReader;
import vn.phusong.reading.Reading;
import vn.phusong.village.Registry;

/**
 * Journal entries into points, batch by batch: everything of a batch is durable before the mark moves. After trouble, or when somebody emptied the store,
 * what is known in memory begins anew over what the store holds. History's thread only.
 */
final class Filling {
    private static final int SPILL = 4 * Delivery.MOST;

    private final InfluxDoor door;
    private final InfluxNames names;
    private final HistorySettings settings;
    private final Supplier<Registry> registry;
    private final InstantSource clock;
    private final Delivery delivery;
    private final SetAside aside;

    private final Lines raw = new Lines();
    private final Lines rollup = new Lines();
    private final Lines forever = new Lines();
    private final OpenPlaces places = new OpenPlaces();
    private final Firsts firsts;
    private final SampleLines samples;
    private final StandingLines standings = new StandingLines(forever, places);
    private final FibreFold fibre;
    private final RosterLines rosters;
    /** Of the last batch, negative when memory does not stand for the store. */
    private long known = -1;

    Filling(InfluxDoor door, HistorySettings settings, InfluxHistory.Ground ground, SetAside aside) {
        this.door = door;
        this.names = new InfluxNames(door.settings().database());
        this.settings = settings;
        this.registry = ground.registry();
        this.clock = ground.clock();
        this.aside = aside;
        delivery = new Delivery(door, aside);
        firsts = new Firsts(new KnownQuery(door));
        samples = new SampleLines(ground.roster(), registry, firsts, raw);
        fibre = new FibreFold(new KnownLines(door), ground.rules());
        rosters = new RosterLines(rollup, forever, places, fibre);
    }

    /** How many points the store took, and where it is now. */
    record Filled(int points, InfluxMark mark) {}

    Filled fill(InfluxMark mark, List<JournalReader.Entry> entries) throws HistoryTrouble {
        if (known != mark.position()) {
            recall(mark);
        }
        known = -1;
        raw.clear();
        rollup.clear();
        forever.clear();
        delivery.begin(entries.get(entries.size() - 1).step().event().at());
        int points = 0;
        InfluxMark next = mark;
        List<Reading> readings = new ArrayList<>();
        for (JournalReader.Entry entry : entries) {
            Event event = entry.step().event();
            for (long bucket : RosterLines.ended(next.reached(), event.at())) {
                rosters.add(bucket, registry.get(), isKept(bucket, settings.rollupsKeptMs()));
                points += spill(mark.line());
            }
            fibre.take(event, registry.get());
            if (isKept(event.at(), settings.rawKeptMs())) {
                readings.addAll(readings(event));
            }
            add(entry.step().effects(), event.at(), entry.position());
            points += spill(mark.line());
            next = next.at(entry.position(), event.at());
        }
        for (Reading reading : firsts.sift(readings)) {
            samples.add(reading);
            next = next.heard(reading.at());
        }
        places.write(forever);
        points += send(Keep.RAW, raw, mark.line());
        points += send(Keep.ROLLUP, rollup, mark.line());
        points += send(Keep.FOREVER, forever, mark.line());
        aside.keep();
        write(next);
        known = next.position();
        return new Filled(points - delivery.refused(), next);
    }

    /** Hours of ticks are a batch too, and each bucket is the whole roster: it does not wait for the end of the batch. */
    private int spill(String proof) throws HistoryTrouble {
        int points = rollup.count() < SPILL ? 0 : send(Keep.ROLLUP, rollup, proof);
        return points + (forever.count() < SPILL ? 0 : send(Keep.FOREVER, forever, proof));
    }

    private int send(Keep keep, Lines lines, String proof) throws HistoryTrouble {
        delivery.deliver(keep, lines, proof);
        int points = lines.count();
        lines.clear();
        return points;
    }

    /** From the beginning nothing is taken for known, though the store may hold it: that is how it is filled again. */
    private void recall(InfluxMark mark) throws HistoryTrouble {
        boolean isBeginning = mark.position() == 0;
        places.recall(
                isBeginning
                        ? List.of()
                        : door.ask("SELECT body FROM " + names.of(Keep.FOREVER, OpenPlaces.MEASUREMENT)
                                + " GROUP BY village"));
        firsts.recall(isBeginning);
        fibre.recall(mark, registry.get());
    }

    private void add(Effects effects, long at, long position) {
        standings.add(effects.standings(), at, position);
        VerdictLines.incidents(forever, effects.incidents(), at, position, registry.get());
        VerdictLines.rollups(
                rollup,
                effects.rollups().stream()
                        .filter(it -> isKept(it.from(), settings.rollupsKeptMs()))
                        .toList());
    }

    void rewind(InfluxMark beginning) throws HistoryTrouble {
        known = -1;
        write(beginning);
    }

    /** Moves the mark. */
    void write(InfluxMark mark) throws HistoryTrouble {
        try {
            door.write(Keep.FOREVER, mark.line());
        } catch (InfluxException e) {
            throw door.trouble(e);
        }
    }

    /** What would be let go at once is not sent: a refill must not be a march of refusals. */
    private boolean isKept(long at, long keptMs) {
        return at >= clock.millis() - keptMs;
    }

    static List<Reading> readings(Event event) {
        return event.match(
                Event.Readings::readings,
                tick -> List.of(),
                registry -> List.of(),
                rules -> List.of(),
                acted -> List.of());
    }
}
