package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the fold of villages tells the fold of incidents: all that one gets to see, beside the ticks.
 *
 * @param operator null for fibre
 * @param at event time
 * @param outage start (for {@code STANDING} to uncovered, {@code FIBRE_DOWN}) or end (to covered or degraded, {@code FIBRE_BACK}) of the outage itself
 * @param proof what an outage of (centre, operator) is told by; nothing for anything else
 * @param everServed whether the place had service before; without it, it is listed and never alarmed
 */
public record Signal(
        What what,
        String village,
        @Nullable String operator,
        Standing standing,
        long at,
        long outage,
        boolean everServed,
        Lines lines,
        Proof proof) {
    /** What the signal says. */
    public enum What {
        /** The standing of (centre, operator) changed. */
        STANDING,
        /** An uncovered (centre, operator) was not measured lately: nothing about it may fall due. */
        BLIND,
        /** It is measured again. */
        SEEN,
        FIBRE_DOWN,
        FIBRE_BACK,
        /** (centre, operator), or with no operator the whole village, left the roster. */
        LEFT
    }

    /**
     * @param gone how many lines went
     * @param expected of how many expected up
     * @param gaspPercent share of those gone that sent a dying gasp, 0..100
     */
    public record Lines(int gone, int expected, int gaspPercent) {
        static final Lines NONE = new Lines(0, 0, 0);
    }

    /** Without what an outage of (centre, operator) is told by. */
    public Signal(
            What what,
            String village,
            @Nullable String operator,
            Standing standing,
            long at,
            long outage,
            boolean everServed,
            Lines lines) {
        this(what, village, operator, standing, at, outage, everServed, lines, Proof.NONE);
    }

    public static Signal standing(String village, String operator, Slot slot, long at) {
        long outage =
                switch (slot.standing()) {
                    case UNCOVERED -> slot.outageStart();
                    case COVERED, DEGRADED -> slot.outageEnd();
                    case UNKNOWN, RECOVERING -> 0;
                };
        Proof proof = slot.standing() == Standing.UNCOVERED ? slot.proof() : Proof.NONE;
        return new Signal(
                What.STANDING, village, operator, slot.standing(), at, outage, slot.everServed(), Lines.NONE, proof);
    }

    public static Signal sight(boolean seen, String village, String operator, Slot slot, long at) {
        return new Signal(
                seen ? What.SEEN : What.BLIND,
                village,
                operator,
                slot.standing(),
                at,
                0,
                slot.everServed(),
                Lines.NONE);
    }

    public static Signal left(String village, @Nullable String operator, long at) {
        return new Signal(What.LEFT, village, operator, Standing.UNKNOWN, at, 0, false, Lines.NONE);
    }

    static Signal fibreDown(String village, long at, long start, Lines lines) {
        return new Signal(What.FIBRE_DOWN, village, null, Standing.UNCOVERED, at, start, true, lines);
    }

    static Signal fibreBack(String village, long at, long end) {
        return new Signal(What.FIBRE_BACK, village, null, Standing.COVERED, at, end, true, Lines.NONE);
    }

    /** Without its proof: only those of fibre are kept. */
    public void write(DataOutput out) throws IOException {
        out.writeUTF(what.name());
        out.writeUTF(village);
        out.writeUTF(operator == null ? "" : operator);
        out.writeUTF(standing.name());
        out.writeLong(at);
        out.writeLong(outage);
        out.writeBoolean(everServed);
        out.writeInt(lines.gone());
        out.writeInt(lines.expected());
        out.writeInt(lines.gaspPercent());
    }

    public static Signal read(DataInput in) throws IOException {
        What what = What.valueOf(in.readUTF());
        String village = in.readUTF();
        String operator = in.readUTF();
        return new Signal(
                what,
                village,
                operator.isEmpty() ? null : operator,
                Standing.valueOf(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                new Lines(in.readInt(), in.readInt(), in.readInt()));
    }
}
