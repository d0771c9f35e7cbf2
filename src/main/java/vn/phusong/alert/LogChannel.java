package vn.phusong.alert;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.journal.Frozen;

/** A line in the log, in Vietnamese. Always there. Any thread. */
public final class LogChannel implements Channel {
    public static final String NAME = "log";
    /** The lines for people have a name of their own, so that they can be routed. */
    private static final Logger TOLD = LoggerFactory.getLogger("vn.phusong.told");

    private static final Answer WRITTEN = new Answer(Answer.Kind.DELIVERED, "", 0);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean gathers() {
        return false;
    }

    @Override
    public byte[] compose(Notice notice) {
        return line(notice.text().vi());
    }

    @Override
    public byte[] compose(Letter letter) {
        return line(letter.vi());
    }

    private static byte[] line(String text) {
        return text.replace("\n", " | ").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Future<Answer> deliver(Frozen message) {
        TOLD.info(new String(message.body(), StandardCharsets.UTF_8));
        return Future.succeededFuture(WRITTEN);
    }

    @Override
    public int atOnce() {
        return 64;
    }

    @Override
    public void close() {}
}
