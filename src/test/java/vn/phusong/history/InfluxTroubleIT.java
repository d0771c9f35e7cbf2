package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.history.SmallWorld.MINUTE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.RememberedJournal;
import vn.phusong.reading.Reading;
import vn.phusong.village.Registry;

/** What a real InfluxDB can do to us: refuse a point, refuse us, be away, be slow, come back. Nothing is lost, nothing stops, nothing is silent. */
class InfluxTroubleIT {
    private static final long DAY = 86_400_000L;
    private static final HistorySettings KEPT = new HistorySettings(30 * DAY, 60 * DAY, 64);

    @TempDir
    private Path place;

    private Influxd influxd;
    private History history;
    private final RememberedJournal journal = new RememberedJournal();
    private final long now = InstantSource.system().millis() / MINUTE * MINUTE;

    @BeforeEach
    void start() throws Exception {
        influxd = Influxd.start(place.resolve("influxd"));
        history = open(influxd.settings("phusong"));
    }

    @AfterEach
    void stop() {
        history.close();
        influxd.close();
    }

    private History open(InfluxSettings to) {
        return new InfluxHistory(
                to,
                KEPT,
                new InfluxHistory.Ground(
                        new SmallWorld(), Registry::empty, () -> SampleRules.DEFAULT, InstantSource.system(), place));
    }

    /** One fibre reading a minute and device: one point each. */
    private void readings(int devices, long from, long minutes) {
        for (long minute = 0; minute < minutes; minute++) {
            List<Reading> readings = new ArrayList<>();
            long at = from + minute * MINUTE;
            for (int i = 0; i < devices; i++) {
                readings.add(SmallWorld.fibre("ont-" + i, at, at, -20, true));
            }
            journal.add(new Event.Readings(at, readings), Effects.NONE);
        }
    }

    @CanIgnoreReturnValue
    private int fill() throws HistoryTrouble, vn.phusong.journal.JournalTrouble {
        int rows = 0;
        for (List<JournalReader.Entry> entries = journal.after(history.cursor().position(), 100);
                !entries.isEmpty();
                entries = journal.after(history.cursor().position(), 100)) {
            rows += history.apply(entries);
        }
        return rows;
    }

    private long points(String measurement) throws HistoryTrouble {
        try (InfluxDoor door = new InfluxDoor(influxd.settings("phusong"))) {
            List<Answered.Row> rows = door.ask(
                    "SELECT count(received_at) AS n FROM " + new InfluxNames("phusong").of(Keep.RAW, measurement));
            return rows.isEmpty() ? 0 : rows.get(0).whole("n", 0);
        }
    }

    private String setAside() throws Exception {
        Path file = place.resolve(SetAside.FILE);
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void of_a_batch_of_5_000_with_one_wrong_type_4_999_are_stored_and_one_is_set_aside() throws Exception {
        assertEquals(0, history.cursor().position());
        // Somebody else wrote the field as another type, in the series and week of one reading; so his week begins it.
        influxd.write("phusong/raw", "ont_sample,ont=ont-x rx=\"strong\" " + (now - 20 * DAY) * 1_000_000L);
        readings(4_999, now - 5 * MINUTE, 1);
        journal.add(
                new Event.Readings(now, List.of(SmallWorld.fibre("ont-5000", now - 20 * DAY + 1, now, -20, true))),
                Effects.NONE);
        assertEquals(4_999, fill());
        assertEquals(4_999, points("ont_sample"));
        assertEquals(1, history.setAside());
        assertEquals(1, setAside().lines().count());
        assertTrue(setAside().contains("ont=ont-5000"), setAside());
        assertTrue(setAside().contains("field type conflict"), setAside());
        assertEquals(2, history.cursor().position());
    }

    @Test
    void one_reading_in_a_thousand_out_of_retention_never_stops_the_stream_and_each_is_listed() throws Exception {
        for (int batch = 0; batch < 10; batch++) {
            List<Reading> readings = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                long at = i == 500 ? now - 40 * DAY + batch : now - MINUTE + batch;
                readings.add(SmallWorld.fibre("ont-" + i, at, now, -20, true));
            }
            journal.add(new Event.Readings(now + batch, readings), Effects.NONE);
        }
        assertEquals(9_990, fill());
        assertEquals(9_990, points("ont_sample"));
        assertEquals(10, history.setAside());
        assertEquals(10, setAside().lines().count());
        assertTrue(setAside().contains("outside retention policy"), setAside());
        assertEquals(10, history.cursor().position());
    }

