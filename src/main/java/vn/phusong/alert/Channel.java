package vn.phusong.alert;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Frozen;

/**
 * A way to a receiver. Says once what a notice looks like there, and makes one attempt when asked to; when to ask, and how often, is {@link Outbox}'s to
 * say. Holds nothing that must outlive the process.
 */
public interface Channel extends AutoCloseable {
    /** Names its receipts and gauges, the same after every restart; no secret in it. */
    String name();

    /**
     * Whether one message may tell several incidents. False only for what nobody reads as it comes, such as the log: everything else is spared a flood.
     */
    default boolean gathers() {
        return true;
    }

    /** What is sent. Equal notices, equal bytes: no clock, no chance. Kept as it is for every attempt. Must not block. */
    byte[] compose(Notice notice);

    /** The same for a letter; null when this way carries notices only. */
    default byte @Nullable [] compose(Letter letter) {
        return null;
    }

    /** One attempt. Never fails: no answer is an answer too. The same message always leaves with the same bytes under the same id. Any thread. */
    Future<Answer> deliver(Frozen message);

    /** At most so many attempts are under way. */
    int atOnce();

    @Override
    void close();
}
