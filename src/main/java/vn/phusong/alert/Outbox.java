package vn.phusong.alert;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.alert.Lanes.Lane;
import vn.phusong.alert.Parcels.Parcel;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
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

    private final Channel channel;
    private final AlertFollower.Ground ground;
    private final AlertSettings settings;
    private final Settled.Pen pen;
    private final Runnable more;
    private final Lanes lanes = new Lanes();
    private final Debts debts;
    private final Settled settled;
    private final Tally tally;
    private final Tries tries;
    private final Sorting sorting;
    private final Parcels parcels;
    private final Alarm alarm;
    private final Writing writing;
    private final Loading loading;

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
        this.sorting = new Sorting(channel, ground, common.ruling, settled, lanes);
        this.parcels = sorting.parcels();
        this.tries = new Tries(channel, common, parcels, tally, this::pump);
        this.alarm = new Alarm(ground, this::pump);
        this.writing = new Writing(channel, common, settled, lanes, parcels);
        Recalled recalled = new Recalled(ground, channel.name(), common.ruling, settled, lanes, parcels);
        this.loading = new Loading(ground, settings.loaded(), debts, settled, lanes, recalled);
    }

    /** Takes up what is owed since the last time, as much as there is room for. */
    void load() throws JournalTrouble {
        loading.load();
        settle();
    }

    /** People asked for something else: all that is not under way is looked at again. */
    void lookAgain() {
        lanes.all().stream().filter(lane -> lane.parcel == null).forEach(Lane::lookAgain);
    }

    /** The same of one incident. */
    void lookAgain(String incident) {
        Lane lane = lanes.known(incident);
        if (lane != null && lane.parcel == null) {
            lane.lookAgain();
        }
    }

    /** Makes all attempts there is room for. */
    void pump() {
        try {
            alarm.at(sorting.sort(debts.floor()));
        } catch (JournalTrouble e) {
            tally.trouble("what is owed cannot be read: " + e.getMessage());
            ground.thread().after(AlertFollower.JOURNAL_RETRY_MS, this::pump);
        }
        Parcel parcel = tries.hasRoom() ? parcels.next() : null;
        while (parcel != null) {
            begin(parcel);
            parcel = tries.hasRoom() ? parcels.next() : null;
        }
        tally.show(lanes, debts.held());
        if (loading.isWanted()) {
            more.run();
        }
    }

    private void begin(Parcel parcel) {
        tries.begun(parcel);
        try {
            attempt(parcel);
        } catch (JournalTrouble e) {
            tries.unread(parcel, e);
        } catch (RuntimeException bug) {
            // Not only at the thread's top: this message must not be under way for ever, nor hold back the others.
            LOG.error("notices of {} cannot be written for {}, tried again", parcel.key, channel.name(), bug);
            tries.mistaken(parcel);
        }
    }

    private void attempt(Parcel parcel) throws JournalTrouble {
        List<Draft> drafts = writing.drafts(parcel, debts.floor());
        Frozen before = parcel.frozen;
        if (drafts.isEmpty()) {
            tries.ended(parcel);
            parcels.remove(parcel);
        } else if (before != null && before.id().equals(writing.id(parcel, drafts))) {
            send(parcel, before);
        } else {
            Frozen message = writing.message(parcel, drafts);
            freeze(List.of(message), () -> {
                parcel.frozen = message;
                send(parcel, message);
            });
        }
    }

    private void freeze(List<Frozen> messages, Runnable then) {
        CompletableFuture<Void> kept = pen.write(List.of(), messages)
                .thenAccept(durable -> ground.thread().run(then));
        assert kept != null;
    }

    private void send(Parcel parcel, Frozen message) {
        Future.succeededFuture(message)
                .compose(channel::deliver)
                .onComplete(
                        answer -> ground.thread().run(() -> answered(parcel, message, answer)),
                        bug -> ground.thread().run(() -> answered(parcel, message, Answer.silence(bug))));
    }

    private void answered(Parcel parcel, Frozen message, Answer answer) {
        tries.ended(parcel);
        switch (answer.kind()) {
            case DELIVERED -> {
                tally.delivered++;
                answer.refused().forEach(this::setAside);
                parcels.taken(parcel, ground.clock().millis());
                done(parcel, message);
                settled.taken(message, answer);
                settle();
            }
            case SET_ASIDE -> {
                if (parcel.lanes.size() > 1) {
                    split(parcel, message, answer);
                } else {
                    setAside(message.id(), answer.detail());
                    done(parcel, message);
                    settled.refused(message, answer);
                    settle();
                }
            }
            case AGAIN, SILENCE -> tries.again(parcel, answer);
        }
        if (lanes.size() <= settings.loaded() / 2) {
            more.run();
        }
        pump();
    }

    private void setAside(String id, String why) {
        tally.setAside++;
        LOG.warn("notice {} set aside, {} refuses it: {}", id, channel.name(), why);
    }

    /** It may be one of its incidents, or their number, that is refused: both halves go on. In place of the whole, in one write. */
    private void split(Parcel parcel, Frozen message, Answer answer) {
        try {
            List<Draft> drafts = writing.drafts(parcel, debts.floor());
            if (drafts.size() < 2) {
                return;
            }
            LOG.warn("{} refuses {} as a whole, told in two: {}", channel.name(), message.id(), answer.detail());
            tally.retries++;
            tries.answered();
            List<Lane> leave = drafts.subList(drafts.size() / 2, drafts.size()).stream()
                    .map(draft -> lanes.lane(draft.newest().incident().id()))
                    .toList();
            Parcel half = parcels.split(parcel, leave);
            List<Frozen> halves = writing.halves(parcel, half, drafts);
            parcel.isBusy = true;
            half.isBusy = true;
            freeze(halves, () -> {
                parcel.frozen = halves.get(0);
                half.frozen = halves.get(1);
                parcel.isBusy = false;
                half.isBusy = false;
                pump();
            });
        } catch (JournalTrouble e) {
            String why = "what is owed cannot be read: " + e.getMessage();
            tries.again(parcel, new Answer(Answer.Kind.AGAIN, why, AlertFollower.JOURNAL_RETRY_MS));
        }
    }

    private void done(Parcel parcel, Frozen message) {
        tries.answered();
        List<Lane> told = List.copyOf(parcel.lanes);
        parcels.remove(parcel);
        told.forEach(lane -> lanes.settle(lane, message.members()));
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
