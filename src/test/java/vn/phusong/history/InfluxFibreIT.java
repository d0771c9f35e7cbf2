package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.coverage.FibreCoverage;
import vn.phusong.coverage.IndicatorCount;
import vn.phusong.coverage.Rollup;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.journal.RememberedJournal;
import vn.phusong.reading.Fibre;
import vn.phusong.reading.OnuState;
import vn.phusong.reading.Reading;

/** What the store says of fibre is what the engine's map said at the same moment, restarted or filled again. On a real InfluxDB. */
class InfluxFibreIT {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final int HOURS = 10;

    @TempDir
    private Path place;

    private Influxd influxd;
    private final SmallProvince province = new SmallProvince();
    private final RememberedJournal journal = new RememberedJournal();
    private final Map<Long, IndicatorCount> mapSaid = new TreeMap<>();
    private final Map<String, List<Long>> linesSaid = new TreeMap<>();
    private final long now = InstantSource.system().millis() / Rollup.BUCKET_MS * Rollup.BUCKET_MS;

    @BeforeEach
    void start() throws Exception {
        influxd = Influxd.start(place.resolve("influxd"));
    }

    @AfterEach
    void stop() {
        influxd.close();
    }

    private History open() {
        return new InfluxHistory(
                influxd.settings("phusong"),
                HistorySettings.DEFAULT,
                new InfluxHistory.Ground(
                        province, province::registry, () -> SampleRules.DEFAULT, InstantSource.system(), place));
    }

    private List<Answered.Row> ask(String query) throws HistoryTrouble {
        try (InfluxDoor door = new InfluxDoor(influxd.settings("phusong"))) {
            return door.ask(query);
        }
    }

    /** Into the journal, and what the map says at the end of every five minutes. */
    private void take(Event event, Effects effects, Engine engine) {
        journal.add(event, effects);
        for (Rollup rollup : effects.rollups()) {
            if (rollup.operator().equals(Rollup.FIBRE)) {
                linesSaid.put(
                        rollup.village() + ' ' + rollup.from(),
                        List.of((long) rollup.good(), (long) rollup.bad(), (long) rollup.noService()));
            }
        }
        if (event instanceof Event.Tick && Math.floorMod(event.at(), Rollup.BUCKET_MS) == 0) {
            remember(event.at() - Rollup.BUCKET_MS, engine.picture(journal.position()));
        }
    }

    private void remember(long bucket, CoverageMap map) {
        mapSaid.put(bucket, fibre(map));
        map.villages().forEach((id, village) -> {
            FibreCoverage lines = village.fibre();
            if (lines.lines() > 0) {
                linesSaid.put(
                        id + ' ' + bucket, List.of((long) lines.up(), (long) lines.down(), (long) lines.silent()));
            }
        });
    }

    private static IndicatorCount fibre(CoverageMap map) {
        return java.util.Objects.requireNonNull(map.indicator("fibre"));
    }

    /** So many entries at a time, and after each so many batches the server begins anew. */
    private void fill(int atOnce, int batchesOfALife) throws Exception {
        History history = open();
        for (int batch = 1; history.cursor().position() < journal.position(); batch++) {
            history.apply(journal.after(history.cursor().position(), atOnce));
            if (batch % batchesOfALife == 0) {
                history.close();
                history = open();
            }
        }
        assertEquals(0, history.setAside());
        history.close();
    }

    private void assertStoredIsTheMaps() throws Exception {
        Map<Long, IndicatorCount> stored = new TreeMap<>();
        for (Answered.Row row : ask("SELECT * FROM phusong.forever.indicator WHERE indicator = 'fibre'")) {
            stored.put(
                    row.at(),
                    new IndicatorCount(
                            "fibre",
                            (int) row.whole("covered", -1),
                            (int) row.whole("degraded", -1),
                            (int) row.whole("uncovered", -1),
                            (int) row.whole("unknown", -1),
                            (int) Math.round(100 * row.real("target"))));
            assertEquals(stored.get(row.at()).met().word(), row.text("met"));
            assertEquals(stored.get(row.at()).lowerBoundTenths() / 10.0, row.real("lower_bound"));
        }
        assertSame(mapSaid, stored);
        Map<String, List<Long>> lines = new TreeMap<>();
        for (Answered.Row row :
                ask("SELECT * FROM phusong.rollup.village_5m WHERE operator = 'fibre' GROUP BY village")) {
            lines.put(
                    row.tags().get("village") + ' ' + row.at(),
                    List.of(row.whole("good", -1), row.whole("bad", -1), row.whole("no_service", -1)));
        }
        assertSame(linesSaid, lines);
    }

