package vn.phusong.alert;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phusong.incident.Incident;
import vn.phusong.incident.Names;
import vn.phusong.incident.Owed;
import vn.phusong.journal.Frozen;
import vn.phusong.journal.JournalTrouble;

/**
 * What one channel still has to tell. Never waits for another channel; never holds more than ids. One message goes this way:
 *
 * <pre>
 *   owed ─ load ─► lane ─ draft: what is newest now ─► frozen, durable ─► attempt ─► receipt, durable
 *                   ▲                                                       │
 *                   └──────────── not taken: wait, then draft again ◄───────┘
 * </pre>
 *
 * The second draft finds the same newest notice and sends the same bytes; or a newer one, whose message takes the place of the first. Alert's thread only.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
    private final Channel channel;
    private final AlertFollower.Ground ground;
    private final AlertSettings settings;
    private final Function<Incident, Names> names;
    private final Settled.Pen pen;
    private final Runnable more;
    private final Lanes lanes = new Lanes();
    private final Map<String, Frozen> frozen = new HashMap<>();
    private final Debts debts;
    private final Settled settled;
    private final Tally tally;
    private final Pace pace;
    private boolean isRecalled;

    /** @param more there is room: has more loaded, soon */
    Outbox(
            Channel channel,
            AlertFollower.Ground ground,
            AlertSettings settings,
            Function<Incident, Names> names,
            Settled.Pen pen,
            Runnable more) {
        this.channel = channel;
        this.ground = ground;
        this.settings = settings;
        this.names = names;
        this.pen = pen;
        this.more = more;
        this.debts = new Debts(ground.journal(), new Held(ground.journal(), settings.channels()));
        this.settled = new Settled(ground, channel.name(), pen);
        this.tally = new Tally(channel.name());
        this.pace = new Pace(channel, settings.retry());
    }

    /** Takes up what is owed since the last time, as much as there is room for. */
    void load() throws JournalTrouble {
        boolean mayBeMore = true;
        while (mayBeMore && lanes.size() < settings.loaded()) {
            List<Map.Entry<Long, Owed>> page = debts.next(settings.loaded() - lanes.size());
            if (!isRecalled) {
                recall();
                isRecalled = true;
            }
            for (Map.Entry<Long, Owed> entry : page) {
                Owed owed = entry.getValue();
                if (settled.result(owed.id()) == null) {
                    lanes.add(
                            owed.incident().id(),
                            owed.id(),
                            entry.getKey(),
                            owed.incident().at());
                }
            }
            debts.taken(page);
            mayBeMore = !page.isEmpty();
        }
        settle();
    }

    /** Messages fixed before a restart. What fell due while the channel was not set is not told any more: the others went on without it. */
    private void recall() throws JournalTrouble {
        for (Frozen message : ground.journal().frozen(channel.name())) {
            if (message.position() > debts.begunAt()) {
                frozen.put(message.lane(), message);
            } else {
                settled.all(message.members(), "set_aside", "the channel was not set");
            }
        }
    }

    /** Makes all attempts there is room for. */
    void pump() {
        Lanes.Lane lane = pace.hasRoom() ? lanes.next() : null;
        while (lane != null) {
            lane.isBusy = true;
            pace.begun();
            attempt(lane);
            lane = pace.hasRoom() ? lanes.next() : null;
        }
        tally.show(lanes, debts.held());
    }

    private void attempt(Lanes.Lane lane) {
        Draft draft;
        try {
            draft = Draft.of(ground.journal(), lane.incident, settled, debts.floor());
        } catch (JournalTrouble e) {
            rest(lane);
            lane.isReady = false;
            tally.trouble("what is owed cannot be read: " + e.getMessage());
            ground.thread().after(AlertFollower.JOURNAL_RETRY_MS, () -> {
                lane.isReady = true;
                pump();
            });
            return;
        }
        overtake(lane, draft);
        if (draft.members().isEmpty()) {
            rest(lane);
            lanes.drop(lane);
            return;
        }
        Frozen before = frozen.get(lane.incident);
        if (before != null && before.id().equals(draft.newest().id())) {
            send(lane, before);
        } else {
            freeze(lane, draft);
        }
    }

    private void overtake(Lanes.Lane lane, Draft draft) {
        if (!draft.overtaken().isEmpty()) {
            lanes.settle(lane, draft.overtaken());
            settled.all(draft.overtaken(), "overtaken", "by " + draft.by());
        }
    }

    private void freeze(Lanes.Lane lane, Draft draft) {
        Notice notice = new Notice(
                draft.members(), draft.told(), names.apply(draft.newest().incident()), settings.link());
        Frozen message = new Frozen(
                channel.name(), lane.incident, notice.id(), notice.ids(), draft.position(), channel.compose(notice));
        CompletableFuture<Void> kept = pen.write(List.of(), List.of(message))
                .thenAccept(durable -> ground.thread().run(() -> {
                    frozen.put(lane.incident, message);
                    send(lane, message);
                }));
        assert kept != null;
    }

    private void send(Lanes.Lane lane, Frozen message) {
        channel.deliver(message)
                .onComplete(answer -> ground.thread().run(() -> answered(lane, message, answer)), bug -> ground.thread()
                        .run(() -> answered(lane, message, Answer.silence(bug))));
    }

    private void answered(Lanes.Lane lane, Frozen message, Answer answer) {
        rest(lane);
        switch (answer.kind()) {
            case DELIVERED -> {
                tally.delivered++;
                done(lane, message, answer, "carried", "delivered");
            }
            case SET_ASIDE -> {
                tally.setAside++;
                LOG.warn("notice {} set aside, {} refuses it: {}", message.id(), channel.name(), answer.detail());
                done(lane, message, answer, "set_aside", "set_aside");
            }
            case AGAIN, SILENCE -> again(lane, answer);
        }
        if (lanes.size() <= settings.loaded() / 2) {
            more.run();
        }
        pump();
    }

    private void rest(Lanes.Lane lane) {
        lanes.rest(lane);
        pace.ended();
    }

    private void done(Lanes.Lane lane, Frozen message, Answer answer, String earlier, String newest) {
        boolean wasDown = pace.answered();
        lanes.all().forEach(other -> other.isReady |= other.isSilent || wasDown);
        lanes.settle(lane, message.members());
        boolean wasThere = frozen.remove(lane.incident, message);
        assert wasThere;
        settled.message(message, newest, earlier, answer.detail());
        settle();
    }

    private void again(Lanes.Lane lane, Answer answer) {
        tally.retries++;
        lane.failures++;
        lane.isReady = false;
        lane.isSilent = answer.kind() == Answer.Kind.SILENCE;
        tally.trouble("notices are not taken by " + channel.name() + ": " + answer.detail());
        int failures = lane.failures;
        long wait = Math.max(answer.waitMs(), settings.retry().waitMs(failures, lane.incident));
        ground.thread().after(wait, () -> {
            // Woken before its time and failed again, it has a later timer.
            if (lane.failures == failures) {
                lane.isReady = true;
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
        if (lanes.all().stream().allMatch(lane -> lane.failures == 0)) {
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
