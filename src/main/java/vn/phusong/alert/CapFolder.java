package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import vn.phusong.journal.Frozen;

/**
 * Puts notices as CAP 1.2 messages into a folder, one file each, whole or not at all. The same message again writes the same file, so here even the one
 * window is closed. Others may read and remove files as they like. Writes on a worker.
 */
public final class CapFolder implements Channel {
    public static final String NAME = "cap";

    private final Vertx vertx;
    private final CapSettings settings;
    private final CapForm form;

    public CapFolder(Vertx vertx, CapSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.form = new CapForm(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] compose(Notice notice) {
        return form.bytes(notice);
    }

    @Override
    public Future<Answer> deliver(Frozen message) {
        Path file = settings.folder().resolve(CapForm.file(message.id()));
        return vertx.executeBlocking(() -> put(file, message.body()), false)
                .map(done -> new Answer(Answer.Kind.DELIVERED, file.getFileName().toString(), 0))
                .recover(failure -> Future.succeededFuture(
                        new Answer(Answer.Kind.AGAIN, settings.folder() + " takes no file: " + failure, 0)));
    }

    /** Durable and whole before it has its name. */
    private static Path put(Path file, byte[] body) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = folder.resolve("." + file.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(body);
            while (bytes.hasRemaining()) {
                int written = out.write(bytes);
                assert written >= 0;
            }
            out.force(true);
        }
        return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public void close() {}
}
