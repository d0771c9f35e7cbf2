package vn.phusong.web;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of an answer's promise: an asker who went away is no trouble of ours and is only worth a trace. */
final class Sent {
    private static final Logger LOG = LoggerFactory.getLogger(Sent.class);

    private Sent() {}

    static void of(Future<Void> answer) {
        answer.onFailure(gone -> LOG.trace("the asker went away: {}", gone.getMessage()));
    }
}
