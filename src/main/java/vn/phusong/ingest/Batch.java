package vn.phusong.ingest;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.engine.Spurned;
import vn.phusong.journal.Commit;
import vn.phusong.journal.Quarantined;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;

/** One commit in the making: messages and requests stepped through the engine, in order. Watch loop only. */
final class Batch {
    private final Engine engine;
    private final Recent recent;
    private final List<Commit.Step> steps = new ArrayList<>();
    private final List<Quarantined> refused = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private boolean news;

    /** A message and what the fold made of its readings. */
    record Taken(Arrival arrival, List<Outcome> outcomes) {}

    Batch(Engine engine, Recent recent) {
        this.engine = engine;
        this.recent = recent;
    }

    void asked(List<Requests.Asked> asked) {
        asked.forEach(request -> {
            if (request.event() != null) {
                step(request.event());
            }
        });
    }

    /** Readings received at or before a tick precede it; of several minutes gone by, one tick is made. */
    void messagesAround(long tick, List<Arrival> arrivals) {
        int before = 0;
        while (before < arrivals.size() && arrivals.get(before).sender().receivedAt() <= tick) {
            before++;
        }
        messages(arrivals.subList(0, before));
        step(new Event.Tick(tick));
        messages(arrivals.subList(before, arrivals.size()));
    }

    private void step(Event event) {
        news = true;
        steps.add(new Commit.Step(event, engine.step(event)));
    }

    /** Whether more than readings happened, so that the picture must be painted anew. */
    boolean isNews() {
        return news;
    }

    void messages(List<Arrival> arrivals) {
        List<Reading> readings = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            readings.addAll(arrival.readings());
            refused.addAll(arrival.refused());
        }
        Parted parted = new Parted(readings, recent);
        List<Outcome> outcomes = parted.outcomes(fold(arrivals, parted));
        int from = 0;
        for (Arrival arrival : arrivals) {
            int to = from + arrival.readings().size();
            List<Outcome> own = outcomes.subList(from, to);
            taken.add(new Taken(arrival, own));
            quarantine(arrival, own);
            from = to;
        }
    }

    private List<Outcome> fold(List<Arrival> arrivals, Parted parted) {
        List<Spurned> spurned = spurned(arrivals, parted);
        if (parted.fresh().isEmpty() && spurned.isEmpty()) {
            return List.of();
        }
        long at = arrivals.get(arrivals.size() - 1).sender().receivedAt();
        Event event = new Event.Readings(at, parted.fresh(), spurned);
        Effects effects = engine.step(event);
        steps.add(new Commit.Step(event, effects));
        return effects.outcomes();
    }

    /** What the fold does not see, but has to count. */
    private static List<Spurned> spurned(List<Arrival> arrivals, Parted parted) {
        List<Spurned> spurned = new ArrayList<>(parted.repeats());
        for (Arrival arrival : arrivals) {
            for (Quarantined row : arrival.refused()) {
                spurned.add(
                        new Spurned(row.device(), row.at(), -1, row.refusal().reason()));
            }
        }
        return spurned;
    }

    private void quarantine(Arrival arrival, List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            Refusal refusal = refusal(outcomes.get(i), arrival.readings().get(i));
            if (refusal != null) {
                refused.add(KeptBytes.row(arrival.sender(), refusal, arrival.bytes()));
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Refusal refusal(Outcome outcome, Reading reading) {
        return switch (outcome) {
            case COMMITTED, DUPLICATE -> null;
            case CONFLICT ->
                new Refusal(
                        RefusalReason.CONFLICT,
                        "device " + reading.device()
                                + " said something else of the same time before; the first is kept");
            case NOT_ALLOWED ->
                new Refusal(
                        RefusalReason.DEVICE_NOT_ALLOWED,
                        "device " + reading.device() + " is not in the registry at the time of the reading");
        };
    }

    List<Commit.Step> steps() {
        return steps;
    }

    List<Quarantined> refused() {
        return refused;
    }

    /** It is durable: everyone who waits for it is told, once. */
    void settle(long position, Balance balance) {
        for (Taken one : taken) {
            balance.settled(one.arrival(), one.outcomes());
            one.arrival()
                    .settled()
                    .accept(new Settled(
                            position, one.outcomes(), one.arrival().refused().size()));
        }
    }
}
