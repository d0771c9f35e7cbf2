package vn.phusong.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.phusong.engine.Event;
import vn.phusong.engine.Event.Acted;
import vn.phusong.engine.Event.Readings;
import vn.phusong.engine.Event.RegistryChanged;
import vn.phusong.engine.Event.RulesChanged;
import vn.phusong.engine.Event.Tick;
import vn.phusong.engine.Outcome;
import vn.phusong.engine.Spurned;
import vn.phusong.reading.Reading;

/** An event as a row of the log: a kind, a time and a body. One thread at a time. */
final class EventForm {
    static final int FORMAT = 1;
    static final int READINGS = 1;
    static final int TICK = 2;
    static final int REGISTRY = 3;
    static final int RULES = 4;
    static final int ACTED = 5;

    private final ReadingPacker packer = new ReadingPacker();

    int kind(Event event) {
        return event.match(readings -> READINGS, tick -> TICK, registry -> REGISTRY, rules -> RULES, acted -> ACTED);
    }

    /** What the row's body says, uncompressed; empty when kind and time say all. Of readings only those that were taken, and of the others that they came. */
    byte[] body(Commit.Step step) {
        return step.event()
                .match(
                        readings -> packer.pack(taken(readings, step.effects().outcomes()), spurned(step, readings)),
                        tick -> new byte[0],
                        registry -> Forms.REGISTRY.write(registry.change()),
                        rules -> Forms.RULES.write(rules.rules()),
                        acted -> ActForm.write(acted.act()));
    }

    /**
     * @param body null when it was dropped or never was: then readings are none
     * @param known texts of events before
     */
    static Event read(int kind, int format, long at, byte @Nullable [] body, Texts known) {
        if (format != FORMAT) {
            throw new Damaged("an event of format " + format);
        }
        byte[] content = body == null ? new byte[0] : body;
        return switch (kind) {
            case READINGS -> body == null ? new Readings(at, List.of()) : ReadingUnpacker.unpack(at, body, known);
            case TICK -> new Tick(at);
            case REGISTRY -> new RegistryChanged(at, Forms.REGISTRY.read(content));
            case RULES -> new RulesChanged(at, Forms.RULES.read(content));
            case ACTED -> new Acted(at, ActForm.read(content));
            default -> throw new Damaged("an event of kind " + kind);
        };
    }

    /** In the order in which the fold counts them: those it found, then those the doors had found. */
    private static List<Spurned> spurned(Commit.Step step, Readings batch) {
        List<Outcome> outcomes = step.effects().outcomes();
        List<Spurned> spurned = new ArrayList<>(batch.spurned().size());
        for (int i = 0; i < outcomes.size(); i++) {
            Spurned one = Spurned.of(batch.readings().get(i), outcomes.get(i));
            if (one != null) {
                spurned.add(one);
            }
        }
        spurned.addAll(batch.spurned());
        return spurned;
    }

    private static List<Reading> taken(Readings batch, List<Outcome> outcomes) {
        List<Reading> readings = batch.readings();
        if (outcomes.size() != readings.size()) {
            throw new IllegalArgumentException(readings.size() + " readings with " + outcomes.size() + " outcomes");
        }
        List<Reading> taken = new ArrayList<>(readings.size());
        for (int i = 0; i < readings.size(); i++) {
            if (outcomes.get(i) == Outcome.COMMITTED) {
                taken.add(readings.get(i));
            }
        }
        return taken;
    }
}