    /** Says where they differ, not all there is. */
    private static <K, V> void assertSame(Map<K, V> expected, Map<K, V> was) {
        Map<K, String> differ = new TreeMap<>();
        expected.forEach((key, value) -> {
            if (!value.equals(was.get(key))) {
                differ.put(key, value + " was " + was.get(key));
            }
        });
        was.keySet().stream().filter(key -> !expected.containsKey(key)).forEach(key -> differ.put(key, "too much"));
        assertEquals(Map.of(), differ);
    }

    @Test
    void every_five_minutes_the_store_says_what_the_map_said() throws Exception {
        LivedDay.live(now, HOURS, this::take);
        fill(10_000, Integer.MAX_VALUE);
        assertStoredIsTheMaps();
        Set<IndicatorCount> different = new HashSet<>(mapSaid.values());
        assertTrue(different.size() > 3, "something happened: " + different);
        IndicatorCount last = mapSaid.get(now - Rollup.BUCKET_MS);
        // Of six lines one is always dark (though in village 1 a collector once said it was not), and two are one
        // household's.
        assertEquals(new IndicatorCount("fibre", 4 + 5 + 4 + 4, 0, 20 + 21 + 22 + 4 - 17, last.unknown(), 700), last);
        assertTrue(last.unknown() > 0, "where nobody was heard, nobody knows");
    }

    @Test
    void restarts_between_show_nowhere() throws Exception {
        LivedDay.live(now, HOURS, this::take);
        fill(37, 3);
        assertStoredIsTheMaps();
    }

    @Test
    void filled_again_from_the_journal_it_says_the_same() throws Exception {
        LivedDay.live(now, HOURS, this::take);
        fill(200, 2);
        try (History history = open()) {
            history.rewind();
        }
        fill(333, 2);
        assertStoredIsTheMaps();
    }

    @Test
    void a_household_counts_for_thirty_days_after_its_line_went_also_after_a_restart() throws Exception {
        Engine engine = new Engine(SampleRules.DEFAULT);
        long start = now - 40 * DAY;
        step(engine, new Event.RegistryChanged(start, province.change()));
        say(engine, start + MINUTE, "ont-0-0", true);
        say(engine, start + MINUTE, "ont-0-1", true);
        say(engine, start + 2 * MINUTE, "ont-0-1", false);
        for (long day = 0; day < 29; day++) {
            step(engine, new Event.Tick(start + day * DAY + 5 * MINUTE));
        }
        fill(1, 1);
        for (int tick = 0; tick < 4; tick++) {
            step(engine, new Event.Tick(start + 29 * DAY + 5 * MINUTE + tick * DAY));
        }
        step(engine, new Event.Tick(start + 33 * DAY));
        say(engine, start + 33 * DAY + MINUTE, "ont-0-2", false);
        step(engine, new Event.Tick(start + 33 * DAY + 5 * MINUTE));
        fill(1, 1);
        assertStoredIsTheMaps();
        assertEquals(2, mapSaid.get(start + 28 * DAY).covered());
        assertEquals(0, mapSaid.get(start + 33 * DAY).covered());
        assertEquals(20, mapSaid.get(start + 33 * DAY).uncovered(), "and is not unknown again");
    }

    private void step(Engine engine, Event event) {
        take(event, engine.step(event), engine);
    }

    private void say(Engine engine, long at, String ont, boolean isUp) {
        Fibre content = new Fibre(isUp ? -20 : Float.NaN, 2, isUp ? OnuState.O5 : OnuState.O1, !isUp);
        step(engine, new Event.Readings(at, List.of(new Reading(ont, "olt-9", at, at, -1, content))));
    }
}
