package vn.phusong;

import io.vertx.core.Vertx;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.AlertFollower;
import vn.phusong.alert.AlertSettings;
import vn.phusong.alert.AlertStatus;
import vn.phusong.alert.Backoff;
import vn.phusong.alert.Webhook;
import vn.phusong.history.DuckDbHistory;
import vn.phusong.history.History;
import vn.phusong.history.HistoryFollower;
import vn.phusong.history.HistorySettings;
import vn.phusong.history.HistoryStatus;
import vn.phusong.history.Roster;
import vn.phusong.incident.Names;
import vn.phusong.ingest.Durable;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.village.Device;
import vn.phusong.village.Operator;

/** Those who read the journal at their own pace: the telling of what is owed, and the history of readings. Slow or down, they never touch ingest. */
final class Followers {
    private final Telling telling;
    private final @Nullable Keeping keeping;

    private record Telling(AlertFollower alert, FollowerThread thread, @Nullable Webhook webhook) {}

    private record Keeping(HistoryFollower follower, History store, FollowerThread thread) {}

    private Followers(Telling telling, @Nullable Keeping keeping) {
        this.telling = telling;
        this.keeping = keeping;
    }

    static Followers start(Vertx vertx, Settings settings, Watch watch) throws JournalTrouble, Failure {
        Telling telling = telling(vertx, settings, watch);
        Keeping keeping = settings.isOn("history.enabled") ? keeping(settings, watch) : null;
        Followers followers = new Followers(telling, keeping);
        watch.batcher().listen(followers::look);
        telling.alert().wake();
        if (keeping != null) {
            keeping.follower().durable(watch.journal().position());
        }
        return followers;
    }

    private static Telling telling(Vertx vertx, Settings settings, Watch watch) throws JournalTrouble, Failure {
        FollowerThread thread = FollowerThread.named("alert");
        AlertSettings alerts = alerts(settings);
        URI address = alerts.webhook();
        Webhook webhook = address == null ? null : new Webhook(vertx, address, alerts, watch.clock());
        AlertFollower alert = new AlertFollower(
                new AlertFollower.Ground(
                        watch.journal().reader(), note -> watch.batcher().note(note), thread, watch.clock()),
                alerts,
                incident -> Names.of(watch.registry(), incident),
                webhook);
        return new Telling(alert, thread, webhook);
    }

    private static AlertSettings alerts(Settings settings) throws Failure {
        String address = settings.text("webhook.url");
        AlertSettings usual = AlertSettings.LOG_ONLY;
        try {
            return new AlertSettings(
                    address.isEmpty() ? null : AlertSettings.address(address),
                    settings.given("webhook.authorization").orElse(null),
                    settings.text("web.link"),
                    usual.loaded(),
                    usual.atOnce(),
                    settings.millis("webhook.timeout"),
                    new Backoff(usual.retry().firstMs(), settings.millis("webhook.backoff.max")));
        } catch (IllegalArgumentException e) {
            throw new Failure("webhook.url: " + e.getMessage());
        }
    }

    private static Keeping keeping(Settings settings, Watch watch) throws JournalTrouble {
        FollowerThread thread = FollowerThread.named("history");
        HistorySettings kept =
                new HistorySettings(settings.millis("history.raw.days"), settings.millis("history.rollup.days"), (int)
                        (settings.bytes("history.memory") >> 20));
        History store = new DuckDbHistory(settings.dataFolder(), kept, new Attribution(watch));
        HistoryFollower follower = new HistoryFollower(
                store, watch.journal().reader(), note -> watch.batcher().note(note), thread, watch.clock());
        return new Keeping(follower, store, thread);
    }

    /** Readings belong to the village where the device stood at their time. */
    private record Attribution(Watch watch) implements Roster {
        @Override
        public @Nullable String village(String device, long at) {
            Device row = watch.registry().device(device, at);
            return row == null ? null : row.village();
        }

        @Override
        public @Nullable String operator(String plmn) {
            Operator operator = watch.registry().operatorOf(plmn);
            return operator == null ? null : operator.id();
        }
    }

    private void look(Durable durable) {
        if (durable.steps().stream().anyMatch(step -> !step.effects().owed().isEmpty())) {
            telling.alert().wake();
        }
        if (keeping != null) {
            keeping.follower().durable(durable.position());
        }
    }

    AlertStatus alertStatus() {
        return telling.alert().status();
    }

    @Nullable
    HistoryStatus historyStatus() {
        return keeping == null ? null : keeping.follower().status();
    }

    @Nullable
    History history() {
        return keeping == null ? null : keeping.store();
    }

    void stop() throws Failure {
        telling.thread().close();
        if (telling.webhook() != null) {
            telling.webhook().close();
        }
        if (keeping != null) {
            keeping.thread().close();
            try {
                keeping.store().close();
            } catch (Exception e) { // thread's top: the program ends, and history can be filled again
                throw new Failure("history did not close well: " + e.getMessage());
            }
        }
    }
}
