package vn.phusong.ingest;

import java.time.InstantSource;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Commit;
import vn.phusong.journal.JournalTrouble;

/** Has one commit made durable, however often it takes; what is in the way is told meanwhile. Watch loop only, but for {@link #trouble()}. */
final class Committer {
    private static final long RETRY_FIRST_MS = 50;
    private static final long RETRY_LAST_MS = 5_000;

    private final DiskWorker disk;
    private final Loop loop;
    private final InstantSource clock;
    private volatile @Nullable DiskTrouble trouble;

    Committer(DiskWorker disk, Loop loop, InstantSource clock) {
        this.disk = disk;
        this.loop = loop;
        this.clock = clock;
    }

    /** Calls {@code durable} with the position, on the loop, when it is. */
    void write(Commit commit, LongConsumer durable) {
        write(commit, durable, 0);
    }

    private void write(Commit commit, LongConsumer durable, int tries) {
        disk.run(() -> {
            try {
                long position = disk.commit(commit);
                loop.run(() -> {
                    trouble = null;
                    durable.accept(position);
                });
            } catch (JournalTrouble e) {
                loop.run(() -> again(commit, durable, tries + 1, String.valueOf(e.getMessage())));
            } catch (RuntimeException | Error e) {
                // A fault of our own: a disk's thread that dies quietly would leave everyone waiting for ever.
                loop.run(() -> {
                    throw e;
                });
                throw e;
            }
        });
    }

    private void again(Commit commit, LongConsumer durable, int tries, String sentence) {
        DiskTrouble before = trouble;
        trouble = new DiskTrouble(before == null ? clock.millis() : before.since(), sentence, tries);
        long wait = Math.min(RETRY_LAST_MS, RETRY_FIRST_MS << Math.min(tries, 10));
        loop.after(wait, () -> write(commit, durable, tries));
    }

    /** Any thread. */
    @Nullable
    DiskTrouble trouble() {
        return trouble;
    }
}
