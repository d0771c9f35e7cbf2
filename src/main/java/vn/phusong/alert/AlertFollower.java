package vn.phusong.alert;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * Tells what the journal owes, on every channel, each at its own pace and for as long as it takes. Id and bytes of a message are durable before its first
 * attempt, its receipt right after the last. The cursor moves only over what is settled on all channels, so a restart tells the rest. Never tells a notice
 * whose incident has a newer one: that one stands for it.
 */
public final class AlertFollower {
    public static final String NAME = "alert";

    static final long JOURNAL_RETRY_MS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);

    /**
     * What it lives on.
     *
     * @param journal a reader of its own
     * @param notes takes what the journal should remember of us, at once, and completes when it is durable; must not block
     */
    public record Ground(
            JournalReader journal,
            Function<FollowerNote, CompletableFuture<Long>> notes,
            FollowerThread thread,
            InstantSource clock) {}

    private final Ground ground;
    private final List<Outbox> outboxes = new ArrayList<>();

    // Any thread.
    private final AtomicBoolean isAwake = new AtomicBoolean();

    // Own thread only.
    private long notedThrough = -1;
    private int held;

    /** Every channel is told everything. */
    public AlertFollower(
            Ground ground, AlertSettings settings, Function<Incident, Names> names, List<? extends Channel> channels) {
        this(ground, settings, names, Ruling.OPEN, channels);
    }

    /** @param channels with names that differ */
    public AlertFollower(
            Ground ground,
            AlertSettings settings,
            Function<Incident, Names> names,
            Ruling ruling,
            List<? extends Channel> channels) {
        this.ground = ground;
        Outbox.Common common = new Outbox.Common(ground, settings, names, ruling);
        for (Channel channel : channels) {
            outboxes.add(new Outbox(channel, common, this::write, this::wake));
        }
    }

    /** People acknowledged, silenced or planned something. Any thread, never blocks. */
    public void lookAgain() {
        ground.thread().run(() -> {
            outboxes.forEach(Outbox::lookAgain);
            outboxes.forEach(Outbox::pump);
            moveOn();
        });
    }

    /** Something may be owed: said after a commit that owes, after held notices were released, and once at the start. Any thread, never blocks. */
    public void wake() {
        if (isAwake.compareAndSet(false, true)) {
            ground.thread().run(this::round);
        }
    }

    /** Any thread. */
    public AlertStatus status() {
        return AlertStatus.of(outboxes.stream()
                .map(outbox -> outbox.tally().at(ground.clock().millis()))
                .toList());
    }

    private void round() {
        isAwake.set(false);
        for (Outbox outbox : outboxes) {
            try {
                outbox.load();
            } catch (JournalTrouble e) {
                outbox.tally().trouble("what is owed cannot be read: " + e.getMessage());
                ground.thread().after(JOURNAL_RETRY_MS, this::wake);
            }
        }
        outboxes.forEach(Outbox::pump);
        tellOfHeld();
        moveOn();
    }

    private void tellOfHeld() {
        int now = status().held();
        if (now > 0 && held == 0) {
            LOG.warn(
                    "this journal was restored: {} notices it owed are held until somebody says"
                            + " bin/phusong alerts release, or discard",
                    now);
        } else if (now == 0 && held > 0) {
            LOG.info("{} held notices are released", held);
        }
        held = now;
    }

    /** The cursor goes along with the next receipt, or alone when there is none. */
    private void moveOn() {
        if (through() > notedThrough) {
            CompletableFuture<Long> noted = write(List.of(), List.of());
            assert noted != null;
        }
    }

    private CompletableFuture<Long> write(List<FollowerNote.Receipt> receipts, List<Frozen> messages) {
        notedThrough = Math.max(notedThrough, through());
        CompletableFuture<Long> durable =
                ground.notes().apply(new FollowerNote(NAME, notedThrough, receipts, messages));
        Set<String> refused = new TreeSet<>();
        receipts.stream()
                .filter(receipt -> receipt.result().equals("set_aside"))
                .forEach(receipt -> refused.add(Settled.incident(receipt.owed())));
        return refused.isEmpty()
                ? durable
                : durable.whenComplete((at, trouble) -> ground.thread().run(() -> nextChannels(refused)));
    }

    /** What one channel refused for good another may have to tell at once. */
    private void nextChannels(Set<String> incidents) {
        for (Outbox outbox : outboxes) {
            incidents.forEach(outbox::lookAgain);
        }
        outboxes.forEach(Outbox::pump);
        moveOn();
    }

    private long through() {
        long through = Long.MAX_VALUE;
        for (Outbox outbox : outboxes) {
            notedThrough = Math.max(notedThrough, outbox.begunAt());
            through = Math.min(through, outbox.doneThrough());
        }
        return through;
    }
}
