package vn.phusong;

import java.net.URI;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import vn.phusong.history.DuckDbHistory;
import vn.phusong.history.History;
import vn.phusong.history.HistorySettings;
import vn.phusong.history.InfluxHistory;
import vn.phusong.history.InfluxSettings;
import vn.phusong.history.Roster;
import vn.phusong.village.Device;
import vn.phusong.village.Operator;

/** The store of history that the settings ask for. */
final class Store {
    private Store() {}

    static History open(Settings settings, Watch watch) throws Failure {
        HistorySettings kept =
                new HistorySettings(settings.millis("history.raw.days"), settings.millis("history.rollup.days"), (int)
                        (settings.bytes("history.memory") >> 20));
        Roster roster = new Attribution(watch);
        if (settings.text("history.store").equals("duckdb")) {
            return new DuckDbHistory(settings.dataFolder(), kept, roster);
        }
        // The server lets go by the real time, also of a simulated past.
        InfluxHistory.Ground ground = new InfluxHistory.Ground(
                roster, watch::registry, watch::rules, InstantSource.system(), settings.dataFolder());
        return new InfluxHistory(influx(settings), kept, ground);
    }

    private static InfluxSettings influx(Settings settings) throws Failure {
        try {
            return new InfluxSettings(
                    URI.create(settings.text("influx.url")),
                    settings.text("influx.org"),
                    settings.text("influx.token"),
                    settings.text("influx.database"),
                    settings.millis("influx.timeout"));
        } catch (IllegalArgumentException e) {
            throw new Failure("influx." + e.getMessage());
        }
    }

    /** Readings belong to the village where the device stood at their time. */
    private record Attribution(Watch watch) implements Roster {
        @Override
        public @Nullable String village(String device, long at) {
            Device row = watch.registry().device(device, at);
            return row == null ? null : row.village();
        }

        @Override
        public @Nullable String operator(String plmn) {
            Operator operator = watch.registry().operatorOf(plmn);
            return operator == null ? null : operator.id();
        }
    }
}
