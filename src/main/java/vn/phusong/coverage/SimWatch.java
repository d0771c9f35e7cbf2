package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.reading.Levels;
import vn.phusong.reading.Radio;
import vn.phusong.reading.Rat;

/**
 * How far the levels of one SIM slot of a probe are to be believed: stuck to the digit, or a step from one day to the next (an antenna was changed or
 * turned). Both are said, neither is excluded from any verdict. Watch loop only.
 */
public final class SimWatch extends Baseline {
    private static final int STUCK_SAMPLES = 60;
    private static final long STUCK_MS = 2 * 3_600_000;
    private static final long STUCK_COARSE_MS = 24 * 3_600_000;
    private static final float STEP_DB = 6;
    private static final float STEP_OVER_DB = 3;

    private int levels;
    private int alike;
    private long alikeSince;
    private long stuckSince;
    private long stepAt;
    private float stepDb;
    private Votes votes = new Votes();

    /**
     * A sample newer than all before.
     *
     * @param levelDbm NaN when absent
     * @return whether something was found, or is over
     */
    boolean sample(long at, Radio radio, float levelDbm) {
        if (Float.isNaN(levelDbm)) {
            return false;
        }
        boolean changed = stuck(at, radio.levels(), radio.nr());
        // Of the LTE anchor only: another technology is another level.
        boolean isAnchor = radio.rat() == Rat.LTE || radio.rat() == Rat.NR_NSA;
        if (!isAnchor || !take(at, levelDbm)) {
            return changed;
        }
        return step(at) || changed;
    }

    private boolean stuck(long at, Levels told, Levels nr) {
        int now = 31 * bits(told) + bits(nr);
        if (now != levels) {
            levels = now;
            alike = 1;
            alikeSince = at;
            boolean wasStuck = stuckSince != 0;
            stuckSince = 0;
            return wasStuck;
        }
        alike++;
        if (stuckSince != 0 || alike < STUCK_SAMPLES || at - alikeSince < least(told)) {
            return false;
        }
        stuckSince = alikeSince;
        return true;
    }

    /** Tenths do not repeat by chance; whole numbers of three quantities do for an hour, one whole number may for a still night. */
    private static long least(Levels told) {
        if (isFine(told.rsrpDbm()) || isFine(told.rsrqDb()) || isFine(told.sinrDb()) || isFine(told.rscpDbm())) {
            return 0;
        }
        return Float.isNaN(told.rsrqDb()) || Float.isNaN(told.sinrDb()) ? STUCK_COARSE_MS : STUCK_MS;
    }

    private static boolean isFine(float value) {
        // Quality comes in halves from the coarsest modems (TS 36.133 §9.1.7), so halves are coarse too.
        return !Float.isNaN(value) && 2 * value != Math.rint(2 * value);
    }

    private static int bits(Levels told) {
        int bits = Float.floatToIntBits(told.rsrpDbm());
        bits = 31 * bits + Float.floatToIntBits(told.rsrqDb());
        bits = 31 * bits + Float.floatToIntBits(told.sinrDb());
        return 31 * bits + Float.floatToIntBits(told.rscpDbm());
    }

    private boolean step(long at) {
        float by = ofDay() - ofWeek();
        if (stepAt == 0 && Math.abs(by) >= STEP_DB) {
            stepAt = at;
            stepDb = by;
            return true;
        }
        if (stepAt != 0 && Math.abs(by) < STEP_OVER_DB) {
            stepAt = 0;
            return true;
        }
        return false;
    }

    /** Since when every sample was alike, 0 when it is not stuck. */
    public long stuckSince() {
        return stuckSince;
    }

    /** When the step was found, 0 when there is none. */
    public long stepAt() {
        return stepAt;
    }

    /** By how much the day stood off its week when the step was found, dB. */
    public float stepDb() {
        return stepDb;
    }

    public Votes votes() {
        return votes;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(levels);
        Varint.write(out, alike);
        Varint.write(out, alikeSince);
        Varint.write(out, stuckSince);
        writeBaseline(out);
        Varint.write(out, stepAt);
        out.writeFloat(stepDb);
        votes.write(out);
    }

    static SimWatch read(DataInput in) throws IOException {
        SimWatch sim = new SimWatch();
        sim.levels = in.readInt();
        sim.alike = Varint.readInt(in);
        sim.alikeSince = Varint.read(in);
        sim.stuckSince = Varint.read(in);
        sim.readBaseline(in);
        sim.stepAt = Varint.read(in);
        sim.stepDb = in.readFloat();
        sim.votes = Votes.read(in);
        return sim;
    }
}
