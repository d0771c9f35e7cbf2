package vn.phusong.history;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import vn.phusong.coverage.SampleRules;
import vn.phusong.journal.Commit;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.Journal;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalSettings;

/** An InfluxDB as the product fills it: a {@link LivedDay}, judged by the engine, through a real journal and the follower. */
public final class FilledStore {
    private static final JournalSettings SETTINGS =
            new JournalSettings("OFF", HistorySettings.DEFAULT.rawKeptMs(), Long.MAX_VALUE / 2, 100);
    /** So many steps in one commit. */
    private static final int AT_ONCE = 200;

    private FilledStore() {}

    /** Runs what is asked at once, in order, and knows of no time. */
    private static final class OwnThread implements FollowerThread {
        private final Deque<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void run(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void after(long delayMs, Runnable task) {
            tasks.add(task);
        }

        private void runAll() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }

        @Override
        public void close() {}
    }

    /** @param end epoch milliseconds, a whole minute */
    public static void fill(InfluxSettings to, Path folder, long end, int hours) throws Exception {
        SmallProvince province = new SmallProvince();
        InfluxHistory.Ground ground = new InfluxHistory.Ground(
                province, province::registry, () -> SampleRules.DEFAULT, InstantSource.system(), folder);
        try (Journal journal = Journal.open(folder, SETTINGS)) {
            long last = live(journal, end, hours);
            try (JournalReader reader = journal.reader();
                    History history = new InfluxHistory(to, HistorySettings.DEFAULT, ground)) {
                OwnThread thread = new OwnThread();
                HistoryFollower follower =
                        new HistoryFollower(history, reader, note -> {}, thread, InstantSource.system());
                follower.durable(last);
                thread.runAll();
                HistoryStatus status = follower.status();
                if (status.position() != last || status.setAside() > 0) {
                    throw new IllegalStateException("not filled: " + status);
                }
            }
        }
    }

    private static long live(Journal journal, long end, int hours) throws Exception {
        List<Commit.Step> steps = new ArrayList<>();
        LivedDay.live(end, hours, (event, effects, engine) -> {
            steps.add(new Commit.Step(event, effects));
            if (steps.size() == AT_ONCE) {
                commit(journal, steps);
            }
        });
        return commit(journal, steps);
    }

    @CanIgnoreReturnValue
    private static long commit(Journal journal, List<Commit.Step> steps) throws Exception {
        long position =
                journal.commit(new Commit(List.copyOf(steps), List.of(), List.of(), List.of(), List.of(), List.of()));
        steps.clear();
        return position;
    }
}
