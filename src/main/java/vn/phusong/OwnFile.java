package vn.phusong;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A new file that only its owner can read, where the file system knows owners. */
final class OwnFile {
    private OwnFile() {}

    /** @throws IOException when it is there already or cannot be made */
    @CanIgnoreReturnValue
    static Path create(Path file) throws IOException {
        return file.toAbsolutePath()
                        .getFileSystem()
                        .supportedFileAttributeViews()
                        .contains("posix")
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }
}
