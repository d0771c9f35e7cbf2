package vn.phusong.incident;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import vn.phusong.coverage.PonSignal;

/**
 * One PON of an incident.
 *
 * @param said what it last said while it was out
 * @param back how many of its lines were back when it was over; those that left the registry are none of them
 * @param still how many were not
 */
record LostPon(PonSignal said, boolean out, int back, int still) {
    private static final int IN = 0;
    private static final int OUT = 1;
    // Rows of earlier programs do not say how many are back.
    private static final int COUNTED = 2;

    static LostPon lost(PonSignal said) {
        return new LostPon(said, true, 0, 0);
    }

    int gone() {
        return Math.max(said.lines().gone(), back + still);
    }

    /** As that signal says that it is over. */
    LostPon over(PonSignal signal) {
        PonSignal.Lines lines = signal.lines();
        if (signal.what() == PonSignal.What.LEFT) {
            return new LostPon(said, false, 0, 0);
        }
        int of = lines.expected() == 0 ? said.lines().gone() : lines.expected();
        return new LostPon(said, false, of - lines.gone(), lines.gone());
    }

    /** Still out when its incident closed. */
    LostPon leftBehind() {
        return out ? new LostPon(said, false, 0, said.lines().gone()) : this;
    }

    void write(DataOutput to) throws IOException {
        to.writeByte(out ? OUT : COUNTED);
        if (!out) {
            to.writeInt(back);
            to.writeInt(still);
        }
        said.write(to);
    }

    static LostPon read(DataInput in) throws IOException {
        int kind = in.readByte();
        int back = kind == COUNTED ? in.readInt() : 0;
        int still = kind == COUNTED ? in.readInt() : 0;
        PonSignal said = PonSignal.read(in);
        return new LostPon(said, kind == OUT, kind == IN ? said.lines().gone() : back, still);
    }
}
