package vn.phusong.journal;

import java.nio.file.Path;
import vn.phusong.engine.Engine;

/**
 * The one file we may never lose. One writer: the disk worker. Every method blocks and belongs on the disk worker, except {@link #reader()}, whose
 * readers have connections of their own.
 */
public final class Journal implements AutoCloseable {
    /**
     * Opens or creates {@code phusong.db} in {@code folder} and takes the folder's lock.
     *
     * @throws JournalRefused with one sentence for people: folder not writable, in use by another instance, journal of a newer program, damaged
     */
    public static Journal open(Path folder, JournalSettings settings) throws JournalRefused {
        if (settings.quarantineRows() >= 0) {
            throw new JournalRefused("not built: " + folder);
        }
        return new Journal();
    }

    /** The engine as the journal's last commit left it: its snapshot rows, then every later event stepped in, effects not told again. */
    public Engine restore(vn.phusong.coverage.Rules whenEmpty) throws JournalTrouble {
        return new Engine(whenEmpty);
    }

    /** The position of the newest event, 0 in an empty journal. */
    public long position() {
        return 0;
    }

    /**
     * Makes {@code commit} durable, all or nothing, and returns only after the sync.
     *
     * @return the position of its last event
     * @throws JournalTrouble disk full, slow or broken: nothing of it is there, the same commit may be tried again
     */
    public long commit(Commit commit) throws JournalTrouble {
        if (commit.steps().isEmpty()) {
            throw new JournalTrouble("not built");
        }
        return 0;
    }

    /** A reading door with a connection of its own, for one thread at a time. Sees whole commits only. */
    public JournalReader reader() throws JournalTrouble {
        if (position() == 0) {
            throw new JournalTrouble("not built");
        }
        throw new IllegalStateException();
    }

    @Override
    public void close() {}
}
