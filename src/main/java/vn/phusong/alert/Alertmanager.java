package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.journal.Frozen;

/**
 * Pushes incidents to an Alertmanager, over {@code POST /api/v2/alerts}. One post at a time: of two on their way at once the older might arrive last, and an
 * incident that is over would stand there as open. An open one carries an end so far away that Alertmanager never resolves it by itself, also while we are
 * down; {@link AlertmanagerAgain} tells it again to one that was restarted. Any thread.
 */
public final class Alertmanager implements Channel {
    private static final String PATH = "/api/v2/alerts";

    private final Webhook posts;
    private final String name;

    // Guarded by this.
    private Future<Answer> last = Future.succeededFuture();

    /** @param url of the Alertmanager, without the path of its API */
    public Alertmanager(Vertx vertx, URI url, @Nullable String authorization, long answerMs, InstantSource clock) {
        URI address = WebhookSettings.address(url.toString().replaceAll("/+$", "") + PATH);
        this.name = name(url);
        this.posts = new Webhook(
                vertx, new WebhookSettings(address, authorization, Signature.of(List.of()), 1, answerMs), clock);
    }

    /** For receipts and gauges. */
    public static String name(URI url) {
        return "alertmanager:" + url.getHost();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] compose(Notice notice) {
        return AlertmanagerJson.alerts(notice.each());
    }

    @Override
    public synchronized Future<Answer> deliver(Frozen message) {
        last = last.compose(before -> posts.deliver(message));
        return last;
    }

    /** Posts what was told before once more. */
    Future<Answer> again(List<Notice> told) {
        return deliver(new Frozen(name, "again", "again", List.of("again"), 0, AlertmanagerJson.alerts(told)));
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public void close() {
        posts.close();
    }
}
