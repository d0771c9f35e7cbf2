package vn.phusong.alert;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Event;
import vn.phusong.incident.Act;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Deed;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.incident.Whereabouts;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;

/**
 * 1 300 incidents fall due in one tick, the example policy, six channels, 50 silences over other places: CPU of the policy, of reading the facts it goes by
 * from a real journal, and of writing the one message of a mailbox. Never fails by a time.
 */
public final class PolicyBench {
    private static final int INCIDENTS = 1_300;
    private static final long NOW = OutboxTest.EIGHT;
    private static final List<String> AREAS = List.of("01864", "060", "19");
    private static final Whereabouts GROUND = (village, at) -> AREAS;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<String> CHANNELS = List.of(
            "mail:sokhcn@example.vn",
            "mail:an@example.vn",
            "mail:an.rieng@example.vn",
            "mail:binh@example.vn",
            "mail:truong.ca@example.vn");

    private final Policy policy;
    private final Acts acts = acts();
    private final List<Owed> owed = new ArrayList<>();

    private PolicyBench() throws PolicyRefused {
        policy = PolicyReader.read(resource("/alert-policy.example.txt"), CHANNELS, file -> resource("/" + file));
        for (int i = 0; i < INCIDENTS; i++) {
            owed.add(OutboxTest.owed("gn-%04d-f1".formatted(i), 1, Owed.Step.OPENED, NOW));
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PolicyBench.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String... args) throws Exception {
        PolicyBench bench = new PolicyBench();
        // The first rounds only warm the compiler, which a server that ran for a day has done.
        for (int round = 0; round < 5; round++) {
            bench.run(round);
        }
    }

    private static Acts acts() {
        List<Act> acts = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            acts.add(Act.of(
                    NOW,
                    "an",
                    Deed.SILENCE,
                    "silence-" + i,
                    Act.OVER,
                    "village:other-" + i,
                    Act.START,
                    Long.toString(NOW - 1),
                    Act.END,
                    Long.toString(NOW + 3_600_000),
                    Act.REASON,
                    "bench"));
        }
        return Acts.of(acts);
    }

    private static double ms(long sinceNs) {
        return (THREADS.getCurrentThreadCpuTime() - sinceNs) / 1e6;
    }

    private void run(int round) throws Exception {
        List<Story> stories = new ArrayList<>();
        double reading = read(stories);
        long begin = THREADS.getCurrentThreadCpuTime();
        int told = 0;
        for (String channel : CHANNELS) {
            told += decide(stories, channel);
        }
        double deciding = ms(begin);
        begin = THREADS.getCurrentThreadCpuTime();
        int bytes = new MailForm("a@b.vn", "c@d.vn")
                .bytes(new Notice(
                        owed.stream()
                                .map(one -> new Notice.Part(
                                        List.of(one),
                                        new Names(
                                                "Thôn Bản Co, Xã Bằng Thành", "Bản Co village, Bằng Thành", id -> id)))
                                .toList(),
                        ""))
                .length;
        System.out.printf(
                Locale.ROOT,
                "round %d: %d incidents in one tick, %d channels: policy %.1f ms CPU (%d messages); facts from the"
                        + " journal %.1f ms CPU; the mail that names all %.1f ms CPU, %d kB%n",
                round,
                INCIDENTS,
                CHANNELS.size(),
                deciding,
                told,
                reading,
                ms(begin),
                bytes / 1024);
    }

    /** Decides each, and gathers what is due into messages. */
    private int decide(List<Story> stories, String channel) {
        Parcels parcels = new Parcels(true, policy.storm());
        List<Lanes.Lane> due = new ArrayList<>();
        for (Story story : stories) {
            Asked asked = Asked.of(acts, story.newest().incident(), NOW, GROUND);
            Decision decision = Deciding.of(policy, story.with(AREAS, asked, NOW), channel, NOW);
            if (decision.what() == Decision.What.TELL) {
                Lanes.Lane lane = new Lanes.Lane(story.newest().incident().id());
                lane.tell = decision;
                due.add(lane);
            }
        }
        long again = parcels.gather(due, NOW);
        assert again > 0;
        return parcels.all().size();
    }

    /** What one channel reads of all incidents, from a journal on the disk. */
    private double read(List<Story> stories) throws Exception {
        Path folder = Files.createTempDirectory("phusong-policy-bench");
        try (Journal journal =
                Journal.open(folder, new JournalSettings("FULL", Long.MAX_VALUE / 4, Long.MAX_VALUE / 4, 10))) {
            Effects effects = new Effects(List.of(), List.of(), owed, List.of(), List.of());
            long position = journal.commit(new Commit(
                    List.of(new Commit.Step(new Event.Tick(NOW), effects)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
            assert position > 0;
            try (JournalReader reader = journal.reader()) {
                Settled settled = new Settled(
                        new AlertFollower.Ground(
                                reader,
                                note -> CompletableFuture.completedFuture(0L),
                                new PlayedThread(NOW),
                                new PlayedThread(NOW)),
                        "mail:an@example.vn",
                        (receipts, messages) -> CompletableFuture.completedFuture(0L));
                long begin = THREADS.getCurrentThreadCpuTime();
                for (Owed one : owed) {
                    stories.add(Story.read(reader, one.incident().id(), settled, new Debts.Floor(0, 0)));
                }
                return ms(begin);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
