package vn.phusong;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.AlertFollower;
import vn.phusong.alert.AlertStatus;
import vn.phusong.alert.Alertmanager;
import vn.phusong.alert.AlertmanagerAgain;
import vn.phusong.alert.Asked;
import vn.phusong.alert.Channel;
import vn.phusong.alert.Held;
import vn.phusong.alert.MqttVillages;
import vn.phusong.alert.Policy;
import vn.phusong.alert.RoundupView;
import vn.phusong.alert.Roundups;
import vn.phusong.alert.Ruling;
import vn.phusong.alert.Templates;
import vn.phusong.history.History;
import vn.phusong.history.HistoryFollower;
import vn.phusong.history.HistoryStatus;
import vn.phusong.incident.Acts;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.ingest.Durable;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalTrouble;

/** Those who read the journal at their own pace: the telling of what is owed, and the history of readings. Slow or down, they never touch ingest. */
final class Followers {
    private final Telling telling;
    private final @Nullable Keeping keeping;

    private record Telling(
            AlertFollower alert,
            FollowerThread thread,
            List<Channel> channels,
            Templates templates,
            Optional<MqttVillages> villages,
            Rounding rounding) {}

    private record Rounding(Roundups roundups, FollowerThread thread) {}

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
        telling.villages().ifPresent(MqttVillages::look);
        telling.rounding().roundups().start();
        if (keeping != null) {
            keeping.follower().durable(watch.journal().position());
        }
        return followers;
    }

    private static Telling telling(Vertx vertx, Settings settings, Watch watch) throws JournalTrouble, Failure {
        FollowerThread thread = FollowerThread.named("alert");
        Templates templates = new Templates(settings.path("alert.templates").orElse(null));
        List<Channel> channels = Channels.open(vertx, settings, watch, templates);
        AlertFollower.Ground ground =
                new AlertFollower.Ground(watch.journal().reader(), watch::remember, thread, watch.clock());
        Lying lying = new Lying(watch::registry);
        Policy policy = PolicyFile.read(settings);
        Ruling ruling = new Ruling(
                policy, lying::areas, (incident, at) -> Asked.of(watch.acts().known(), incident, at, lying));
        AlertFollower alert = new AlertFollower(ground, Channels.alerts(settings), names(watch), ruling, channels);
        again(settings, watch, thread, channels);
        Optional<MqttVillages> villages = Channels.mqttOut(settings)
                .map(broker -> new MqttVillages(
                        vertx,
                        broker,
                        thread,
                        () -> new MqttVillages.Picture(
                                watch.scene().map(), watch.scene().registry(), watch.isSimulated()),
                        settings.text("web.link"),
                        Channels.retry(settings)));
        return new Telling(alert, thread, channels, templates, villages, rounding(settings, watch, policy, channels));
    }

    private static Rounding rounding(Settings settings, Watch watch, Policy policy, List<Channel> channels)
            throws JournalTrouble, Failure {
        // Of its own: it may wait for the disk, and nobody is told of an outage later for that.
        FollowerThread thread = FollowerThread.named("roundup");
        Lying lying = new Lying(watch::registry);
        Roundups.Ground ground = new Roundups.Ground(
                () -> {
                    long now = watch.clock().millis();
                    Acts acts = watch.acts().known();
                    return new RoundupView(
                            watch.scene().map(),
                            watch.scene().registry(),
                            (village, operators) -> acts.isQuiet(village, operators, now, lying),
                            watch.isSimulated());
                },
                KeptDocument.of(watch, "roundups"),
                thread,
                watch.clock(),
                new Held(watch.journal().reader(), Channels.names(settings)),
                watch.clock().millis() + settings.millis("startup.grace"),
                settings.text("web.link"));
        return new Rounding(new Roundups(policy, ground, channels, Channels.retry(settings)), thread);
    }

    private static Function<Incident, Names> names(Watch watch) {
        return incident -> Names.of(watch.registry(), incident).simulated(watch.isSimulated());
    }

    private static void again(Settings settings, Watch watch, FollowerThread thread, List<Channel> channels)
            throws JournalTrouble {
        for (Channel channel : channels) {
            if (channel instanceof Alertmanager alertmanager) {
                new AlertmanagerAgain(
                                new AlertmanagerAgain.Ground(
                                        watch.journal().reader(),
                                        thread,
                                        () -> watch.scene().open(),
                                        names(watch),
                                        settings.text("web.link"),
                                        settings.millis("alertmanager.again")),
                                alertmanager)
                        .start();
            }
        }
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
        if (durable.picture() != null) {
            telling.villages().ifPresent(MqttVillages::look);
        }
        if (keeping != null) {
            keeping.follower().durable(durable.position());
        }
    }

    /** Held notices were released. Any thread. */
    void released() {
        telling.alert().wake();
    }

    /** One sentence while a broker is not told how villages stand, else empty. */
    String villagesTrouble() {
        return telling.villages().map(MqttVillages::trouble).orElse("");
    }

    Templates templates() {
        return telling.templates();
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
        telling.rounding().thread().close();
        telling.thread().close();
        telling.channels().forEach(Channel::close);
        telling.villages().ifPresent(MqttVillages::close);
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
