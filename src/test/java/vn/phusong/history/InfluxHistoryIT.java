package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.SampleRules;
import vn.phusong.village.Registry;

/** The contract on a real InfluxDB 2 server, and what only a server can be asked: rights, names, how long it keeps. */
class InfluxHistoryIT extends HistoryContract {
    private static final long DAY = 86_400_000L;
    /** The small world lies on one fixed day; the server lets go by its own clock. */
    private static final HistorySettings LONG = new HistorySettings(4_000 * DAY, 4_000 * DAY, 64);

    @TempDir
    private static Path place;

    private static Influxd influxd;

    @BeforeAll
    static void start() throws Exception {
        influxd = Influxd.start(place.resolve("influxd"));
    }

    @AfterAll
    static void stop() {
        influxd.close();
    }

    static String database(Path folder) {
        return "t" + Integer.toHexString(folder.hashCode());
    }

    static InfluxHistory.Ground ground(Path folder, Roster roster) {
        return new InfluxHistory.Ground(
                roster, Registry::empty, () -> SampleRules.DEFAULT, InstantSource.system(), folder);
    }

    @Override
    History open(Path folder, HistorySettings settings, Roster roster) {
        return new InfluxHistory(influxd.settings(database(folder)), settings, ground(folder, roster));
    }

    @Override
    HistorySettings settings() {
        return LONG;
    }

    @Override
    String digest(Path folder) throws Exception {
        return InfluxDigest.of(influxd.settings(database(folder)));
    }

    @Test
    void a_token_with_read_and_write_on_buckets_is_enough() throws Exception {
        InfluxSettings to = influxd.settings("by_rights", influxd.tokenForBuckets(), 5_000);
        try (History own = new InfluxHistory(to, LONG, ground(folder, new SmallWorld()))) {
            own.apply(SmallWorld.journal(1, 20).after(0, 100));
            assertEquals(20, own.cursor().position());
        }
        String three = influxd.tokenFor(List.of("by_rights/raw", "by_rights/rollup", "by_rights/forever"));
        try (History own = new InfluxHistory(
                influxd.settings("by_rights", three, 5_000), LONG, ground(folder, new SmallWorld()))) {
            own.apply(SmallWorld.journal(1, 30).after(0, 100));
            assertEquals(30, own.cursor().position());
        }
    }

    @Test
    void a_token_nobody_knows_and_one_without_rights_are_told_apart() throws Exception {
        try (History own =
                new InfluxHistory(influxd.settings("nobody", "guess", 5_000), LONG, ground(folder, new SmallWorld()))) {
            HistoryTrouble trouble = assertThrows(HistoryTrouble.class, own::cursor);
            assertTrue(
                    trouble.getMessage().contains("does not know the token; see influx.token"), trouble.getMessage());
            assertFalse(trouble.getMessage().contains("guess"), trouble.getMessage());
        }
        assertEquals(0, history.cursor().position());
        String other = influxd.tokenFor(List.of(database(folder) + "/raw"));
        try (History own = new InfluxHistory(
                influxd.settings("forbidden", other, 5_000), LONG, ground(folder, new SmallWorld()))) {
            HistoryTrouble trouble = assertThrows(HistoryTrouble.class, own::cursor);
            assertTrue(trouble.getMessage().contains("read and write on the buckets"), trouble.getMessage());
        }
    }

    @Test
    void buckets_follow_the_settings_and_are_made_once() throws Exception {
        assertEquals(0, history.cursor().position());
        String database = database(folder);
        assertTrue(bucket(database + "/raw").contains("\"everySeconds\": " + 4_000 * DAY / 1000), "made");
        history.close();
        HistorySettings shorter = new HistorySettings(30 * DAY, 60 * DAY, 64);
        for (int i = 0; i < 2; i++) {
            history = open(folder, shorter, new SmallWorld());
            assertEquals(0, history.cursor().position());
            history.close();
        }
        assertTrue(bucket(database + "/raw").contains("\"everySeconds\": " + 30 * DAY / 1000), "changed");
        assertTrue(bucket(database + "/rollup").contains("\"everySeconds\": " + 60 * DAY / 1000), "changed");
        assertTrue(bucket(database + "/forever").contains("\"everySeconds\": 0"), "for ever");
        String mappings = influxd.get("/api/v2/dbrps?org=" + Influxd.ORG + "&db=" + database);
        assertEquals(3, mappings.split("\"virtual\": false", -1).length - 1, mappings);
        assertEquals(1, mappings.split("\"default\": true", -1).length - 1, mappings);
    }

    private static String bucket(String name) throws Exception {
        return influxd.get("/api/v2/buckets?org=" + Influxd.ORG + "&name=" + name);
    }

    @Test
    void a_bucket_deleted_under_a_running_history_is_made_and_filled_again() throws Exception {
        journal = SmallWorld.journal(17, 40);
        fill();
        String before = digest();
        assertEquals(40, history.cursor().position());
        for (Keep keep : Keep.values()) {
            String name = keep.bucket(database(folder));
            String id = bucket(name).replaceAll("(?s).*?\"id\": \"([0-9a-f]{16})\".*", "$1");
            influxd.delete("/api/v2/buckets/" + id);
        }
        HistoryTrouble gone = assertThrows(HistoryTrouble.class, () -> history.cursor());
        assertTrue(gone.getMessage().contains("InfluxDB"), gone.getMessage());
        assertEquals(0, history.cursor().position());
        fill();
        assertEquals(before, digest());
    }

    @Test
    void an_error_inside_a_good_answer_is_an_error() throws Exception {
        assertEquals(0, history.cursor().position());
        try (InfluxDoor door = new InfluxDoor(influxd.settings(database(folder)))) {
            HistoryTrouble refused = assertThrows(HistoryTrouble.class, () -> door.ask("SHOW SERIES CARDINALITY"));
            assertTrue(refused.getMessage().contains("not implemented"), refused.getMessage());
        }
    }
}
