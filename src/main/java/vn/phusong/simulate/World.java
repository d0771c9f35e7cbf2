package vn.phusong.simulate;

import java.util.ArrayList;
import java.util.List;
import vn.phusong.village.Registry;

/**
 * The simulated province in time. Pure: it is told what time it is, and says what its devices say; no clock, no socket, no thread. The same registry, seed
 * and start give the same bytes, whatever the steps in which time comes.
 *
 * <p>The truth of any moment is in its {@link Faults}; whatever is decided goes to the truth file first.
 */
final class World {
    private static final long HOUR = 3_600_000;

    private final Province province;
    private final Faults faults;
    private final FaultPlan plan;
    private final ProbeFolk probes;
    private final LineFolk lines;

    // The thread that calls advance only.
    private long now;
    private long hoursPlanned;
    private final List<Fault> decided = new ArrayList<>();

    World(Registry registry, long seed, long startMs) {
        this(registry, seed, startMs, 0, Mix.USUAL);
    }

    /** @param swayMs probes measure at most so much before or after their turn */
    World(Registry registry, long seed, long startMs, long swayMs, Mix mix) {
        province = new Province(registry, startMs, seed, Traces.shipped());
        faults = new Faults(province);
        plan = new FaultPlan(province, seed, startMs, mix);
        now = startMs;
        hoursPlanned = 1;
        decided.addAll(plan.opening(faults));
        probes = new ProbeFolk(province, faults, seed, swayMs);
        lines = new LineFolk(province, faults, seed, startMs);
    }

    Province province() {
        return province;
    }

    Faults faults() {
        return faults;
    }

    long now() {
        return now;
    }

    /** Everything decided since it was last asked, in the order of deciding. */
    List<Fault> decided() {
        List<Fault> fresh = List.copyOf(decided);
        decided.clear();
        return fresh;
    }

    /** Lets time pass up to and including {@code until}; a time that is not later changes nothing. */
    void advance(long until, Mouth mouth) {
        while (now < until) {
            long hourEnd = plan.startMs() + hoursPlanned * HOUR;
            long step = Math.min(until, hourEnd);
            if (step > now) {
                probes.speak(now, step, mouth);
                lines.speak(now, step, mouth);
                now = step;
            }
            if (now >= hourEnd) {
                decided.addAll(plan.hour(hoursPlanned, faults));
                hoursPlanned++;
            }
        }
    }

    /** Lets time pass during which nobody said anything. */
    void skipTo(long until) {
        Mouth nobody = new Mouth() {
            @Override
            public void say(int link, Topic topic, long at, byte[] payload, int readings) {}

            @Override
            public void reach(int link, boolean isReachable) {}
        };
        advance(until, nobody);
    }
}
