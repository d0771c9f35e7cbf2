package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.coverage.Ledger;
import vn.phusong.engine.DeviceLook;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.village.DeviceKind;

/** What one device sent, by its own count, against what the ledger says of it: over the real loop, engine and journal, with kills between. */
class LedgerTest {
    private static final long SEED = 17;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private long stored;
    private long duplicate;
    private long refused;
    private long lost;
    private int seq;

    @Test
    void sent_is_stored_and_duplicate_and_refused_and_lost_whatever_happens_on_the_way() throws Exception {
        try (Walk walk = new Walk(folder, Lines.T0)) {
            walk.start();
            for (int n = 0; n < 600; n++) {
                boolean isLast = n == 599;
                message(walk, isLast ? 9 : random.nextInt(10));
                if (random.nextInt(3) == 0) {
                    walk.pass(60_000);
                }
                if (random.nextInt(60) == 0 || isLast) {
                    walk.pass(60_000);
                    List<String> before = StateText.of(walk.engine);
                    walk.kill();
                    assertEquals(before, StateText.of(walk.engine), "a replay counts the same, seed " + SEED);
                    assertNotNull(walk.batcher.start());
                    walk.pass(100);
                }
            }
            walk.pass(10_000);
            Ledger.Day sum = new Ledger.Day(0, 0, 0, 0, 0);
            for (Ledger.Day day : days(walk)) {
                sum = sum.plus(day);
            }
            assertEquals(new Ledger.Day(0, stored, duplicate, refused, lost), sum, "seed " + SEED);
            assertEquals(stored + duplicate + refused + lost, sum.sent());
            assertTrue(stored > 300 && duplicate > 50 && refused > 50 && lost > 40, "a story of all four");
        }
    }

    private void message(Walk walk, int what) {
        Reading reading = light(walk.clock(), -20 - seq % 5);
        seq++;
        switch (what) {
            case 0 -> lost++;
            case 1 -> {
                Refusal refusal = new Refusal(RefusalReason.UNPARSABLE, "no JSON");
                Quarantined row =
                        new Quarantined(0, walk.clock(), "ont-1", "phusong/v1/ont-1/telemetry", refusal, new byte[0]);
                assertTrue(walk.offer(List.of(), List.of(row), settled -> {}));
                refused++;
            }
            case 2 -> {
                assertTrue(walk.offer(settled -> {}, reading, reading));
                stored++;
                duplicate++;
            }
            case 3 -> {
                assertTrue(walk.offer(settled -> {}, reading));
                walk.pass(200);
                assertTrue(walk.offer(settled -> {}, reading));
                stored++;
                duplicate++;
            }
            case 4 -> {
                assertTrue(walk.offer(settled -> {}, reading));
                walk.pass(200);
                // Another word of the same moment, with a number of its own.
                assertTrue(walk.offer(settled -> {}, light(reading.claimedAt(), -40.5f)));
                seq++;
                stored++;
                refused++;
            }
            default -> {
                assertTrue(walk.offer(settled -> {}, reading));
                stored++;
            }
        }
        walk.pass(500);
    }

    private Reading light(long at, float rxDbm) {
        Reading told = Lines.light(1, at, at, rxDbm);
        return new Reading("ont-1", "ont-1", at, at, seq, told.content());
    }

    private static List<Ledger.Day> days(Walk walk) throws Exception {
        try (JournalReader reader = walk.journal.reader()) {
            byte[] row = Objects.requireNonNull(reader.state(DeviceLook.ROW, "ont-1"));
            return Objects.requireNonNull(
                            DeviceLook.of(DeviceKind.ONT, "ont-1", row).watch().days())
                    .days();
        }
    }
}
