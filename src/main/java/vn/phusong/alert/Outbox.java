package vn.phusong.alert;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.alert.Lanes.Lane;
import vn.phusong.alert.Parcels.Parcel;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.JournalTrouble;

/**
 * What one channel still has to tell. Never waits for another channel; never holds more than ids. One message goes this way:
 *
 * <pre>
 *   owed ─ load ─► lane ─ policy ─► parcel ─ draft: what is newest now ─► frozen, durable ─► attempt ─► receipt, durable
 *                                     ▲                                                        │
 *                                     └──────────── not taken: wait, then draft again ◄────────┘
 * </pre>
 *
 * The second draft finds the same newest notice and sends the same bytes; or a newer one, whose message takes the place of the first. Alert's thread only.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
    /** At most so many wait for their time; more would be a policy that tells nobody anything. */
    private static final int MOST_RESTING = 100_000;

    private final Channel channel;
    private final AlertFollower.Ground ground;
    private final AlertSettings settings;
    private final Settled.Pen pen;
    private final Runnable more;
    private final Lanes lanes = new Lanes();
    private final Recalled recalled;
    private final Debts debts;
    private final Settled settled;
    private final Tally tally;
    private final Pace pace;
    private final Sorting sorting;
    private final Parcels parcels;
    private final Alarm alarm;
    private final Writing writing;

    /** What is the same for every channel. */
    record Common(
            AlertFollower.Ground ground, AlertSettings settings, Function<Incident, Names> names, Ruling ruling) {}

    /** @param more there is room: has more loaded, soon */
    Outbox(Channel channel, Common common, Settled.Pen pen, Runnable more) {
        this.channel = channel;
        this.ground = common.ground;
        this.settings = common.settings;
        this.pen = pen;
        this.more = more;
        this.debts = new Debts(ground.journal(), new Held(ground.journal(), settings.channels()));
        this.settled = new Settled(ground, channel.name(), pen);
        this.tally = new Tally(channel.name());
        this.pace = new Pace(channel, settings.retry());
        this.sorting = new Sorting(channel, ground, common.ruling, settled, lanes);
        this.parcels = sorting.parcels();
        this.alarm = new Alarm(ground, this::pump);
        this.writing = new Writing(channel, common, settled, lanes, parcels);
        this.recalled = new Recalled(ground, channel.name(), settled, lanes, parcels);
    }

    /** Takes up what is owed since the last time, as much as there is room for. */
    void load() throws JournalTrouble {
        boolean mayBeMore = true;
        while (mayBeMore && room() > 0) {
            List<Map.Entry<Long, Owed>> page = debts.next(room());
            recalled.once(debts.begunAt());
            for (Map.Entry<Long, Owed> entry : page) {
                Owed owed = entry.getValue();
                if (settled.result(owed.id()) == null) {
                    lanes.add(
                            owed.incident().id(),
                            owed.id(),
                            entry.getKey(),
                            owed.incident().at());
                    recalled.bind(owed.incident().id(), debts.floor());
                }
            }
            debts.taken(page);
            mayBeMore = !page.isEmpty();
        }
        settle();
    }

    private int room() {
        int resting = lanes.resting();
        return Math.min(settings.loaded() - lanes.size() + resting, MOST_RESTING - resting);
    }

    /** People asked for something else: all that is not under way is looked at again. */
    void lookAgain() {
        lanes.all().stream().filter(lane -> lane.parcel == null).forEach(Lane::lookAgain);
    }

    /** Makes all attempts there is room for. */
    void pump() {
        try {
            alarm.at(sorting.sort(debts.floor()));
        } catch (JournalTrouble e) {
            tally.trouble("what is owed cannot be read: " + e.getMessage());
            ground.thread().after(AlertFollower.JOURNAL_RETRY_MS, this::pump);
        }
        Parcel parcel = pace.hasRoom() ? parcels.next() : null;
        while (parcel != null) {
            parcel.isBusy = true;
            pace.begun();
            attempt(parcel);
            parcel = pace.hasRoom() ? parcels.next() : null;
        }
        tally.show(lanes, debts.held());
    }

    private void attempt(Parcel parcel) {
        List<Draft> drafts;
        try {
            drafts = writing.drafts(parcel, debts.floor());
        } catch (JournalTrouble e) {
            rest(parcel);
            parcel.isReady = false;
            tally.trouble("what is owed cannot be read: " + e.getMessage());
            ground.thread().after(AlertFollower.JOURNAL_RETRY_MS, () -> {
                parcel.isReady = true;
                pump();
            });
            return;
        }
        Frozen before = parcel.frozen;
        if (drafts.isEmpty()) {
            rest(parcel);
            parcels.remove(parcel);
        } else if (before != null && before.id().equals(drafts.get(0).newest().id())) {
            send(parcel, before);
        } else {
            freeze(parcel, drafts);
        }
    }

    private void freeze(Parcel parcel, List<Draft> drafts) {
        Frozen message = writing.message(parcel, drafts);
        CompletableFuture<Void> kept = pen.write(List.of(), List.of(message))
                .thenAccept(durable -> ground.thread().run(() -> {
                    parcel.frozen = message;
                    send(parcel, message);
                }));
        assert kept != null;
    }

    private void send(Parcel parcel, Frozen message) {
        channel.deliver(message)
                .onComplete(
                        answer -> ground.thread().run(() -> answered(parcel, message, answer)),
                        bug -> ground.thread().run(() -> answered(parcel, message, Answer.silence(bug))));
    }

    private void answered(Parcel parcel, Frozen message, Answer answer) {
        rest(parcel);
        switch (answer.kind()) {
            case DELIVERED -> {
                tally.delivered++;
                parcels.taken(parcel, ground.clock().millis());
                done(parcel, message, answer, "carried", "delivered");
            }
            case SET_ASIDE -> {
                tally.setAside++;
                LOG.warn("notice {} set aside, {} refuses it: {}", message.id(), channel.name(), answer.detail());
                done(parcel, message, answer, "set_aside", "set_aside");
            }
            case AGAIN, SILENCE -> again(parcel, answer);
        }
        if (lanes.size() <= settings.loaded() / 2) {
            more.run();
        }
        pump();
    }

    private void rest(Parcel parcel) {
        parcel.isBusy = false;
        pace.ended();
    }

    private void done(Parcel parcel, Frozen message, Answer answer, String earlier, String newest) {
        boolean wasDown = pace.answered();
        parcels.all().forEach(other -> other.isReady |= other.isSilent || wasDown);
        List<Lane> told = List.copyOf(parcel.lanes);
        parcels.remove(parcel);
        told.forEach(lane -> lanes.settle(lane, message.members()));
        settled.message(message, newest, earlier, answer.detail());
        settle();
    }

    private void again(Parcel parcel, Answer answer) {
        tally.retries++;
        parcel.failures++;
        parcel.isReady = false;
        parcel.isSilent = answer.kind() == Answer.Kind.SILENCE;
        tally.trouble("notices are not taken by " + channel.name() + ": " + answer.detail());
        int failures = parcel.failures;
        long wait = Math.max(answer.waitMs(), settings.retry().waitMs(failures, parcel.key));
        ground.thread().after(wait, () -> {
            // Woken before its time and failed again, it has a later timer.
            if (parcel.failures == failures) {
                parcel.isReady = true;
                pump();
            }
        });
        long pause = pace.failed(answer);
        if (pause > 0) {
            ground.thread().after(pause, () -> {
                pace.pauseOver();
                pump();
            });
        }
    }

    private void settle() {
        if (parcels.all().stream().allMatch(parcel -> parcel.failures == 0)) {
            tally.settled(lanes.size());
        }
    }

    /** All up to and including this position is settled here; −1 before the first load. */
    long doneThrough() {
        return debts.doneThrough(lanes);
    }

    /** The journal's cursor at the first load, −1 before it. */
    long begunAt() {
        return debts.begunAt();
    }

    Tally tally() {
        return tally;
    }
}
