package vn.phusong.incident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.phusong.coverage.Mains;
import vn.phusong.coverage.SampleRules;
import vn.phusong.coverage.Signal;
import vn.phusong.coverage.Standing;

/** Villages of one province by what the fold of villages says of them. Minutes count from {@link #T0}; a place is {@code village:operator:station}. */
abstract class SaidOfVillages {
    static final long MINUTE = 60_000;
    static final long T0 = 1_767_200_400_000L;

    IncidentFold fold = new IncidentFold();
    Telling telling = new Telling();
    final Map<String, String> communes = new HashMap<>();
    int households = 10;
    final Places places = new Places() {
        @Override
        public int households(String village) {
            return households;
        }

        @Override
        public List<String> areas(String village, long at) {
            return List.of(communes.getOrDefault(village, "c"), "p");
        }
    };

    static long at(double minute) {
        return T0 + Math.round(minute * MINUTE);
    }

    void stands(String place, Standing standing, double minute, double outage, Mains mains) {
        String[] parts = place.split(":", -1);
        Signal signal = new Signal(
                        Signal.What.STANDING,
                        parts[0],
                        parts[1],
                        standing,
                        at(minute),
                        at(outage),
                        true,
                        new Signal.Lines(0, 0, 0))
                .with(new Signal.Serving(parts[2], mains));
        fold.signal(SampleRules.DEFAULT, signal, telling);
    }

    void up(String... all) {
        for (String place : all) {
            stands(place, Standing.COVERED, -60, -60, Mains.UNKNOWN);
        }
    }

    void down(double start, String... all) {
        for (String place : all) {
            stands(place, Standing.UNCOVERED, start + 14, start, Mains.UNKNOWN);
        }
    }

    void back(double minute, String... all) {
        for (String place : all) {
            stands(place, Standing.COVERED, minute + 40, minute, Mains.UNKNOWN);
        }
    }

    void unknown(double minute, String... all) {
        for (String place : all) {
            stands(place, Standing.UNKNOWN, minute, 0, Mains.UNKNOWN);
        }
    }

    void tick(double minute) {
        fold.tick(SampleRules.DEFAULT, at(minute), true, places, telling);
    }

    List<String> told() {
        return telling.owed().stream()
                .map(owed -> owed.step().word() + " " + owed.incident().id())
                .toList();
    }

    Incident newest(String id) {
        return telling.changes().stream()
                .filter(incident -> incident.id().equals(id))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** Places of villages va, vb … of one operator at one station. */
    static String[] places(int from, int to, String operator, String station) {
        List<String> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            all.add("v" + (char) ('a' + i) + ":" + operator + ":" + station);
        }
        return all.toArray(String[]::new);
    }
}
