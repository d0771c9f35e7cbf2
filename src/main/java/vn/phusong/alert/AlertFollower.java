package vn.phusong.alert;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.incident.Incident;
import vn.phusong.incident.IncidentText;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.FollowerNote;
import vn.phusong.journal.FollowerThread;
import vn.phusong.journal.JournalReader;
import vn.phusong.journal.JournalTrouble;

/**
 * Tells what the journal owes: a line in the log, and a post to the webhook for as long as it takes. At least once, under the same id with the same
 * bytes; in order within an incident. The cursor moves only over what is told or set aside, so a restart tells the rest again. Memory is bounded: what
 * does not fit waits in the journal.
 */
public final class AlertFollower {
    public static final String NAME = "alert";
    static final String LOG_CHANNEL = "log";

    private static final long JOURNAL_RETRY_MS = 5_000;
    /** The lines for people have a name of their own, so that they can be routed. */
    private static final Logger TOLD = LoggerFactory.getLogger("vn.phusong.told");

    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);

    /**
     * What it lives on.
     *
     * @param journal a reader of its own
     * @param notes takes what the journal should remember of us; must not block
     */
    public record Ground(
            JournalReader journal, Consumer<FollowerNote> notes, FollowerThread thread, InstantSource clock) {}

    private final Ground ground;
    private final AlertSettings settings;
    private final Function<Incident, Names> names;
    private final @Nullable Webhook webhook;

    // Any thread.
    private final AtomicBoolean isAwake = new AtomicBoolean();

    // Own thread only.
    private final Lanes lanes = new Lanes();
    private final Tally tally = new Tally();
    private final Debts debts;
    private long notedThrough = -1;
    private int underWay;
    private boolean isHeld;

    /** @param webhook null for the log only */
    public AlertFollower(
            Ground ground, AlertSettings settings, Function<Incident, Names> names, @Nullable Webhook webhook) {
        this.ground = ground;
        this.settings = settings;
        this.names = names;
        this.webhook = webhook;
        this.debts = new Debts(ground.journal(), new Held(ground.journal(), settings.channels()));
    }

    /** Something may be owed: said after a commit that owes, after held notices were released, and once at the start. Any thread, never blocks. */
    public void wake() {
        if (isAwake.compareAndSet(false, true)) {
            ground.thread().run(this::round);
        }
    }

    /** Any thread. */
    public AlertStatus status() {
        return tally.at(ground.clock().millis());
    }

    private void round() {
        isAwake.set(false);
        try {
            load();
            settle();
        } catch (JournalTrouble e) {
            tally.trouble("what is owed cannot be read: " + e.getMessage());
            ground.thread().after(JOURNAL_RETRY_MS, this::wake);
        }
        pump();
    }

    private void load() throws JournalTrouble {
        boolean mayBeMore = true;
        while (mayBeMore && lanes.size() < settings.loaded()) {
            List<Map.Entry<Long, Owed>> page = debts.next(settings.loaded() - lanes.size());
            notedThrough = Math.max(notedThrough, debts.begunAt());
            List<FollowerNote.Receipt> receipts = new ArrayList<>();
            for (Map.Entry<Long, Owed> owed : page) {
                take(owed.getKey(), owed.getValue(), receipts);
            }
            mayBeMore = !page.isEmpty();
            debts.taken(page);
            note(receipts);
        }
    }

    private void take(long position, Owed owed, List<FollowerNote.Receipt> receipts) throws JournalTrouble {
        List<FollowerNote.Receipt> before = ground.journal().receipts(owed.id());
        Names called = names.apply(owed.incident());
        IncidentText text = IncidentText.of(owed, called);
        if (before.stream().noneMatch(it -> it.channel().equals(LOG_CHANNEL))) {
            TOLD.info(text.vi());
            tally.logged++;
            receipts.add(receipt(owed.id(), LOG_CHANNEL, "delivered", ""));
        }
        if (webhook != null && before.stream().noneMatch(it -> it.channel().equals(webhook.channel()))) {
            lanes.add(new Notice(position, owed, text, NoticeJson.body(owed, text, called, settings.link())));
        }
    }

    private void pump() {
        Lanes.Lane lane = isHeld || underWay >= settings.atOnce() ? null : lanes.next();
        while (lane != null) {
            post(lane);
            lane = underWay >= settings.atOnce() ? null : lanes.next();
        }
        tally.show(lanes, debts.held());
    }

    private void post(Lanes.Lane lane) {
        Webhook receiver = webhook;
        if (receiver == null) {
            return;
        }
        lane.isUnderWay = true;
        underWay++;
        receiver.post(lane.head())
                .onComplete(answer -> ground.thread().run(() -> answered(lane, answer)), bug -> ground.thread()
                        .run(() -> answered(lane, Answer.silence(bug))));
    }

    private void answered(Lanes.Lane lane, Answer answer) {
        lane.isUnderWay = false;
        underWay--;
        switch (answer.kind()) {
            case DELIVERED -> {
                tally.delivered++;
                wakeTheSilent();
                done(lane, "delivered", answer);
            }
            case SET_ASIDE -> {
                tally.setAside++;
                LOG.warn(
                        "notice {} set aside, the receiver refuses it: {}",
                        lane.head().id(),
                        answer.detail());
                done(lane, "set_aside", answer);
            }
            case AGAIN, SILENCE -> again(lane, answer);
        }
        if (lanes.size() <= settings.loaded() / 2) {
            wake();
        }
        pump();
    }

    private void done(Lanes.Lane lane, String result, Answer answer) {
        String id = lane.head().id();
        String channel = webhook == null ? LOG_CHANNEL : webhook.channel();
        lanes.done(lane);
        note(List.of(receipt(id, channel, result, answer.detail())));
        settle();
    }

    private void again(Lanes.Lane lane, Answer answer) {
        tally.retries++;
        lane.failures++;
        lane.isReady = false;
        lane.isSilent = answer.kind() == Answer.Kind.SILENCE;
        tally.trouble("notices are not taken by the webhook: " + answer.detail());
        int failures = lane.failures;
        Notice notice = lane.head();
        long wait = Math.max(answer.waitMs(), settings.retry().waitMs(failures, notice.id()));
        ground.thread().after(wait, () -> {
            // Woken before its time and failed again, it has a later timer.
            if (lane.failures == failures) {
                lane.isReady = true;
                pump();
            }
        });
        if (answer.waitMs() > 0) {
            hold(answer.waitMs());
        }
    }

    /** The receiver asked for a pause: nobody asks it before. */
    private void hold(long waitMs) {
        if (!isHeld) {
            isHeld = true;
            ground.thread().after(waitMs, () -> {
                isHeld = false;
                pump();
            });
        }
    }

    /** It answers again: those it did not answer need not wait out their time. */
    private void wakeTheSilent() {
        for (Lanes.Lane lane : lanes.all()) {
            lane.isReady |= lane.isSilent;
        }
    }

    private FollowerNote.Receipt receipt(String id, String channel, String result, String detail) {
        return new FollowerNote.Receipt(id, channel, ground.clock().millis(), result, detail);
    }

    private void note(List<FollowerNote.Receipt> receipts) {
        long through = debts.doneThrough(lanes);
        if (!receipts.isEmpty() || through > notedThrough) {
            notedThrough = through;
            ground.notes().accept(new FollowerNote(NAME, through, receipts));
        }
    }

    private void settle() {
        if (lanes.all().stream().allMatch(lane -> lane.failures == 0)) {
            tally.settled(lanes.size());
        }
    }
}
