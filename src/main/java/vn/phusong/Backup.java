package vn.phusong;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.phusong.journal.JournalCopy;
import vn.phusong.journal.JournalTrouble;

/**
 * Makes one file out of what may not be lost: the journal as of one moment, and the settings without secrets. Never overwrites, never leaves half a file
 * under the name asked for, readable by its owner only. Blocks for minutes on a large journal; ingest goes on beside it.
 */
final class Backup {
    static final String JOURNAL = "phusong.db";
    static final String SETTINGS = "settings.properties";

    private static final String DRAFT = ".phusong-backup-";
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final Path folder;

    private Backup(Path file) {
        this.file = file;
        this.folder = Optional.ofNullable(file.getParent()).orElse(file);
    }

    /** @param file where to; absolute, since the program that runs has a working folder of its own */
    static BackupManifest write(Path file, Settings settings, InstantSource clock) throws Failure {
        if (!file.isAbsolute()) {
            throw new Failure("a backup needs the whole path of its file, was " + file);
        }
        return new Backup(file.normalize()).write(settings, clock);
    }

    private BackupManifest write(Settings settings, InstantSource clock) throws Failure {
        if (Files.exists(file)) {
            throw new Failure(file + " is there already: a backup never overwrites");
        }
        try {
            refuseWithoutRoom(settings.dataFolder());
            Path copy = draft();
            Path archive = draft();
            try {
                BackupManifest manifest = pack(copy, archive, settings, clock);
                Path placed = Files.move(archive, file);
                sync(placed.resolveSibling("."));
                return manifest;
            } finally {
                boolean hadCopy = Files.deleteIfExists(copy);
                boolean isFailed = Files.deleteIfExists(archive);
                assert hadCopy || isFailed;
            }
        } catch (JournalTrouble e) {
            throw new Failure("no backup: " + e.getMessage());
        } catch (FileAlreadyExistsException e) {
            throw new Failure(file + " is there already: a backup never overwrites");
        } catch (IOException e) {
            throw new Failure(file + " cannot be written: " + e.getMessage());
        }
    }

    /** A backup beside the journal must not take the room that acknowledging needs: the copy and its archive both have to fit. */
    private void refuseWithoutRoom(Path dataFolder) throws IOException, Failure {
        if (!Files.isDirectory(folder)) {
            throw new Failure("there is no folder " + folder + " to put a backup in");
        }
        Path journal = dataFolder.resolve(JOURNAL);
        long needed = Files.exists(journal) ? 2 * Files.size(journal) : 0;
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed) {
            throw new Failure("no backup: " + folder + " has " + (free >> 20)
                    + " MB free, a copy and its archive may need " + (needed >> 20) + " MB");
        }
    }

    private Path draft() throws IOException {
        Path draft = folder.resolve(DRAFT + Long.toHexString(new SecureRandom().nextLong()));
        return OwnFile.create(draft);
    }

    private BackupManifest pack(Path copy, Path archive, Settings settings, InstantSource clock)
            throws JournalTrouble, IOException {
        long madeAt = clock.millis();
        JournalCopy.Content content = JournalCopy.take(settings.dataFolder(), copy);
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
            zip.setLevel(Deflater.BEST_SPEED);
            BackupManifest.Part journal;
            try (InputStream in = Files.newInputStream(copy)) {
                journal = add(zip, JOURNAL, in);
            }
            byte[] text = SettingsPrint.withoutSecrets(settings).getBytes(StandardCharsets.UTF_8);
            BackupManifest.Part kept = add(zip, SETTINGS, new ByteArrayInputStream(text));
            BackupManifest manifest = new BackupManifest(version(), madeAt, content, List.of(journal, kept));
            zip.putNextEntry(new ZipEntry(BackupManifest.ENTRY));
            zip.write(manifest.json().encodePrettily().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.finish();
            zip.flush();
            channel.force(true);
            return manifest;
        }
    }

    private static BackupManifest.Part add(ZipOutputStream zip, String name, InputStream in) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest sha256 = sha256();
        long bytes = copy(in, zip, sha256);
        zip.closeEntry();
        return new BackupManifest.Part(name, bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    /** Copies all of {@code in} and tells the digest of it. */
    static long copy(InputStream in, OutputStream out, MessageDigest digest) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long bytes = 0;
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
            out.write(chunk, 0, read);
            bytes += read;
        }
        return bytes;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A name is durable when its folder is; not every file system can sync one, and then there is nothing to do. */
    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            assert Files.isDirectory(directory);
        }
    }

    private static String version() {
        return Optional.ofNullable(Backup.class.getPackage().getImplementationVersion())
                .orElse("unbuilt");
    }
}
