package vn.phusong.alert;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.coverage.CoverageMap;
import vn.phusong.journal.FollowerThread;
import vn.phusong.village.Registry;

/**
 * Keeps at the broker, retained, how every village stands now. What the broker holds is asked of the broker itself after each connect, so that only what
 * differs is said: a restart floods nobody, and a broker that lost its memory gets all again. Always of the newest durable picture, never of one in between.
 * While nobody keeps it, the broker says so under {@code phusong-out/v1/state}: without that word an old state would look like a new one.
 *
 * <pre>
 *   away ─ connect, ask ─► learning ─ the last kept copy came ─► known ─ differs? publish, empty when the village left ─► known
 *     ▲                                                            │
 *     └────────────────── any trouble: wait, connect anew ◄────────┘
 * </pre>
 */
public final class MqttVillages implements AutoCloseable {
    static final String STATE = MqttOutSettings.ROOT + "state";
    private static final Logger LOG = LoggerFactory.getLogger(MqttVillages.class);
    private static final int AT_ONCE = 8;
    private static final long LOOKS_EVERY_MS = 1_000;
    /** A broker whose queue is full drops our mark too; what it kept and did not send is said again, which does no harm. */
    private static final long LEARNS_FOR_MS = 10_000;

    /**
     * The province as it stands, durable.
     *
     * @param simulated whether simulated devices speak there
     */
    public record Picture(CoverageMap map, Registry registry, boolean simulated) {}

    private final MqttLine line;
    private final FollowerThread thread;
    private final Supplier<Picture> newest;
    private final String link;
    private final Backoff retry;
    private final String asked;

    // Any thread.
    private final AtomicBoolean isAwake = new AtomicBoolean();

    // Own thread only.
    private final Map<String, String> kept = new HashMap<>();
    private final TreeSet<String> due = new TreeSet<>();
    private boolean isLearning;
    private boolean isKnown;
    private int underWay;
    private int failures;
    // Which connection it is: what an earlier one still has to say counts no more.
    private int turn;

    /**
     * @param newest the newest durable picture; must not block
     * @param link our own address, empty when it is not set
     */
    public MqttVillages(
            Vertx vertx,
            MqttOutSettings settings,
            FollowerThread thread,
            Supplier<Picture> newest,
            String link,
            Backoff retry) {
        String name = settings.client() + "-villages";
        this.thread = thread;
        this.newest = newest;
        this.link = link;
        this.retry = retry;
        this.asked = MqttOutSettings.ROOT + "asked/" + name;
        this.line = new MqttLine(
                vertx,
                settings,
                name,
                STATE,
                new MqttEars(
                        (topic, message) -> thread.run(() -> heard(topic, message)), () -> thread.run(this::lost)));
    }

    /** The picture may have changed: said after every commit that painted one. Any thread, never blocks. */
    public void look() {
        if (isAwake.compareAndSet(false, true)) {
            thread.after(LOOKS_EVERY_MS, this::round);
        }
    }

    private void round() {
        isAwake.set(false);
        if (isKnown) {
            compare();
            pump();
        } else if (!isLearning) {
            learn();
        }
    }

    private void learn() {
        isLearning = true;
        kept.clear();
        MqttMessage mark = new MqttMessage(new byte[0]);
        then(line.subscribe(VillageState.TOPICS + "+", asked), subscribed -> {
            // The broker sends in order: when this comes back, all that it kept has come.
            then(line.publish(asked, mark), unused -> {});
            int now = turn;
            thread.after(LEARNS_FOR_MS, () -> {
                if (turn == now) {
                    learnt();
                }
            });
        });
    }

    private interface Next {
        void go(Answer answer);
    }

    private void then(Future<Answer> work, Next next) {
        int mine = turn;
        work.otherwise(Answer::silence)
                .onSuccess(answer -> thread.run(() -> {
                    if (mine == turn && answer.kind() == Answer.Kind.DELIVERED) {
                        next.go(answer);
                    } else if (mine == turn) {
                        failed(answer);
                    }
                }));
    }

    private void heard(String topic, MqttMessage message) {
        if (topic.equals(asked)) {
            learnt();
        } else if (isLearning && topic.startsWith(VillageState.TOPICS)) {
            kept.put(
                    topic.substring(VillageState.TOPICS.length()),
                    new String(message.getPayload(), StandardCharsets.UTF_8));
        }
    }

    private void learnt() {
        if (isLearning) {
            isLearning = false;
            isKnown = true;
            then(line.unsubscribe(VillageState.TOPICS + "+"), unused -> {});
            say("online");
            compare();
            pump();
        }
    }

    private void say(String word) {
        MqttMessage state = new MqttMessage(word.getBytes(StandardCharsets.UTF_8));
        state.setRetained(true);
        then(line.publish(STATE, state), unused -> {});
    }

    private void compare() {
        Picture picture = newest.get();
        for (String village : picture.map().villages().keySet()) {
            if (!Objects.equals(kept.get(village), VillageState.text(picture, village))) {
                due.add(village);
            }
        }
        kept.keySet().stream()
                .filter(village -> !picture.map().villages().containsKey(village))
                .forEach(due::add);
    }

    private void pump() {
        while (isKnown && underWay < AT_ONCE && !due.isEmpty()) {
            String village = due.pollFirst();
            Picture picture = newest.get();
            String text = VillageState.text(picture, village);
            underWay++;
            then(line.publish(VillageState.TOPICS + village, message(picture, village, text)), unused -> {
                underWay--;
                failures = 0;
                keep(village, text);
                pump();
            });
        }
    }

    private void keep(String village, @Nullable String text) {
        if (text == null) {
            kept.remove(village);
        } else {
            kept.put(village, text);
        }
    }

    /** An empty one takes the kept copy away. */
    private MqttMessage message(Picture picture, String village, @Nullable String text) {
        MqttMessage message = text == null
                ? new MqttMessage(new byte[0])
                : VillageState.event(village, text, link, picture.map().asOf()).message();
        message.setRetained(true);
        return message;
    }

    private void lost() {
        if (isKnown) {
            failed(Answer.silence(new IllegalStateException("the connection is gone")));
        }
    }

    private void failed(Answer answer) {
        boolean isFirst = isKnown || failures == 0;
        turn++;
        isKnown = false;
        isLearning = false;
        underWay = 0;
        due.clear();
        if (isFirst) {
            LOG.warn(
                    "the states of villages cannot be kept at the broker: {}; tried again until it works",
                    answer.detail());
        }
        failures++;
        thread.after(retry.waitMs(failures, "villages"), this::look);
    }

    /** Says that nobody keeps the states from here on. */
    @Override
    public void close() {
        MqttMessage state = new MqttMessage("offline".getBytes(StandardCharsets.UTF_8));
        state.setRetained(true);
        line.publish(STATE, state).onComplete(said -> line.close());
    }
}
