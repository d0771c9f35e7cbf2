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
 * @param outage start (for {@code STANDING} to uncovered, {@code FIBRE_DOWN}, {@code FIBRE_FEW}) or end (to covered or degraded, {@code FIBRE_BACK}) of the outage itself
 * @param lines of {@code FIBRE_DOWN}; of {@code FIBRE_BACK}, how many are gone still ({@code gone}), of how many that were ({@code expected})
 * @param proof what an outage of (centre, operator) is told by; nothing for anything else
 * @param everServed whether the place had service before; without it, it is listed and never alarmed
 * @param serving by which base station it was served last, and what is known of the power there
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
        Proof proof,
        Serving serving) {
    private static final int EVER_SERVED = 1;
    private static final int WITH_SERVING = 2;

    /** What the signal says. */
    public enum What {
        /** The standing of (centre, operator) changed. */
        STANDING,
        /** An uncovered (centre, operator) was not measured lately: nothing about it may fall due. */
        BLIND,
        /** It is measured again. */
        SEEN,
        /** Another base station serves it now; nothing else changed. */
        SERVED,
        FIBRE_DOWN,
        /** So many of those lines are back that what is left would be no outage; it is not over. {@code FIBRE_DOWN} again when it would be one. */
        FIBRE_FEW,
        FIBRE_BACK,
        /** The lines it lost left the roster; the village stays. */
        FIBRE_LEFT,
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

    /**
     * @param station its key, of the last good sample at home; empty while none told a cell
     * @param mains what the probes of the village say of the grid's power since the outage began, unknown while there is none
     */
    public record Serving(String station, Mains mains) {
        public static final Serving NONE = new Serving("", Mains.UNKNOWN);
    }

    /** Without what an outage of (centre, operator) is told by, and of a place whose base station nobody told. */
    public Signal(
            What what,
            String village,
            @Nullable String operator,
            Standing standing,
            long at,
            long outage,
            boolean everServed,
            Lines lines) {
        this(what, village, operator, standing, at, outage, everServed, lines, Proof.NONE, Serving.NONE);
    }

    /** Of {@code FIBRE_DOWN}: the same outage, of which now few are left. */
    public Signal few() {
        return new Signal(What.FIBRE_FEW, village, operator, standing, at, outage, everServed, lines, proof, serving);
    }

    /** The same, of a place served so. */
    public Signal with(Serving served) {
        return new Signal(what, village, operator, standing, at, outage, everServed, lines, proof, served);
    }

    public static Signal served(String village, String operator, Slot slot, long at, String station) {
        return new Signal(What.SERVED, village, operator, slot.standing(), at, 0, slot.everServed(), Lines.NONE)
                .with(new Serving(station, Mains.UNKNOWN));
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
                What.STANDING,
                village,
                operator,
                slot.standing(),
                at,
                outage,
                slot.everServed(),
                Lines.NONE,
                proof,
                Serving.NONE);
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

    static Signal fibreFew(String village, long at, long start) {
        return new Signal(What.FIBRE_FEW, village, null, Standing.UNCOVERED, at, start, true, Lines.NONE);
    }

    static Signal fibreBack(String village, long at, long end, Lines lines) {
        return new Signal(What.FIBRE_BACK, village, null, Standing.COVERED, at, end, true, lines);
    }

    static Signal fibreLeft(String village, long at) {
        return new Signal(What.FIBRE_LEFT, village, null, Standing.UNKNOWN, at, at, true, Lines.NONE);
    }

    /** Without its proof: only those of fibre are kept. */
    public void write(DataOutput out) throws IOException {
        out.writeUTF(what.name());
        out.writeUTF(village);
        out.writeUTF(operator == null ? "" : operator);
        out.writeUTF(standing.name());
        out.writeLong(at);
        out.writeLong(outage);
        boolean isServing = !serving.equals(Serving.NONE);
        out.writeByte((everServed ? EVER_SERVED : 0) | (isServing ? WITH_SERVING : 0));
        out.writeInt(lines.gone());
        out.writeInt(lines.expected());
        out.writeInt(lines.gaspPercent());
        if (isServing) {
            out.writeUTF(serving.station());
            out.writeUTF(serving.mains().name());
        }
    }

    public static Signal read(DataInput in) throws IOException {
        What what = What.valueOf(in.readUTF());
        String village = in.readUTF();
        String operator = in.readUTF();
        Standing standing = Standing.valueOf(in.readUTF());
        long at = in.readLong();
        long outage = in.readLong();
        int flags = in.readByte();
        Lines lines = new Lines(in.readInt(), in.readInt(), in.readInt());
        Serving serving =
                (flags & WITH_SERVING) == 0 ? Serving.NONE : new Serving(in.readUTF(), Mains.valueOf(in.readUTF()));
        return new Signal(
                what,
                village,
                operator.isEmpty() ? null : operator,
                standing,
                at,
                outage,
                (flags & EVER_SERVED) != 0,
                lines,
                Proof.NONE,
                serving);
    }
}
