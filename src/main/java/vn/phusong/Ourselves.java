package vn.phusong;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.phusong.alert.AlertStatus;
import vn.phusong.alert.Channel;
import vn.phusong.alert.Heartbeat;
import vn.phusong.alert.OwnFigures;
import vn.phusong.alert.OwnLimits;
import vn.phusong.alert.OwnWatch;
import vn.phusong.alert.WebhookSettings;
import vn.phusong.history.HistoryStatus;
import vn.phusong.ingest.DiskTrouble;
import vn.phusong.ingest.Entrance;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalTrouble;

/** Those who watch us rather than the villages: one who tells the operators of our own troubles, and the heartbeat to somebody outside. */
final class Ourselves {
    private static final String OURSELVES = "ourselves";

    private final OwnWatch own;
    private final List<Channel> ways;
    private final FollowerThread thread;
    private final @Nullable Beating beating;

    /** A thread of its own: whatever holds up the other must not hold up this one, nor the other way round. */
    private record Beating(Heartbeat heartbeat, FollowerThread thread) {}

    private Ourselves(OwnWatch own, List<Channel> ways, FollowerThread thread, @Nullable Beating beating) {
        this.own = own;
        this.ways = ways;
        this.thread = thread;
        this.beating = beating;
    }

    static Ourselves start(Vertx vertx, Settings settings, Watch watch, Followers followers, Entrance entrance)
            throws JournalTrouble, Failure {
        FollowerThread thread = FollowerThread.named("ourselves");
        List<Channel> ways = OperatorWays.open(vertx, settings, InstantSource.system());
        OwnWatch.Ground ground = new OwnWatch.Ground(
                () -> figures(watch, followers, entrance, settings.dataFolder()),
                KeptDocument.of(watch, OURSELVES),
                thread,
                settings.text("web.link"));
        OwnWatch own = new OwnWatch(ground, limits(settings), ways, Channels.retry(settings));
        own.start();
        return new Ourselves(own, ways, thread, beating(vertx, settings, watch));
    }

    private static OwnLimits limits(Settings settings) {
        return new OwnLimits(
                settings.bytes("operations.disk.free"),
                settings.millis("operations.history.lag"),
                settings.whole("operations.refused"),
                settings.millis("operations.channel.failing"),
                settings.whole("operations.waiting"),
                settings.millis("operations.clock.jump"));
    }

    private static @Nullable Beating beating(Vertx vertx, Settings settings, Watch watch) throws Failure {
        if (settings.given("heartbeat.url").isEmpty()) {
            return null;
        }
        long every = settings.millis("heartbeat.interval");
        FollowerThread thread = FollowerThread.named("heartbeat");
        Heartbeat heartbeat = new Heartbeat(
                vertx,
                new Heartbeat.Settings(address(settings), every, settings.millis("webhook.timeout")),
                thread,
                Pulse.of(watch, every));
        heartbeat.start();
        return new Beating(heartbeat, thread);
    }

    private static URI address(Settings settings) throws Failure {
        try {
            return WebhookSettings.address(settings.text("heartbeat.url"));
        } catch (IllegalArgumentException e) {
            // The address may be the secret: it is not repeated.
            throw new Failure("heartbeat.url: expected an http or https address with a host and no user name in it");
        }
    }

    private static OwnFigures figures(Watch watch, Followers followers, Entrance entrance, Path dataFolder) {
        DiskTrouble trouble = watch.batcher().trouble();
        HistoryStatus history = followers.historyStatus();
        AlertStatus alerts = followers.alertStatus();
        Map<String, String> brokers = new TreeMap<>();
        entrance.brokers().stream()
                .filter(broker -> !broker.own().alert().isEmpty())
                .forEach(broker -> brokers.put(broker.name(), broker.own().alert()));
        Map<String, String> channels = new TreeMap<>();
        Map<String, OwnFigures.Told> told = new TreeMap<>();
        for (AlertStatus.Line line : alerts.lines()) {
            told.put(line.channel(), new OwnFigures.Told(line.delivered(), line.setAside()));
            String sentence = line.trouble();
            if (sentence != null) {
                channels.put(line.channel(), sentence);
            }
        }
        return new OwnFigures(
                System.currentTimeMillis(),
                System.nanoTime() / 1_000_000,
                new OwnFigures.Disk(free(dataFolder), trouble == null ? "" : trouble.sentence()),
                history == null ? 0 : history.lagMs(),
                watch.batcher().counts().refused(),
                brokers,
                channels,
                told,
                alerts.waiting());
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    OwnWatch.Status status() {
        return own.status();
    }

    /** All zero when none is set. */
    Heartbeat.Status heartbeat() {
        return beating == null
                ? new Heartbeat.Status(0, 0, 0)
                : beating.heartbeat().status();
    }

    void stop() {
        if (beating != null) {
            beating.thread().close();
            beating.heartbeat().close();
        }
        thread.close();
        ways.forEach(Channel::close);
    }
}
