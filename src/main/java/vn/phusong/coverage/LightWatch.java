package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether the light that reaches an ONT has faded against its own week: the median of 24 hours at least 3 dB below that of seven days (domain.md §2.1), a
 * bent fibre or a dirty connector, long before the line is lost. Clears when it is within 2 dB of the level it had. Never an outage. 78 bytes as a row.
 * Watch loop only.
 */
public final class LightWatch extends Baseline {
    private static final float FADED_DB = 3;
    private static final float BACK_DB = 2;
    private static final short NONE = Short.MIN_VALUE;

    // What it was before it faded: the week itself grows used to the loss.
    private short beforeCenti = NONE;
    private int fadedAtS;

    /**
     * Received power of a line that is up.
     *
     * @return whether it was found faded, or well again
     */
    boolean add(long at, float rxDbm) {
        if (!take(at, rxDbm)) {
            return false;
        }
        float day = ofDay();
        float week = isFaded() ? beforeDbm() : ofWeek();
        if (!isFaded() && week - day >= FADED_DB) {
            beforeCenti = (short) Math.round(week * 100);
            fadedAtS = (int) (at / 1000);
            return true;
        }
        if (isFaded() && week - day < BACK_DB) {
            beforeCenti = NONE;
            return true;
        }
        return false;
    }

    public boolean isFaded() {
        return beforeCenti != NONE;
    }

    /** When it was found, by the time of the reading; only while faded. */
    public long fadedAt() {
        return fadedAtS * 1000L;
    }

    /** Median of its week before it faded, dBm; only while faded. */
    public float beforeDbm() {
        return beforeCenti / 100f;
    }

    /** Median of the last 24 hours, dBm, NaN when too little was told. */
    public float dayDbm() {
        return ofDay();
    }

    /** Median of the last seven days that are over, dBm, NaN when too little was told. */
    public float weekDbm() {
        return ofWeek();
    }

    void write(DataOutput out) throws IOException {
        writeBaseline(out);
        out.writeShort(beforeCenti);
        out.writeInt(fadedAtS);
    }

    static LightWatch read(DataInput in) throws IOException {
        LightWatch light = new LightWatch();
        light.readBaseline(in);
        light.beforeCenti = in.readShort();
        light.fadedAtS = in.readInt();
        return light;
    }
}
