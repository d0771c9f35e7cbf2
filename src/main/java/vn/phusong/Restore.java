package vn.phusong;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import vn.phusong.alert.Held;
import vn.phusong.journal.JournalCopy;
import vn.phusong.journal.JournalRefused;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.journal.NewFolder;

/** Makes a data folder out of a backup. All of the backup is read and held against its checksums before the folder is touched. */
final class Restore {
    /** Where the settings of the backup are put, for people; the program does not read it. */
    static final String SETTINGS = "restored-" + Backup.SETTINGS;

    private final Path file;
    private final ZipFile zip;
    private final BackupManifest manifest;

    private Restore(Path file, ZipFile zip, BackupManifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** @param folder new or empty */
    static BackupManifest run(Path file, Path folder) throws Failure {
        try (ZipFile zip = open(file)) {
            Restore restore = new Restore(file, zip, manifest(file, zip));
            restore.check();
            restore.into(folder);
            return restore.manifest;
        } catch (IOException e) {
            throw new Failure(folder + " cannot be written: " + e.getMessage());
        }
    }

    private static ZipFile open(Path file) throws Failure {
        try {
            return new ZipFile(file.toFile());
        } catch (NoSuchFileException e) {
            throw new Failure("there is no file " + file);
        } catch (IOException e) {
            throw broken(file, e);
        }
    }

    private static Failure broken(Path file, IOException e) {
        return refused(file, "it was cut short or damaged (" + e.getMessage() + ")");
    }

    private static Failure refused(Path file, String why) {
        return new Failure(file + " cannot be restored: " + why + "; nothing was written");
    }

    private static BackupManifest manifest(Path file, ZipFile zip) throws Failure {
        ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
        if (entry == null) {
            throw refused(file, "it is no backup of Phủ Sóng, there is no manifest in it");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return BackupManifest.read(in.readNBytes(1 << 20));
        } catch (IOException e) {
            throw broken(file, e);
        } catch (Failure e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    private void check() throws Failure {
        for (String name : new String[] {Backup.JOURNAL, Backup.SETTINGS}) {
            try {
                read(name, OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw broken(file, e);
            }
        }
    }

    /** @throws Failure when what comes out is not what the manifest promises */
    private void read(String name, OutputStream out) throws IOException, Failure {
        ZipEntry entry = zip.getEntry(name);
        BackupManifest.Part promised = manifest.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElse(null);
        if (entry == null || promised == null) {
            throw refused(file, name + " is missing in it");
        }
        MessageDigest sha256 = Backup.sha256();
        long bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = Backup.copy(in, out, sha256);
        }
        if (bytes != promised.bytes()
                || !HexFormat.of().formatHex(sha256.digest()).equals(promised.sha256())) {
            throw refused(file, "it is damaged, " + name + " in it is not what its manifest says");
        }
    }

    private void into(Path folder) throws Failure, IOException {
        boolean isDone = false;
        try (NewFolder ours = NewFolder.take(folder)) {
            put(Backup.JOURNAL, ours.draft());
            JournalCopy.Content held = JournalCopy.note(ours.draft(), Held.NAME);
            if (!held.equals(manifest.journal())) {
                throw refused(
                        file,
                        "its journal ends at position " + held.position() + ", its manifest says "
                                + manifest.journal().position());
            }
            try {
                put(Backup.SETTINGS, folder.resolve(SETTINGS));
                ours.settle();
                isDone = true;
            } finally {
                boolean wasThere = !isDone && Files.deleteIfExists(folder.resolve(SETTINGS));
                assert !isDone || !wasThere;
            }
        } catch (JournalRefused | JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private void put(String name, Path target) throws IOException, Failure {
        try (FileChannel channel = FileChannel.open(OwnFile.create(target), StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            read(name, out);
            channel.force(true);
        }
    }
}
