package vn.phusong.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/** A data folder with nothing in it, ours alone until it is closed: where a copy becomes a journal. Never overwrites anything. One thread. */
public final class NewFolder implements AutoCloseable {
    /** What may lie there: our lock, left by a program that ran here, and what a file system of its own begins with. */
    private static final Set<String> NOTHING = Set.of(DataFolder.LOCK, "lost+found");

    private final Path folder;
    private final DataFolder taken;
    private final Path draft;

    private NewFolder(Path folder, DataFolder taken) {
        this.folder = folder;
        this.taken = taken;
        this.draft = folder.resolve(DataFolder.FILE + ".restoring");
    }

    /**
     * Takes the folder's lock.
     *
     * @throws JournalRefused in one sentence: in use, not empty, or not writable; nothing of it was touched
     */
    public static NewFolder take(Path folder) throws JournalRefused {
        if (Files.exists(folder.resolve(DataFolder.LOCK))) {
            DataFolder.take(folder).close();
        }
        refuseUnlessEmpty(folder);
        DataFolder taken = DataFolder.take(folder);
        try {
            refuseUnlessEmpty(folder);
            return new NewFolder(folder, taken);
        } catch (JournalRefused e) {
            taken.close();
            throw e;
        }
    }

    private static void refuseUnlessEmpty(Path folder) throws JournalRefused {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!NOTHING.contains(file.getFileName().toString())) {
                    throw new JournalRefused("data folder " + folder + " is not empty (" + file.getFileName()
                            + "): restore into a new one, nothing is ever overwritten");
                }
            }
        } catch (IOException e) {
            throw new JournalRefused("data folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    /** Where the copy is put, in the folder itself; nothing lies there yet. */
    public Path draft() {
        return draft;
    }

    /** The copy is whole: from now on it is this folder's journal, also after a power cut. */
    public void settle() throws IOException {
        Path journal = Files.move(draft, folder.resolve(DataFolder.FILE), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(journal.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Gives the folder back; a copy that was not settled is taken away. */
    @Override
    public void close() throws IOException {
        try {
            for (String end : new String[] {"", "-wal", "-shm", "-journal"}) {
                boolean unused = Files.deleteIfExists(draft.resolveSibling(draft.getFileName() + end));
            }
        } finally {
            taken.close();
        }
    }
}
