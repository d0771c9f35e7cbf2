package vn.phusong.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.coverage.Rules;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.SnapshotRow;
import vn.phusong.journal.LogRows.Tail;

/**
 * The one file we may never lose. One writer: the disk worker. Every method blocks and belongs on the disk worker, except {@link #reader()}, whose
 * readers have connections of their own.
 */
public final class Journal implements AutoCloseable {
    private static final String FIRST_RULES = "first_rules";

    private final DataFolder folder;
    private final JournalSettings settings;
    private final Frame frame = new Frame();
    private final List<String> notices = new ArrayList<>();
    private final Pen pen;
    private volatile Tail tail = new Tail(0, 0, 1);

    private Journal(DataFolder folder, JournalSettings settings, Disk disk) {
        this.folder = folder;
        this.settings = settings;
        this.pen = new Pen(folder.file(), settings, disk, frame);
    }

    /**
     * Opens or creates {@code phusong.db} in {@code folder} and takes the folder's lock.
     *
     * @throws JournalRefused with one sentence for people: folder not writable, in use by another instance, journal of a newer program, damaged
     */
    public static Journal open(Path folder, JournalSettings settings) throws JournalRefused {
        return open(folder, settings, Disk.REAL);
    }

    /** The same with a disk that may fail between any two writes. */
    public static Journal open(Path folder, JournalSettings settings, Disk disk) throws JournalRefused {
        Journal journal = new Journal(DataFolder.take(folder), settings, disk);
        try {
            journal.start();
            return journal;
        } catch (JournalRefused | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private void start() throws JournalRefused {
        try {
            note(Newest.tornTail(folder.file()));
            try (Database database = pen.connect()) {
                Schema.prepare(database);
                note(Newest.check(database, frame));
                tail = LogRows.tail(database);
            }
        } catch (SQLException e) {
            throw new JournalRefused(Trouble.sentence(folder.file(), e));
        } catch (IOException e) {
            throw new JournalRefused(folder.file() + " cannot be read: " + e.getMessage());
        }
    }

    private void note(@Nullable String notice) {
        if (notice != null) {
            notices.add(notice);
        }
    }

    /** What opening found and mended, one sentence each; empty on an ordinary day. */
    public List<String> notices() {
        return List.copyOf(notices);
    }

    /**
     * The engine as the journal's last commit left it: its snapshot rows, then every later event stepped in, effects not told again. Call it once, before
     * the first commit.
     *
     * @param whenEmpty rules of a new journal, which remembers them; an old one goes on under its own
     */
    public Restored restore(Rules whenEmpty) throws JournalRefused {
        long begun = System.nanoTime();
        Rules first = firstRules(whenEmpty);
        Fold<Engine> fold =
                restore(rows -> rows.isEmpty() ? new Engine(first) : Engine.restore(rows), (engine, event) -> {
                    Effects told = engine.step(event);
                    assert told != null;
                });
        tail = new Tail(tail.position(), tail.rawEnd(), fold.state().rules().version());
        return new Restored(fold.state(), fold.rows(), fold.replayed(), (System.nanoTime() - begun) / 1_000_000);
    }

    /** What a fold over the whole journal came to. */
    record Fold<S>(S state, int rows, long replayed) {}

    /** Any fold: a state from the snapshot's rows, then every later event. */
    <S> Fold<S> restore(Function<List<SnapshotRow>, S> start, BiConsumer<S, Event> step) throws JournalRefused {
        try {
            Replay replay = new Replay(pen.nib().database(), frame);
            List<SnapshotRow> rows = replay.rows();
            S state = begun(rows, start);
            return new Fold<>(state, rows.size(), replay.replay(state, step));
        } catch (SQLException e) {
            throw new JournalRefused(Trouble.sentence(folder.file(), e));
        } catch (Damaged e) {
            throw new JournalRefused(folder.file() + " cannot be read at " + e.getMessage()
                    + ": start the program that wrote it, or restore a copy of the data folder");
        }
    }

    /** Rows that are no state are the file's fault, not a bug of ours; an event that cannot be stepped is a bug and crashes. */
    private static <S> S begun(List<SnapshotRow> rows, Function<List<SnapshotRow>, S> start) {
        try {
            return start.apply(rows);
        } catch (IllegalArgumentException e) {
            throw new Damaged("its snapshot: " + e.getMessage(), e);
        }
    }

    private Rules firstRules(Rules whenEmpty) throws JournalRefused {
        try (JournalReader reader = reader()) {
            Rules kept = firstRules(reader);
            if (kept != null) {
                return kept;
            }
            keep(FIRST_RULES, Forms.RULES.write(whenEmpty));
            return whenEmpty;
        } catch (JournalTrouble e) {
            throw new JournalRefused(String.valueOf(e.getMessage()));
        }
    }

    /** The position of the newest event, 0 in an empty journal. Any thread. */
    public long position() {
        return tail.position();
    }

    /** What the journal's file takes on the disk now, bytes. Any thread. */
    public long bytes() {
        return folder.file().toFile().length();
    }

    /** How many bytes of raw readings may lie in it before the oldest go. */
    public long rawKeptBytes() {
        return settings.rawKeptBytes();
    }

    /**
     * Makes {@code commit} durable, all or nothing, and returns only after the sync.
     *
     * @return the position of its last event
     * @throws JournalTrouble disk full, slow or broken: nothing of it is there, the same commit may be tried again
     */
    public long commit(Commit commit) throws JournalTrouble {
        Tail before = tail;
        Tail after = pen.transaction(nib -> nib.rows().write(before, commit));
        tail = after;
        return after.position();
    }

    /** Keeps a document (boundaries, for one) under its name, in place of the one before. Durable when it returns. */
    public void keep(String name, byte[] bytes) throws JournalTrouble {
        byte[] framed = frame.seal(bytes);
        int written = pen.transaction(nib -> nib.rows().document(name, framed));
        assert written == 1;
    }

    /** Keeps what changed about accounts and sessions, with the acts that say who did it. Durable when it returns. */
    public void keep(PeopleChange change) throws JournalTrouble {
        int rows = pen.transaction(nib -> {
            if (!change.acts().isEmpty()) {
                new AuditRows(nib.database()).append(change.acts());
            }
            return People.write(nib.database(), change);
        });
        assert rows >= 0;
    }

    /**
     * Lets go of a bounded number of raw readings that are too old or too many, and moves the write-ahead log into the file without waiting for readers.
     * For quiet moments, every few seconds.
     *
     * @param now epoch milliseconds of the clock that events carry
     * @return how many entries lost their readings; above 0 there may be more to do
     */
    public int trim(long now) throws JournalTrouble {
        Tail end = tail;
        int gone = pen.transaction(nib -> nib.retention().trim(now, end));
        pen.checkpoint();
        return gone;
    }

    /** A reading door with a connection of its own, for one thread at a time. Sees whole commits only. Any thread. */
    public JournalReader reader() throws JournalTrouble {
        try {
            return new SqliteReader(folder.file());
        } catch (SQLException e) {
            throw Trouble.of(folder.file(), e);
        }
    }

    /**
     * A reading door to the journal of a folder, whether a program writes to it or not. Takes no lock and changes nothing.
     *
     * @throws JournalTrouble when there is no journal in the folder
     */
    public static JournalReader readerOf(Path folder) throws JournalTrouble {
        Path file = folder.resolve(DataFolder.FILE);
        if (!Files.exists(file)) {
            throw new JournalTrouble("there is no journal in " + folder);
        }
        try {
            return new SqliteReader(file);
        } catch (SQLException e) {
            throw Trouble.of(file, e);
        }
    }

    /** The rules the journal began with; null when it holds nothing yet. */
    public static @Nullable Rules firstRules(JournalReader reader) throws JournalTrouble {
        byte[] kept = reader.document(FIRST_RULES);
        return kept == null ? null : Forms.RULES.read(kept);
    }

    /** For tests: a disk with room for so many pages. */
    void limitPages(long pages) throws SQLException {
        pen.nib().database().execute("PRAGMA max_page_count = " + pages);
    }

    @Override
    public void close() {
        pen.close();
        frame.close();
        folder.close();
    }
}
