package vn.phusong;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.AlertFollower;
import vn.phusong.alert.AlertStatus;
import vn.phusong.alert.Channel;
import vn.phusong.alert.Quiet;
import vn.phusong.alert.Ruling;
import vn.phusong.history.History;
import vn.phusong.history.HistoryFollower;
import vn.phusong.history.HistoryStatus;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Names;
import vn.phusong.ingest.Durable;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalTrouble;

/** Those who read the journal at their own pace: the telling of what is owed, and the history of readings. Slow or down, they never touch ingest. */
final class Followers {
    private final Telling telling;
    private final @Nullable Keeping keeping;

    private record Telling(AlertFollower alert, FollowerThread thread, List<Channel> channels) {}

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
        AtomicReference<Acts> seen = new AtomicReference<>(watch.acts().known());
        // A tick or a reading comes soon after whatever people did.
        watch.batcher().listen(durable -> {
            Acts now = watch.acts().known();
            if (seen.getAndSet(now) != now) {
                telling.alert().lookAgain();
            }
        });
        telling.alert().wake();
        if (keeping != null) {
            keeping.follower().durable(watch.journal().position());
        }
        return followers;
    }

    private static Telling telling(Vertx vertx, Settings settings, Watch watch) throws JournalTrouble, Failure {
        FollowerThread thread = FollowerThread.named("alert");
        List<Channel> channels = Channels.open(vertx, settings, watch.clock());
        AlertFollower.Ground ground =
                new AlertFollower.Ground(watch.journal().reader(), watch::remember, thread, watch.clock());
        Lying lying = new Lying(watch::registry);
        Ruling ruling = new Ruling(
                PolicyFile.read(settings),
                lying::areas,
                (incident, at) -> Quiet.of(watch.acts().known(), incident, at, lying));
        AlertFollower alert = new AlertFollower(
                ground, Channels.alerts(settings), incident -> Names.of(watch.registry(), incident), ruling, channels);
        return new Telling(alert, thread, channels);
    }

    private static Keeping keeping(Settings settings, Watch watch) throws JournalTrouble, Failure {
        FollowerThread thread = FollowerThread.named("history");
        History store = Store.open(settings, watch);
        HistoryFollower follower = new HistoryFollower(
                store, watch.journal().reader(), note -> watch.batcher().note(note), thread, watch.clock());
        return new Keeping(follower, store, thread);
    }

    private void look(Durable durable) {
        if (durable.steps().stream().anyMatch(step -> !step.effects().owed().isEmpty())) {
            telling.alert().wake();
        }
        if (keeping != null) {
            keeping.follower().durable(durable.position());
        }
    }

    /** Held notices were released. Any thread. */
    void released() {
        telling.alert().wake();
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
        telling.channels().forEach(Channel::close);
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
