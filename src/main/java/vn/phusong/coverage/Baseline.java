package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A level against its own past: hourly means of the last 24 hours, and of the last seven local days (+07:00) the median of each. 72 bytes as a row. Levels
 * within ±327 dBm; only what was measured may come in, never a sentinel. Watch loop only.
 */
class Baseline {
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final int HOUR_MS = 3_600_000;
    private static final int OFFSET_H = 7;
    private static final short NONE = Short.MIN_VALUE;
    /** Fewer hours are no day: the line of a household that was at home for an evening. */
    private static final int LEAST_HOURS = 6;

    private static final int LEAST_DAYS = 3;

    private int hour;
    private int sumCenti;
    private short samples;
    // Hourly means by hour of the epoch modulo 24, then medians by local day modulo 7; hundredths.
    private final short[] means = new short[HOURS + DAYS];

    Baseline() {
        Arrays.fill(means, NONE);
    }

    /**
     * A measured level; one of an hour that is over changes nothing.
     *
     * @return whether an hour was closed, so that the medians may have moved
     */
    final boolean take(long at, float level) {
        int of = (int) (at / HOUR_MS);
        boolean isOver = of > hour && samples > 0;
        if (of > hour) {
            close(of);
        }
        if (of == hour && samples < Short.MAX_VALUE) {
            sumCenti += Math.round(level * 100);
            samples++;
        }
        return isOver;
    }

    private void close(int next) {
        if (samples > 0) {
            means[Math.floorMod(hour, HOURS)] = (short) Math.round((float) sumCenti / samples);
        }
        if (hour != 0 && dayOf(next) > dayOf(hour)) {
            closeDay(dayOf(next));
        }
        for (int gone = Math.max(hour + 1, next - HOURS + 1); gone <= next; gone++) {
            means[Math.floorMod(gone, HOURS)] = NONE;
        }
        hour = next;
        sumCenti = 0;
        samples = 0;
    }

    private void closeDay(int next) {
        int day = dayOf(hour);
        short[] ofDay = new short[HOURS];
        int found = 0;
        for (int one = hour; one > hour - HOURS && dayOf(one) == day; one--) {
            short mean = means[Math.floorMod(one, HOURS)];
            if (mean != NONE) {
                ofDay[found++] = mean;
            }
        }
        means[HOURS + Math.floorMod(day, DAYS)] = found < LEAST_HOURS ? NONE : median(ofDay, found);
        for (int gone = Math.max(day + 1, next - DAYS + 1); gone < next; gone++) {
            means[HOURS + Math.floorMod(gone, DAYS)] = NONE;
        }
    }

    private static int dayOf(int hour) {
        return Math.floorDiv(hour + OFFSET_H, HOURS);
    }

    /** Median of the hourly means of the last 24 hours, NaN when there are too few. */
    final float ofDay() {
        return median(0, HOURS, LEAST_HOURS);
    }

    /** Median of the medians of the last seven days that are over, NaN when there are too few. */
    final float ofWeek() {
        return median(HOURS, DAYS, LEAST_DAYS);
    }

    private float median(int from, int count, int least) {
        short[] told = new short[count];
        int found = 0;
        for (int i = from; i < from + count; i++) {
            if (means[i] != NONE) {
                told[found++] = means[i];
            }
        }
        return found < least ? Float.NaN : median(told, found) / 100f;
    }

    /** Of an even number of values the mean of the two in the middle. */
    private static short median(short[] values, int count) {
        Arrays.sort(values, 0, count);
        int middle = count / 2;
        return count % 2 == 1 ? values[middle] : (short) Math.floorDiv(values[middle - 1] + values[middle], 2);
    }

    final void writeBaseline(DataOutput out) throws IOException {
        out.writeInt(hour);
        out.writeInt(sumCenti);
        out.writeShort(samples);
        for (short mean : means) {
            out.writeShort(mean);
        }
    }

    final void readBaseline(DataInput in) throws IOException {
        hour = in.readInt();
        sumCenti = in.readInt();
        samples = in.readShort();
        for (int i = 0; i < means.length; i++) {
            means[i] = in.readShort();
        }
    }
}
