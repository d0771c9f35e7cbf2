package vn.phusong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.phusong.score.Sheet;
import vn.phusong.score.SheetText;
import vn.phusong.simulate.Mix;
import vn.phusong.simulate.Rehearsal;
import vn.phusong.village.Registry;

/** The demanded bounds over small worlds: a part of what {@code score --days 30 --seeds 1..20} runs in whole. */
class ScoreWorldTest {
    private static final long DAY_MS = 86_400_000L;
    private static final long START =
            OffsetDateTime.parse("2026-03-01T00:00:00+07:00").toInstant().toEpochMilli();
    private static final Rehearsal.Road ROAD = new Rehearsal.Road(0.02, 5_000, 2_000);

    @Test
    void every_outage_that_can_be_known_is_found_in_time_and_none_is_told_that_is_not() throws Exception {
        Settings settings = Settings.load(Path.of("").toAbsolutePath(), Optional.empty(), Map.of());
        Sheet sheet = new Sheet();
        for (long seed = 101; seed <= 103; seed++) {
            Registry registry = ScoreWorld.sample(seed, START, 40);
            Rehearsal rehearsal = new Rehearsal(registry, seed, START, ROAD, Mix.ALL);
            new ScoreWorld(registry, settings, rehearsal, START, sheet).run(2 * DAY_MS);
        }
        String table = new SheetText(sheet).table() + String.join("\n", sheet.notes());
        assertTrue(sheet.demanded() >= 20, table);
        assertTrue(sheet.alerts() >= 20, table);
        assertEquals(1.0, sheet.recall(), table);
        assertTrue(sheet.precision() >= 0.99, table);
        assertTrue(sheet.causes() >= 20 && sheet.causeShare() >= 0.95, table);
        assertEquals(0, sheet.alertsByBlindness(), table);
        assertTrue(sheet.medianDelayMs() <= 16 * 60_000, table);
        assertTrue(sheet.fibreMedianDelayMs() <= 3 * 60_000, table);
    }
}
