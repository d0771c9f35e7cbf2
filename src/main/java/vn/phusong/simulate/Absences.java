package vn.phusong.simulate;

import java.util.List;

/** When the server itself hears nothing: once a day, half an hour to an hour, at an hour that changes. Equal seeds and starts give equal absences. */
final class Absences {
    private static final long MINUTE = 60_000;
    private static final long DAY = 1440 * MINUTE;
    private static final int FIRST_MINUTE = 180;
    private static final int LAST_MINUTE = 1320;

    private final Mix mix;
    private final long seed;
    private final long startMs;

    Absences(Mix mix, long seed, long startMs) {
        this.mix = mix;
        this.seed = Noise.mix(seed, 23);
        this.startMs = startMs;
    }

    boolean isAbsent(long at) {
        return mix == Mix.ALL && ofDay(day(at), List.of("-")).holdsAt(at);
    }

    /** The one that begins within (after, until], a list of one or none; no two begin within an hour. */
    List<Truth> begunIn(long after, long until, List<String> villages) {
        if (mix != Mix.ALL) {
            return List.of();
        }
        Truth truth = ofDay(day(until), villages);
        return truth.from() > after && truth.from() <= until ? List.of(truth) : List.of();
    }

    private long day(long at) {
        return Math.floorDiv(at - startMs, DAY);
    }

    private Truth ofDay(long day, List<String> villages) {
        FaultKind kind = FaultKind.ABSENCE;
        long from = startMs
                + day * DAY
                + (FIRST_MINUTE + Noise.whole(seed, 2 * day, LAST_MINUTE - FIRST_MINUTE)) * MINUTE
                + 7_000;
        int minutes =
                kind.leastMinutes() + Noise.whole(seed, 2 * day + 1, kind.mostMinutes() - kind.leastMinutes() + 1);
        return new Truth(kind, "server", null, villages, from, from + minutes * MINUTE, kind.cause());
    }
}
