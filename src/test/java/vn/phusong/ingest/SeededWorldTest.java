package vn.phusong.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phusong.ingest.Lines.T0;
import static vn.phusong.ingest.Lines.light;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phusong.coverage.SampleRules;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.journal.Disk;
import vn.phusong.reading.Reading;

/**
 * The watch loop, the engine and the journal in random weather: disks that fail, clocks that are set, kills between any two writes, devices that say again
 * what nobody acknowledged. The seed is the test's argument.
 */
class SeededWorldTest {
    private static final int STEPS = 60;

    @TempDir
    Path folder;

    /** A message of a device, which says it until it is settled. */
    private static final class Message {
        private final List<Reading> readings;
        private int settled;
        private boolean taken;

        Message(List<Reading> readings) {
            this.readings = readings;
        }
    }

    private final List<Message> messages = new ArrayList<>();
    private final Set<Reading> acknowledged = new HashSet<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_happens_what_was_acknowledged_is_there_once_and_the_state_is_the_fold_of_the_log(long seed)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        try (Walk walk = new Walk(folder, T0)) {
            walk.start();
            for (int step = 0; step < STEPS; step++) {
                try {
                    something(walk, random);
                    assertBalance(walk.batcher.counts());
                } catch (Walk.Crash e) {
                    restart(walk);
                }
            }
            walk.weather = Disk.REAL;
            walk.pass(20_000);
            sayAgain(walk);
            walk.pass(1_000);
            assertLaws(walk);
        }
    }

    private void restart(Walk walk) throws Exception {
        walk.kill();
        CompletableFuture<Long> started = walk.batcher.start();
        walk.pass(100);
        assertTrue(started.isDone());
        messages.forEach(message -> message.taken = false);
        sayAgain(walk);
    }

    private void sayAgain(Walk walk) {
        for (Message message : messages) {
            if (message.settled == 0 && !message.taken) {
                say(walk, message);
            }
        }
    }

    private void something(Walk walk, SplittableRandom random) {
        switch (random.nextInt(13)) {
            case 0 -> walk.weather = weather(random);
            case 1 -> walk.weather = Disk.REAL;
            case 2 -> walk.sleep(random.nextInt(5_000));
            case 3 -> walk.setClock(walk.clock() + random.nextInt(-20_000, 60_000));
            case 4 -> walk.pass(random.nextInt(10_000));
            case 5 -> walk.loop();
            case 6 -> walk.settle();
            case 7 -> sayAgain(walk);
            default -> {
                Message message = new Message(readings(walk.clock(), random));
                messages.add(message);
                say(walk, message);
                walk.pass(random.nextInt(80));
            }
        }
    }

    /** Fails or ends the world at a write of its choice. */
    private static Disk weather(SplittableRandom random) {
        int[] writes = {random.nextInt(20)};
        boolean isTheEnd = random.nextBoolean();
        return what -> {
            if (writes[0]-- > 0) {
                return;
            }
            if (isTheEnd) {
                throw new Walk.Crash();
            }
            throw new IOException("no space left on device");
        };
    }

    /** Few devices and few moments, so that readings meet again as duplicates and as conflicts; two of the devices are unknown. */
    private static List<Reading> readings(long clock, SplittableRandom random) {
        List<Reading> readings = new ArrayList<>();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            long at = clock / 10_000 * 10_000 - 10_000L * random.nextInt(3);
            readings.add(light(random.nextInt(12), at, clock, random.nextInt(8) == 0 ? -29 : -21));
        }
        return readings;
    }

    private void say(Walk walk, Message message) {
        message.taken = walk.offer(
                settled -> {
                    message.settled++;
                    for (int i = 0; i < message.readings.size(); i++) {
                        Outcome outcome = settled.outcomes().get(i);
                        if (outcome == Outcome.COMMITTED || outcome == Outcome.DUPLICATE) {
                            acknowledged.add(said(message.readings.get(i)));
                        }
                    }
                },
                message.readings.toArray(new Reading[0]));
    }

    /** What makes a reading the same reading: all but when we heard it. */
    private static Reading said(Reading reading) {
        return new Reading(reading.device(), reading.reporter(), reading.claimedAt(), 0, -1, reading.content());
    }

    private void assertLaws(Walk walk) throws Exception {
        List<Reading> logged = walk.logged().stream().map(SeededWorldTest::said).toList();
        Set<Reading> once = new HashSet<>(logged);
        assertEquals(once.size(), logged.size(), "nothing is there twice");
        assertEquals(acknowledged, once, "what is there is what was acknowledged");
        messages.forEach(message -> assertEquals(1, message.settled, "settled exactly once"));
        assertTicksGoOn(walk);
        assertBalance(walk.batcher.counts());
        assertEquals(0, walk.batcher.counts().inFlight());
        assertEquals(StateText.of(foldOf(walk)), StateText.of(walk.engine), "the state is the fold of the log");
    }

    private static void assertBalance(IngestCounts counts) {
        assertEquals(
                counts.received(),
                counts.committed() + counts.duplicate() + counts.refused() + counts.inFlight(),
                counts.toString());
    }

    private static void assertTicksGoOn(Walk walk) throws Exception {
        long minute = Long.MIN_VALUE;
        for (long tick : walk.ticks()) {
            if (tick % 60_000 == 0) {
                assertTrue(tick > minute, "tick " + tick + " after " + minute);
                minute = tick;
            }
        }
    }

    private static Engine foldOf(Walk walk) throws Exception {
        Engine engine = new Engine(SampleRules.DEFAULT);
        for (Event event : walk.log()) {
            assertTrue(engine.step(event) != null);
        }
        return engine;
    }
}
