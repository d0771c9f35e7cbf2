package vn.phusong.ingest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standing link to one broker: connects, listens, acknowledges after the commit, and comes back by itself. Each connection is a client of its own, so that
 * nothing of an old one can be acknowledged on a new one; Paho's own reconnect would mix them. One thread does all of it but the decoding.
 */
final class BrokerLink {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final long RETRY_MS = 20;
    private static final long LOOK_MS = 1_000;
    private static final long ANSWERS_WITHIN_MS = 10_000;

    private final BrokerSettings settings;
    private final MqttNeeds needs;
    private final BrokerInbox inbox;
    private final BrokerTally tally = new BrokerTally();
    private final BrokerWatch watch;
    private final BrokerPause pause;
    private final BrokerRival rival = new BrokerRival();
    private final BrokerThread thread;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final BrokerTrouble trouble;
    private volatile @Nullable BrokerSession session;
    private volatile boolean isClosing;
    // Link only.
    private @Nullable BrokerClient client;
    private boolean wasConnected;

    BrokerLink(BrokerSettings settings, MqttDoorSettings.Rate rate, MqttNeeds needs) {
        this.settings = settings;
        this.needs = needs;
        this.inbox = new BrokerInbox(settings, rate, needs, tally);
        this.watch = new BrokerWatch(settings.name(), needs.clock());
        this.pause = new BrokerPause(settings.limits().backoffMax().toMillis(), () -> ThreadLocalRandom.current()
                .nextDouble());
        this.thread = new BrokerThread(settings.name());
        this.trouble = new BrokerTrouble(settings);
    }

    /** Begins to connect and returns at once: a broker that is away is no reason not to start. */
    void open() {
        run(this::connect);
        thread.every(LOOK_MS, this::look);
    }

    BrokerInbox inbox() {
        return inbox;
    }

    BrokerTally tally() {
        return tally;
    }

    BrokerWatch watch() {
        return watch;
    }

    /** Runs {@code task} on the link. Any thread. */
    void run(Runnable task) {
        thread.run(task);
    }

    /** Runs {@code task} on the link a little later. Any thread. */
    void later(Runnable task) {
        thread.after(RETRY_MS, task);
    }

    /** Gives a message to the commit if there is room. Any thread. */
    boolean take(BrokerMessage message) {
        return !isClosing && needs.intake().isOpen() && needs.intake().offer(message.arrival());
    }

    private void connect() {
        if (isClosing) {
            return;
        }
        BrokerSession fresh = new BrokerSession(this, settings.limits().receiveMax());
        BrokerClient trying = null;
        try {
            trying = new BrokerClient(settings, fresh);
            client = trying;
            session = fresh;
            boolean isResumed = trying.connect();
            tally.add(BrokerCount.CONNECTS);
            rival.connected(System.nanoTime());
            if (wasConnected && !isResumed) {
                tally.add(BrokerCount.SESSIONS_FORGOTTEN);
                trouble.isForgotten();
            }
            wasConnected = true;
            LOG.info(
                    "broker {}: connected to {}, session {}",
                    settings.name(),
                    settings.url(),
                    isResumed ? "resumed" : "new");
            // Not waited for: what the broker had kept comes before its answer, and is acknowledged by this thread.
            trying.subscribe(refusal -> run(() -> answered(fresh, refusal)));
            thread.after(ANSWERS_WITHIN_MS, () -> expectAnswer(fresh));
        } catch (MqttException e) {
            tally.add(BrokerCount.CONNECT_FAILURES);
            failed(fresh, trying, BrokerSession.sentence(e));
        }
    }

    /** @param refusal why we may not read, empty when we may */
    private void answered(BrokerSession which, String refusal) {
        if (which != session) {
            return;
        }
        if (refusal.isEmpty()) {
            trouble.isOver();
        } else {
            tally.add(BrokerCount.SUBSCRIPTIONS_REFUSED);
            failed(which, client, refusal);
        }
    }

    private void expectAnswer(BrokerSession which) {
        if (which == session && !trouble.sentence().isEmpty()) {
            lost(which, 0, "it does not answer our subscription");
        }
    }

    private void failed(BrokerSession fresh, @Nullable BrokerClient trying, String why) {
        fresh.over();
        if (trying != null) {
            trying.close();
        }
        session = null;
        client = null;
        trouble.is(why);
        again(pause.next());
    }

    private void again(long ms) {
        if (!isClosing) {
            thread.after(ms, this::connect);
        }
    }

    /** The connection of {@code which} is gone. Any thread, however often. */
    void lost(BrokerSession which, int code, String why) {
        run(() -> {
            if (which != session) {
                return;
            }
            which.over();
            BrokerClient gone = client;
            session = null;
            client = null;
            if (gone != null) {
                gone.close();
            }
            if (isClosing) {
                return;
            }
            tally.add(BrokerCount.LOSSES);
            if (which.hasAcknowledged()) {
                pause.begin();
            }
            if (rival.isSuspected(code, System.nanoTime())) {
                tally.add(BrokerCount.TAKE_OVERS);
                trouble.is(BrokerRival.SENTENCE);
                again(pause.longest());
            } else {
                trouble.is(why);
                again(pause.next());
            }
        });
    }

    /** A connection that ended without a word is found here. */
    private void look() {
        BrokerSession here = session;
        BrokerClient mine = client;
        if (here != null && mine != null && trouble.sentence().isEmpty() && !mine.isConnected()) {
            lost(here, 0, "the connection ended without a word");
        }
    }

    /** Link only. */
    void acknowledge(BrokerSession which, BrokerMessage message) {
        BrokerClient mine = client;
        if (which != session || mine == null) {
            return;
        }
        try {
            mine.acknowledge(message.packet);
            tally.add(BrokerCount.ACKNOWLEDGED);
            if (message.isRefused()) {
                tally.add(BrokerCount.ACKNOWLEDGED_REFUSED);
            }
        } catch (MqttException e) {
            lost(which, 0, BrokerSession.sentence(e));
        }
    }

    BrokerStatus status() {
        BrokerSession now = session;
        return new BrokerStatus(
                settings.name(),
                trouble.sentence(),
                now == null ? 0 : now.unacknowledged(),
                now == null ? 0 : now.held(),
                tally.sums(),
                watch.status());
    }

    /**
     * Takes nothing more, acknowledges what becomes durable within the patience, then says goodbye; the session stays at the broker. Asked twice, it is done
     * once.
     */
    CompletableFuture<Void> close(long patienceMs) {
        isClosing = true;
        run(() -> leaveWhenQuiet(patienceMs));
        return closed;
    }

    private void leaveWhenQuiet(long leftMs) {
        BrokerSession here = session;
        if (here != null && !here.isQuiet() && leftMs > 0) {
            thread.after(RETRY_MS, () -> leaveWhenQuiet(leftMs - RETRY_MS));
            return;
        }
        if (here != null) {
            here.over();
        }
        session = null;
        if (client != null) {
            client.leave();
        }
        trouble.isOurEnd();
        thread.end();
        closed.complete(null);
    }
}
