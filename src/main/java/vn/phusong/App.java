package vn.phusong;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.alert.CapFeed;
import vn.phusong.alert.CapFolder;
import vn.phusong.alert.CapSettings;
import vn.phusong.alert.FeedChannel;
import vn.phusong.alert.Policy;
import vn.phusong.ingest.Entrance;
import vn.phusong.journal.JournalRefused;
import vn.phusong.journal.JournalTrouble;
import vn.phusong.web.Sources;
import vn.phusong.web.WebServer;
import vn.phusong.web.WebSettings;

/** The whole program: introduces the rooms to each other, and stops them in the order that loses nothing. */
final class App {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final int LOOPS = 2;
    private static final int CAP_ENTRIES = 100;

    private final Settings settings;
    private final Vertx vertx;
    private final Watch watch;
    private final Office office;
    private final Open open;

    /** What is opened after the watch. */
    private record Open(
            Followers followers,
            Entrance entrance,
            Ourselves ourselves,
            Gauges gauges,
            WebServer web,
            AdminDoor admin,
            @Nullable String first) {}

    private App(Settings settings, Vertx vertx, Watch watch, Office office, Open open) {
        this.settings = settings;
        this.vertx = vertx;
        this.watch = watch;
        this.office = office;
        this.open = open;
    }

    /**
     * Starts everything; when this returns, devices may speak and the page can be opened.
     *
     * @param simulated whether the readings will come from the simulated province, which every answer then says
     */
    static App start(Settings settings, LongFunction<InstantSource> clock, boolean simulated) throws Failure {
        Policy policy = PolicyFile.read(settings);
        Vertx vertx = Vertx.vertx(loops(settings.millis("loop.held.warn")));
        try {
            Watch watch =
                    Watch.start(settings, clock, () -> Runtime.getRuntime().halt(1));
            if (simulated) {
                watch.simulated();
            }
            LOG.info(
                    "policy: routes {}, contacts {}, round-ups {}",
                    policy.routes().size(),
                    policy.contacts().size(),
                    policy.roundups().size());
            StartLog.write(watch, settings, policy);
            Office office = new Office(watch, settings);
            return new App(settings, vertx, watch, office, open(vertx, settings, watch, office));
        } catch (JournalRefused | JournalTrouble e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    /** The watcher of the loops looks twice within the time it warns of, at most every second. */
    private static VertxOptions loops(long heldMs) {
        return new VertxOptions()
                .setEventLoopPoolSize(LOOPS + 1)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(heldMs)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setBlockedThreadCheckInterval(Math.min(1000, heldMs / 2));
    }

    private static Open open(Vertx vertx, Settings settings, Watch watch, Office office)
            throws JournalTrouble, Failure {
        Followers followers = Followers.start(vertx, settings, watch);
        office.whenReleased(followers::released);
        Entrance entrance = Waits.on(Entrance.open(
                vertx,
                Entry.mqtt(settings, LOOPS),
                Entry.brokers(settings),
                Entry.wire(settings),
                new Entrance.Ground(watch.batcher(), watch.credentials(), watch::registry, watch.clock(), (int)
                        settings.bytes("http.body.max"))));
        Ourselves ourselves = Ourselves.start(vertx, settings, watch, followers, entrance);
        PolicyDesk policy = PolicyDesk.of(settings, watch);
        Gauges gauges = new Gauges(watch, followers, entrance, ourselves);
        WebSettings page = new WebSettings(
                settings.text("web.host"),
                settings.whole("web.port"),
                settings.whole("web.live.max"),
                WebSettings.LIVE_FRAMES,
                known(settings),
                watch.isSimulated());
        Sources.Operations operations = new Sources.Operations(
                gauges::notLive,
                gauges::notReady,
                () -> Stream.concat(gauges.notes().stream(), policy.holes().stream())
                        .toList(),
                watch::isSimulated,
                gauges::scrape,
                entrance.http());
        WebServer web = Waits.on(WebServer.start(
                vertx,
                page,
                new Sources(
                        watch::scene,
                        watch.journal().reader(),
                        watch::boundaries,
                        watch.clock()::millis,
                        PromiseText.rules(settings),
                        operations,
                        watch.acts(),
                        policy,
                        feeds(settings, watch)),
                office.accounts().accounts()));
        office.keeps(followers::history);
        AdminDoor admin = Waits.on(AdminDoor.open(vertx, office, settings.dataFolder()));
        return new Open(
                followers,
                entrance,
                ourselves,
                gauges,
                web,
                admin,
                office.accounts().first());
    }

    private static Sources.Feeds feeds(Settings settings, Watch watch) throws Failure {
        String incidents = settings.isOn("feed.incidents") ? FeedChannel.NAME : null;
        CapSettings cap = Channels.cap(settings).orElse(null);
        if (cap == null) {
            return new Sources.Feeds(settings.text("web.link"), incidents, null, file -> null);
        }
        CapFolder folder = new CapFolder(cap.folder());
        CapFeed feed = new CapFeed(folder, CAP_ENTRIES, watch.clock());
        return new Sources.Feeds(
                settings.text("web.link"),
                incidents,
                () -> feed.newest().stream()
                        .map(said -> new Sources.Feeds.Message(said.id(), said.sent(), said.headline()))
                        .toList(),
                folder::message);
    }

    private static WebSettings.Known known(Settings settings) {
        return new WebSettings.Known(
                settings.words("web.hosts").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                Set.copyOf(settings.words("web.cors.origins")));
    }

    Watch watch() {
        return watch;
    }

    Office office() {
        return office;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Where it can be reached, in one line; and at the very first start how to log in, in another. */
    String places() {
        String administration = settings.given("admin.host")
                .map(host ->
                        "  administration http://" + host + ":" + open.web().administrationPort() + "/")
                .orElse("");
        return "Phủ Sóng: page http://" + settings.text("web.host") + ":" + webPort() + "/" + administration + "  MQTT "
                + settings.text("mqtt.host") + ":" + mqttPort() + "  data " + settings.dataFolder()
                + (open.first() == null ? "" : "\n" + open.first());
    }

    int mqttPort() {
        return open.entrance().mqttPort();
    }

    int webPort() {
        return open.web().actualPort();
    }

    /** Nobody is let in any more, what came is made durable and acknowledged, then everything is closed. */
    void stop() throws Failure, InterruptedException {
        LOG.info("stopping");
        Waits.on(open.admin().close());
        Waits.on(open.entrance().close());
        Waits.on(open.web().close());
        open.ourselves().stop();
        open.followers().stop();
        watch.stop();
        open.gauges().close();
        Future<Void> closed = vertx.close();
        Waits.on(closed);
        LOG.info("stopped");
    }
}
