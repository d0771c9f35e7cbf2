package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * When what breaks. The first two hours follow a programme, so that whoever looks sees each kind of fault soon; after that chance decides, hour by hour, at
 * a modest rate for ever. Equal seeds and starts give equal plans, however often it is asked.
 */
final class FaultPlan {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long PROGRAMME_MS = 2 * HOUR;
    /** The rates of {@link FaultKind} are meant for this many probes. */
    private static final double USUAL_PROBES = 1000;

    private static final List<Act> PROGRAMME = List.of(
            new Act(FaultKind.BAD_PAYLOAD, 3, 5, 60, 120),
            new Act(FaultKind.SILENT, 6, 10, 120, 300),
            new Act(FaultKind.OFFLINE, 3, 15, 40, 60),
            new Act(FaultKind.SITE, 4, 16, 45, 120),
            new Act(FaultKind.MAST, 3, 20, 60, 90),
            new Act(FaultKind.SLOW, 3, 25, 60, 120),
            // A line's usual state is known after an hour; an outage of fibre before that could not be told from a line
            // that never was.
            new Act(FaultKind.POWER, 2, 75, 50, 80),
            new Act(FaultKind.PON, 2, 85, 60, 120));

    private static final double STORMS_PER_HOUR = 0.3;
    private static final List<FaultKind> STORM =
            List.of(FaultKind.MAST, FaultKind.SITE, FaultKind.POWER, FaultKind.PON, FaultKind.SLOW, FaultKind.OFFLINE);

    private final Province province;
    private final Targets targets;
    private final long seed;
    private final long startMs;
    private final Mix mix;

    private record Act(FaultKind kind, int times, int afterMinutes, int leastMinutes, int mostMinutes) {}

    FaultPlan(Province province, long seed, long startMs, Mix mix) {
        this.province = province;
        this.mix = mix;
        this.targets = new Targets(province, mix);
        this.seed = Noise.mix(seed, 11);
        this.startMs = startMs;
    }

    long startMs() {
        return startMs;
    }

    /** What holds for ever and what the programme brings; each is entered in {@code faults}. */
    List<Fault> opening(Faults faults) {
        List<Fault> decided = new ArrayList<>();
        for (FaultKind kind : List.of(FaultKind.WHITE_SPOT, FaultKind.WEAK)) {
            for (Fault spot : targets.of(kind)) {
                decide(spot, startMs, Long.MAX_VALUE, faults, decided);
            }
        }
        for (Act act : PROGRAMME) {
            int times = province.probes().size() >= USUAL_PROBES / 10 ? act.times() : 1;
            for (int i = 0; i < times; i++) {
                long key = Noise.mix(seed, Noise.key(act.kind().word()) + i);
                long from = startMs + act.afterMinutes() * MINUTE + 2L * i * MINUTE + seconds(key, 1, 60);
                happen(act.kind(), key, from, act.leastMinutes(), act.mostMinutes(), faults, decided);
            }
        }
        return decided;
    }

    /** What breaks in the hour that is {@code hour} hours after the start; nothing during the programme. */
    List<Fault> hour(long hour, Faults faults) {
        List<Fault> decided = new ArrayList<>();
        long begin = startMs + hour * HOUR;
        if (begin < startMs + PROGRAMME_MS) {
            return decided;
        }
        for (FaultKind kind : FaultKind.values()) {
            long dice = Noise.mix(Noise.mix(seed, hour), Noise.key(kind.word()));
            int times = mix.has(kind) ? times(kind.perHour(), dice) : 0;
            for (int i = 0; i < times; i++) {
                long key = Noise.mix(dice, i + 1);
                long from = begin + seconds(key, 1, 3600);
                happen(kind, key, from, kind.leastMinutes(), kind.mostMinutes(), faults, decided);
            }
        }
        if (mix == Mix.ALL) {
            storm(hour, begin, faults, decided);
        }
        return decided;
    }

    private int times(double perHour, long dice) {
        double expected = perHour * province.probes().size() / USUAL_PROBES;
        return (int) (expected + Noise.unit(dice, 0));
    }

    /** Several things at once, within ten minutes. */
    private void storm(long hour, long begin, Faults faults, List<Fault> decided) {
        long dice = Noise.mix(Noise.mix(seed, hour), Noise.key("storm"));
        for (int i = 0; i < times(STORMS_PER_HOUR, dice); i++) {
            long from = begin + seconds(dice, 1 + i, 3000);
            for (FaultKind kind : STORM) {
                long key = Noise.mix(dice, 100L * i + Noise.key(kind.word()));
                long at = from + seconds(key, 1, 600);
                happen(kind, key, at, kind.leastMinutes(), kind.mostMinutes(), faults, decided);
            }
        }
    }

    private void happen(
            FaultKind kind,
            long key,
            long from,
            int leastMinutes,
            int mostMinutes,
            Faults faults,
            List<Fault> decided) {
        List<Fault> candidates = targets.of(kind);
        long lasts = leastMinutes * MINUTE + seconds(key, 2, (mostMinutes - leastMinutes) * 60 + 1);
        // A few throws are enough: when most things are broken already, one more fault would not be missed.
        for (int i = 0; i < 5 && !candidates.isEmpty(); i++) {
            Fault target = candidates.get(Noise.whole(key, 3 + i, candidates.size()));
            // Asked for the beginning of the hour, because the fault before may not be replaced while it still lasts.
            if (faults.isFree(kind, target.target(), from - HOUR)) {
                decide(target, from, from + lasts, faults, decided);
                return;
            }
        }
    }

    private static void decide(Fault target, long from, long to, Faults faults, List<Fault> decided) {
        Fault fault = new Fault(
                target.kind(), target.target(), target.place(), target.operator(), target.villages(), from, to);
        faults.take(fault);
        decided.add(fault);
    }

    private static long seconds(long key, int step, int bound) {
        return 1000L * Noise.whole(key, step, bound);
    }
}