    /** They all stand at the time they came, and none on another. */
    @Test
    void what_a_clock_ahead_of_ours_told_at_several_times_is_several_points_and_once_each() throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int ahead = 0; ahead < 100; ahead++) {
            readings.add(SmallWorld.fibre("ont-1", now + ahead, now, -20 - ahead / 4f, true));
        }
        journal.add(new Event.Readings(now, readings), Effects.NONE);
        assertEquals(100, fill());
        assertEquals(100, points("ont_sample"));
        history.rewind();
        fill();
        assertEquals(100, points("ont_sample"));
    }

    @Test
    void what_was_set_aside_is_still_listed_after_a_restart_and_only_once() throws Exception {
        journal.add(
                new Event.Readings(now, List.of(SmallWorld.fibre("ont-1", now - 50 * DAY, now, -20, true))),
                Effects.NONE);
        assertEquals(0, fill());
        history.close();
        history = open(influxd.settings("phusong"));
        history.rewind();
        journal.add(
                new Event.Readings(now, List.of(SmallWorld.fibre("ont-2", now - 50 * DAY, now, -20, true))),
                Effects.NONE);
        assertEquals(0, fill());
        assertEquals(2, setAside().lines().count(), setAside());
        assertEquals(1, history.setAside());
    }

    @Test
    void a_bad_token_is_trouble_of_the_store_and_blames_no_reading() throws Exception {
        readings(10, now - 10 * MINUTE, 3);
        history.close();
        history = open(influxd.settings("phusong", "stolen", 5_000));
        HistoryTrouble trouble = assertThrows(HistoryTrouble.class, this::fill);
        assertTrue(trouble.getMessage().contains("influx.token"), trouble.getMessage());
        history.close();
        history = open(influxd.settings("phusong"));
        assertEquals(30, fill());
        assertEquals(0, history.setAside());
        assertEquals("", setAside());
    }

    @Test
    void a_server_that_is_killed_and_comes_back_has_every_point_of_the_hour_it_was_away() throws Exception {
        readings(20, now - 120 * MINUTE, 60);
        fill();
        long before = history.cursor().position();
        influxd.kill();
        readings(20, now - 60 * MINUTE, 60);
        HistoryTrouble away = assertThrows(HistoryTrouble.class, this::fill);
        assertTrue(away.getMessage().contains("does not answer"), away.getMessage());
        influxd.start();
        assertEquals(before, history.cursor().position());
        assertEquals(20 * 60, fill());
        assertEquals(20 * 120, points("ont_sample"));
        assertEquals(0, history.setAside());
    }

    @Test
    void a_server_that_hangs_costs_one_timeout_and_nothing_else() throws Exception {
        readings(20, now - 120 * MINUTE, 10);
        fill();
        history.close();
        history = open(influxd.settings("phusong", influxd.tokenForBuckets(), 700));
        assertEquals(10, history.cursor().position());
        readings(20, now - 60 * MINUTE, 10);
        influxd.signal("STOP");
        long began = System.nanoTime();
        HistoryTrouble slow = assertThrows(HistoryTrouble.class, this::fill);
        assertTrue(slow.getMessage().contains("does not answer"), slow.getMessage());
        assertTrue(System.nanoTime() - began < 3_000_000_000L, "waited " + (System.nanoTime() - began) / 1_000_000);
        influxd.signal("CONT");
        fill();
        assertEquals(20 * 20, points("ont_sample"));
    }

    @Test
    void killed_between_the_points_and_the_mark_the_same_batch_lands_on_itself() throws Exception {
        RememberedJournal small = SmallWorld.journal(29, 60);
        InfluxSettings to = influxd.settings("small");
        HistorySettings wide = new HistorySettings(4_000 * DAY, 4_000 * DAY, 64);
        InfluxHistory.Ground ground = new InfluxHistory.Ground(
                new SmallWorld(), Registry::empty, () -> SampleRules.DEFAULT, InstantSource.system(), place);
        try (History one = new InfluxHistory(to, wide, ground)) {
            one.apply(small.after(0, 30));
            one.apply(small.after(30, 30));
        }
        String whole = InfluxDigest.of(to);
        // As if the process had died before the last mark was written; the points and the open places are there.
        try (InfluxDoor door = new InfluxDoor(to)) {
            JournalReader.Entry last = small.after(29, 1).get(0);
            InfluxMark now60 = InfluxMark.read(door, new InfluxNames("small"));
            InfluxMark back = new InfluxMark(30, last.step().event().at(), now60.oldest());
            door.write(Keep.FOREVER, back.line());
        }
        assertNotEquals(whole, InfluxDigest.of(to));
        try (History again = new InfluxHistory(to, wide, ground)) {
            assertEquals(30, again.cursor().position());
            again.apply(small.after(30, 30));
        }
        assertEquals(whole, InfluxDigest.of(to));
    }
}
