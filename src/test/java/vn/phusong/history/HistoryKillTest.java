package vn.phusong.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phusong.journal.RememberedJournal;

/** A real process, really killed. */
class HistoryKillTest {
    private static final int KILLS = 6;
    private static final int ENTRIES = 1_200;

    @TempDir
    Path folder;

    @Test
    void killed_at_any_moment_and_filled_again_it_has_the_same_rows() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("HistoryKillTest seed " + seed);
        Random random = new Random(seed);
        RememberedJournal journal = SmallWorld.journal(seed, ENTRIES);
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Fill.fill(whole, journal);

        Path killed = Files.createDirectory(folder.resolve("killed"));
        int inTheMiddle = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            inTheMiddle += killAfter(random.nextInt(400), killed, seed) ? 1 : 0;
        }
        assertTrue(inTheMiddle >= 5, "kills that hit it at work: " + inTheMiddle);
        Fill.fill(killed, journal);
        assertEquals(Digest.of(whole), Digest.of(killed), "seed " + seed);
    }

    /** Whether it was still filling. */
    private static boolean killAfter(long ms, Path folder, long seed) throws Exception {
        Process fill = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fill.class.getName(),
                        folder.toString(),
                        Long.toString(seed),
                        Integer.toString(ENTRIES))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader says =
                new BufferedReader(new InputStreamReader(fill.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("filling", says.readLine());
            boolean ended = fill.waitFor(ms, TimeUnit.MILLISECONDS);
            String after = ended ? says.readLine() : null;
            assertEquals(null, after, "it must fill or be killed, never complain");
            return !ended;
        } finally {
            fill.destroyForcibly();
            assertTrue(fill.waitFor(20, TimeUnit.SECONDS));
        }
    }
}
