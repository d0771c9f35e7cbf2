package vn.phusong.alert;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import vn.phusong.journal.Frozen;

/**
 * The feed of incidents as a channel: its receipts are what the feed may tell, so that it tells what the policy lets it, and nothing that people silenced.
 * Any thread.
 */
public final class FeedChannel implements Channel {
    public static final String NAME = "feed";

    private static final Answer TAKEN = new Answer(Answer.Kind.DELIVERED, "", 0);

    @Override
    public String name() {
        return NAME;
    }

    /** An entry of a feed floods nobody. */
    @Override
    public boolean gathers() {
        return false;
    }

    @Override
    public byte[] compose(Notice notice) {
        return (notice.text().vi() + "\n" + notice.text().en()).getBytes(StandardCharsets.UTF_8);
    }

    /** The receipt is all there is to it. */
    @Override
    public Future<Answer> deliver(Frozen message) {
        return Future.succeededFuture(TAKEN);
    }

    @Override
    public int atOnce() {
        return 64;
    }

    @Override
    public void close() {}
}
