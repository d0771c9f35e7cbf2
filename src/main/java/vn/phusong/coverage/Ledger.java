package vn.phusong.coverage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of all that one device sent, day by day for eight days: {@code sent = stored + duplicate + refused + lost}. A reading belongs to the local
 * day (+07:00) of its own time, what could not be read to the day it came; so one sent before midnight and noticed after it may stand on either day. Watch
 * loop only.
 */
public final class Ledger {
    static final int DAYS = 8;
    private static final long DAY_MS = 86_400_000;
    private static final long OFFSET_MS = 7 * 3_600_000;

    private static final int STORED = 0;
    private static final int DUPLICATE = 1;
    private static final int REFUSED = 2;
    // Refused before its number could be read: it is one of those that are missing.
    private static final int UNREAD = 3;
    private static final int MISSING = 4;
    private static final int FIELDS = 5;

    private int today = Integer.MIN_VALUE;
    private final int[] counts = new int[DAYS * FIELDS];

    /**
     * One day of one device, or of all devices of a place.
     *
     * @param day days since 1970-01-01, local
     * @param lost by the device's own count never came; less than the truth when it does not number what it sends
     */
    public record Day(int day, long stored, long duplicate, long refused, long lost) {
        public long sent() {
            return stored + duplicate + refused + lost;
        }

        public Day plus(Day other) {
            return new Day(
                    day,
                    stored + other.stored,
                    duplicate + other.duplicate,
                    refused + other.refused,
                    lost + other.lost);
        }
    }

    public static int dayOf(long at) {
        return (int) Math.floorDiv(at + OFFSET_MS, DAY_MS);
    }

    void stored(int day, int readings) {
        add(day, STORED, readings);
    }

    void duplicate(int day) {
        add(day, DUPLICATE, 1);
    }

    /** @param wasRead whether its number is known */
    void refused(int day, boolean wasRead) {
        add(day, wasRead ? REFUSED : UNREAD, 1);
    }

    /** So many numbers are missing more, or fewer. */
    void missing(int day, int more) {
        add(day, MISSING, more);
    }

    /** The days that have anything, newest first. */
    public List<Day> days() {
        List<Day> days = new ArrayList<>(DAYS);
        for (int day = today; today != Integer.MIN_VALUE && day > today - DAYS; day--) {
            int at = place(day);
            int unread = counts[at + UNREAD];
            Day one = new Day(
                    day,
                    counts[at + STORED],
                    counts[at + DUPLICATE],
                    counts[at + REFUSED] + unread,
                    Math.max(0, counts[at + MISSING] - unread));
            if (one.sent() > 0) {
                days.add(one);
            }
        }
        return days;
    }

    private void add(int day, int field, int more) {
        if (day > today) {
            advance(day);
        }
        // Of a day that is forgotten nothing is counted: a part of it would be untrue.
        if (day > today - DAYS) {
            counts[place(day) + field] += more;
        }
    }

    private void advance(int day) {
        int from = today == Integer.MIN_VALUE ? day : Math.max(today + 1, day - DAYS + 1);
        for (int next = from; next <= day; next++) {
            int at = place(next);
            for (int i = 0; i < FIELDS; i++) {
                counts[at + i] = 0;
            }
        }
        today = day;
    }

    private static int place(int day) {
        return Math.floorMod(day, DAYS) * FIELDS;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(today);
        for (int count : counts) {
            Varint.write(out, count);
        }
    }

    static Ledger read(DataInput in) throws IOException {
        Ledger ledger = new Ledger();
        ledger.today = in.readInt();
        for (int i = 0; i < ledger.counts.length; i++) {
            ledger.counts[i] = Varint.readInt(in);
        }
        return ledger;
    }
}
