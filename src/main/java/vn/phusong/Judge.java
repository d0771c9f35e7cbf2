package vn.phusong;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Effects;
import vn.phusong.engine.Engine;
import vn.phusong.engine.Event;
import vn.phusong.engine.Outcome;
import vn.phusong.engine.Spurned;
import vn.phusong.ingest.Hearing;
import vn.phusong.reading.Reading;
import vn.phusong.reading.Refusal;
import vn.phusong.reading.RefusalReason;
import vn.phusong.village.Registry;
import vn.phusong.village.RegistryChange;

/** The same decoders and the same fold as the server, fed from lines instead of doors: every whole minute a tick, after what was received by then. */
final class Judge {
    private static final long MINUTE_MS = 60_000;

    private final Engine engine;
    private final Hearing hearing;
    private final RegistryChange registry;
    private final JudgeLines lines;
    private long nextTick;
    private long lastReceived;

    /** One line in. */
    record Message(long receivedAt, String device, byte[] payload, @Nullable String contentType) {}

    Judge(Settings settings, Registry registry, JudgeLines lines) {
        this.engine = new Engine(RuleSettings.rules(1, settings));
        this.hearing = new Hearing(Entry.wire(settings), () -> registry);
        this.registry = registry.asChange();
        this.lines = lines;
    }

    void take(Message message) {
        if (nextTick == 0) {
            say(engine.step(new Event.RegistryChanged(message.receivedAt(), registry)));
            nextTick = wholeMinuteFrom(message.receivedAt());
        }
        lastReceived = Math.max(lastReceived, message.receivedAt());
        tickTo(lastReceived - 1);
        Hearing.Heard heard =
                hearing.hear(message.device(), message.receivedAt(), message.payload(), message.contentType());
        heard.refused().forEach(refusal -> lines.refusal(message.receivedAt(), message.device(), refusal));
        List<Spurned> spurned = heard.refused().stream()
                .map(refusal -> new Spurned(message.device(), message.receivedAt(), -1, refusal.reason()))
                .toList();
        if (!heard.readings().isEmpty() || !spurned.isEmpty()) {
            Effects effects = engine.step(new Event.Readings(lastReceived, heard.readings(), spurned));
            say(effects);
            refusals(heard.readings(), effects.outcomes());
        }
    }

    private void refusals(List<Reading> readings, List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            Reading reading = readings.get(i);
            switch (outcomes.get(i)) {
                case COMMITTED, DUPLICATE -> {}
                case CONFLICT ->
                    lines.refusal(
                            reading.receivedAt(),
                            reading.device(),
                            new Refusal(RefusalReason.CONFLICT, "said something else of the same time before"));
                case NOT_ALLOWED ->
                    lines.refusal(
                            reading.receivedAt(),
                            reading.device(),
                            new Refusal(RefusalReason.DEVICE_NOT_ALLOWED, "not in the registry at that time"));
            }
        }
    }

    void end(Optional<Long> until) {
        if (nextTick != 0) {
            tickTo(Math.max(lastReceived, until.orElse(lastReceived)));
        }
        lines.end();
    }

    private void tickTo(long last) {
        for (; nextTick <= last; nextTick += MINUTE_MS) {
            say(engine.step(new Event.Tick(nextTick)));
        }
    }

    private void say(Effects effects) {
        effects.standings().forEach(lines::standing);
        effects.revisions().forEach(lines::revision);
        effects.incidents().forEach(lines::incident);
    }

    private static long wholeMinuteFrom(long at) {
        return -Math.floorDiv(-at, MINUTE_MS) * MINUTE_MS;
    }
}
