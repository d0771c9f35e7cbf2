package vn.phusong.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.RememberedJournal;

/**
 * A small world by seed: incidents open and close, receivers answer, refuse, hang and lose their answers, the disk is slow, and we are killed at any step.
 * Whatever happens, each notice is told once, in order, and no message ever changes.
 */
class TellingWorldTest {
    private static final int WORLDS = 150;

    /** Every other world has a policy under which almost every message tells several incidents. */
    private static final Policy GATHERING = gathering();

    private static Policy gathering() {
        try {
            return PolicyReader.read(
                    "contact all channels=a+b\nroute all to=all\nstorm messages=2 within=1s",
                    List.of("a", "b"),
                    file -> "");
        } catch (PolicyRefused e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void each_notice_is_told_once_in_order_with_bytes_that_never_change(long seed) throws Exception {
        int repeats = 0;
        int kills = 0;
        int many = 0;
        int parts = 0;
        for (int i = 0; i < WORLDS; i++) {
            World world = new World(seed * 10_000 + i);
            world.live();
            repeats += world.repeats;
            kills += world.kills;
            many += world.many;
            parts += world.parts;
        }
        assertTrue(kills > WORLDS, "killed " + kills + " times");
        assertTrue(many > WORLDS, "messages of several incidents: " + many);
        assertTrue(parts > 10, "parts of messages that were refused as a whole: " + parts);
        assertTrue(repeats > 0, "the one window was seen: the receiver took it, we died before noting so");
    }

    /** What a receiver holds, whatever becomes of us. */
    private static final class Peer {
        final List<Frozen> taken = new ArrayList<>();
        final Map<String, Integer> takenInLife = new HashMap<>();
        final Map<String, String> bytes = new HashMap<>();
        final Set<String> told = new TreeSet<>();
    }

    private static final class World {
        private final long seed;
        private final SplittableRandom random;
        private final RememberedJournal journal = new RememberedJournal();
        private final Map<String, Integer> revisions = new HashMap<>();
        private final Map<String, Peer> peers = new HashMap<>(Map.of("a", new Peer(), "b", new Peer()));
        private PlayedThread thread = new PlayedThread(OutboxTest.EIGHT);
        private int life;
        private boolean isCalm;
        int repeats;
        int kills;
        int many;
        int parts;

        World(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
        }

        void live() throws Exception {
            AlertFollower follower = begin();
            for (int i = 0; i < 60; i++) {
                int what = random.nextInt(10);
                if (what < 4) {
                    owe();
                    follower.wake();
                } else if (what < 9) {
                    int steps = random.nextInt(12);
                    for (int step = 0; step < steps && thread.step(); step++) {}
                } else {
                    kills++;
                    thread.close();
                    follower = begin();
                }
            }
            isCalm = true;
            follower.wake();
            thread.play(3_600_000);
            check();
        }

        private AlertFollower begin() {
            life++;
            thread = new PlayedThread(thread.millis() + 1_000);
            Names names = new Names("Thôn Lần " + life, "village of life " + life, id -> id);
            PlayedThread own = thread;
            AlertFollower follower = new AlertFollower(
                    new AlertFollower.Ground(journal, note -> write(own, note), own, own),
                    new AlertSettings(List.of("a", "b"), "", 1 + random.nextInt(4), new Backoff(100, 5_000)),
                    incident -> names,
                    seed % 2 == 0
                            ? Ruling.OPEN
                            : new Ruling(GATHERING, incident -> List.of(), (incident, at) -> Asked.NOTHING),
                    List.of(channel("a", own), channel("b", own)));
            follower.wake();
            return follower;
        }

        /** Durable after a while, unless we die first. */
        private CompletableFuture<Long> write(PlayedThread own, FollowerNote note) {
            CompletableFuture<Long> durable = new CompletableFuture<>();
            own.after(0, () -> {
                journal.note(note);
                durable.complete(0L);
            });
            return durable;
        }

        private Channel channel(String name, PlayedThread own) {
            int ownLife = life;
            return new PlayedChannel(name, message -> {
                Promise<Answer> answer = Promise.promise();
                attempt(message);
                own.after(random.nextInt(50), () -> answer.complete(answer(message, ownLife)));
                return answer.future();
            });
        }

        private void attempt(Frozen message) {
            Peer peer = peers.get(message.channel());
            String body = new String(message.body(), StandardCharsets.UTF_8);
            String before = peer.bytes.putIfAbsent(message.id(), body);
            assertTrue(before == null || before.equals(body), () -> said("the bytes of " + message.id() + " changed"));
            try {
                assertTrue(
                        journal.frozen(message.channel()).stream()
                                .anyMatch(it -> it.id().equals(message.id())),
                        () -> said(message.id() + " left before it was durable"));
            } catch (vn.phusong.journal.JournalTrouble e) {
                throw new AssertionError(e);
            }
        }

        private Answer answer(Frozen message, int inLife) {
            int how = isCalm ? 0 : random.nextInt(10);
            if (how < 5) {
                take(message, inLife);
                return PlayedChannel.TAKEN;
            }
            // Who took it under that id does not say that it can never be taken.
            boolean isKnown = peers.get(message.channel()).takenInLife.containsKey(message.id());
            if (how < 6 && !isKnown) {
                return PlayedChannel.REFUSED;
            }
            return how < 8 ? PlayedChannel.LATER : how < 9 ? PlayedChannel.NOBODY : PlayedChannel.LOST;
        }

        private void take(Frozen message, int inLife) {
            Peer peer = peers.get(message.channel());
            Integer before = peer.takenInLife.put(message.id(), inLife);
            if (before != null) {
                repeats++;
                assertTrue(before < inLife, () -> said(message.id() + " was taken twice although we lived"));
                return;
            }
            for (String id : message.members()) {
                assertTrue(
                        peer.told.add(id) || message.members().size() > 1 || message.isPart(),
                        () -> said(id + " was told under two ids"));
            }
            peer.taken.add(message);
            parts += message.isPart() ? 1 : 0;
            many += incidents(message.members()).size() > 1 ? 1 : 0;
        }

        private void owe() {
            String incident = "gn-" + random.nextInt(4) + "-m1";
            int revision = revisions.merge(incident, 1, Integer::sum);
            Owed.Step step = revision % 2 == 1 ? Owed.Step.OPENED : Owed.Step.CLOSED;
            journal.owe(thread.millis(), OutboxTest.owed(incident, revision, step, thread.millis()));
        }

        /** Of each incident the newest revision. */
        private static Map<String, Integer> incidents(List<String> members) {
            Map<String, Integer> newest = new TreeMap<>();
            for (String id : members) {
                int dot = id.lastIndexOf('.');
                newest.merge(id.substring(0, dot), Integer.parseInt(id.substring(dot + 1)), Math::max);
            }
            return newest;
        }

        private void check() throws Exception {
            for (Map.Entry<String, Peer> one : peers.entrySet()) {
                Map<String, Integer> newest = new HashMap<>();
                for (Frozen message : one.getValue().taken) {
                    // What was taken before we died may come again in a message of more, or of a part of those.
                    boolean isOfOne = incidents(message.members()).size() == 1 && !message.isPart();
                    incidents(message.members()).forEach((incident, revision) -> {
                        Integer before = newest.put(incident, revision);
                        assertTrue(
                                before == null || before < revision || (!isOfOne && before.equals(revision)),
                                () -> said(incident + "." + revision + " came after a newer one"));
                    });
                }
                for (Map.Entry<Long, Owed> owed : journal.owedAfter(0, 1_000)) {
                    settledOnce(one.getKey(), one.getValue(), owed.getValue().id());
                }
                assertEquals(List.of(), journal.frozen(one.getKey()), said("nothing waits"));
            }
            assertEquals(newestOwed(), journal.cursor(AlertFollower.NAME), said("the cursor"));
        }

        private void settledOnce(String channel, Peer peer, String owed) throws Exception {
            List<String> results = journal.receipts(owed).stream()
                    .filter(receipt -> receipt.channel().equals(channel))
                    .map(FollowerNote.Receipt::result)
                    .toList();
            assertEquals(1, results.size(), said(owed + " on " + channel + ": " + results));
            boolean isTold = !results.get(0).equals("set_aside");
            assertTrue(!isTold || peer.told.contains(owed), said(owed + " is said to be told, and was not"));
        }

        private long newestOwed() throws Exception {
            List<Map.Entry<Long, Owed>> all = journal.owedAfter(0, 1_000);
            return all.isEmpty() ? 0 : all.get(all.size() - 1).getKey();
        }

        private String said(String what) {
            return "world " + seed + ": " + what;
        }
    }
}
