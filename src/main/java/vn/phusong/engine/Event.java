package vn.phusong.engine;

import java.util.List;
import java.util.function.Function;
import vn.phusong.coverage.Rules;
import vn.phusong.incident.Act;
import vn.phusong.reading.Reading;
import vn.phusong.village.RegistryChange;

/** Everything that can change a verdict. The journal keeps these, and the state is their fold. */
public sealed interface Event {
    <T> T match(
            Function<Readings, T> readings,
            Function<Tick, T> tick,
            Function<RegistryChanged, T> registry,
            Function<RulesChanged, T> rules,
            Function<Acted, T> acted);

    /** Our clock when it was taken in, epoch milliseconds. */
    long at();

    /**
     * Readings of one batch in the order they were received; {@code at} is the receive time of the last.
     *
     * @param spurned what else was sent and not taken
     */
    record Readings(long at, List<Reading> readings, List<Spurned> spurned) implements Event {
        public Readings {
            readings = List.copyOf(readings);
            spurned = List.copyOf(spurned);
        }

        public Readings(long at, List<Reading> readings) {
            this(at, readings, List.of());
        }

        @Override
        public <T> T match(
                Function<Readings, T> readings,
                Function<Tick, T> tick,
                Function<RegistryChanged, T> registry,
                Function<RulesChanged, T> rules,
                Function<Acted, T> acted) {
            return readings.apply(this);
        }
    }

    /** Time went by: {@code at} is a whole minute (or the moment of a start). Readings received at or before it come first. */
    record Tick(long at) implements Event {
        @Override
        public <T> T match(
                Function<Readings, T> readings,
                Function<Tick, T> tick,
                Function<RegistryChanged, T> registry,
                Function<RulesChanged, T> rules,
                Function<Acted, T> acted) {
            return tick.apply(this);
        }
    }

    /** The roster changed. */
    record RegistryChanged(long at, RegistryChange change) implements Event {
        @Override
        public <T> T match(
                Function<Readings, T> readings,
                Function<Tick, T> tick,
                Function<RegistryChanged, T> registry,
                Function<RulesChanged, T> rules,
                Function<Acted, T> acted) {
            return registry.apply(this);
        }
    }

    /** The rules changed; what was told under older ones stays told. */
    record RulesChanged(long at, Rules rules) implements Event {
        @Override
        public <T> T match(
                Function<Readings, T> readings,
                Function<Tick, T> tick,
                Function<RegistryChanged, T> registry,
                Function<RulesChanged, T> rules,
                Function<Acted, T> acted) {
            return rules.apply(this);
        }
    }

    /**
     * A person closed or re-opened an incident: what else people do changes no verdict and is no event.
     *
     * @param act also a row of the audit log, by the same commit
     */
    record Acted(long at, Act act) implements Event {
        @Override
        public <T> T match(
                Function<Readings, T> readings,
                Function<Tick, T> tick,
                Function<RegistryChanged, T> registry,
                Function<RulesChanged, T> rules,
                Function<Acted, T> acted) {
            return acted.apply(this);
        }
    }
}
