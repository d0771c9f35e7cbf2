package vn.phusong.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The data folder while it is ours. The lock dies with the process, so a crash never leaves a folder locked. */
final class DataFolder implements AutoCloseable {
    static final String FILE = "phusong.db";
    static final String LOCK = "phusong.lock";

    /** The byte that is locked, far behind the text, so that others can read whose lock it is. */
    private static final long LOCKED_BYTE = 1L << 32;

    /**
     * Folders open in this process. Closing any channel on a file gives up all of the process's locks on it (POSIX), so a second try of our own must not even
     * open the lock file.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DataFolder take(Path folder) throws JournalRefused {
        Path real = create(folder);
        if (!OURS.add(real)) {
            throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw inUse(folder, whose(channel));
            }
            sign(channel);
            return new DataFolder(real, channel);
        } catch (IOException e) {
            throw giveUp(
                    real, channel, new JournalRefused("data folder " + folder + " cannot be written to: " + why(e)));
        } catch (JournalRefused e) {
            throw giveUp(real, channel, e);
        }
    }

    Path file() {
        return path.resolve(FILE);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OURS.remove(path);
        }
    }

    private static Path create(Path folder) throws JournalRefused {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new JournalRefused("data folder " + folder + " is a file, not a folder");
        }
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new JournalRefused("data folder " + folder + " cannot be made: " + why(e));
        }
    }

    private static JournalRefused giveUp(Path real, @Nullable FileChannel channel, JournalRefused refused) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            refused.addSuppressed(e);
        }
        OURS.remove(real);
        return refused;
    }

    private static JournalRefused inUse(Path folder, String pid) {
        return new JournalRefused("data folder " + folder + " is in use by another running instance (pid " + pid + ")");
    }

    private static String whose(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        int length = channel.read(text, 0);
        return length <= 0 ? "unknown" : new String(text.array(), 0, length, StandardCharsets.US_ASCII).strip();
    }

    private static void sign(FileChannel channel) throws IOException {
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        if (channel.truncate(0).write(ByteBuffer.wrap(pid), 0) != pid.length) {
            throw new IOException("no room");
        }
    }

    private static String why(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }
}
