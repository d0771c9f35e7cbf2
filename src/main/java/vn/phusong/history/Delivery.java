package vn.phusong.history;

import com.influxdb.exceptions.InfluxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries lines into a bucket, a bounded request at a time and in order. What is good is durable when it returns; what the server refuses for good is
 * found by halving and set aside with the server's reason; anything else is trouble, and the whole comes again. History's thread only.
 */
final class Delivery {
    static final int MOST = 5_000;

    /** How InfluxDB ends a partial refusal: so many were dropped, the rest is stored. */
    private static final Pattern DROPPED = Pattern.compile("dropped=(\\d+)");

    private final InfluxDoor door;
    private final SetAside aside;
    private final String database;
    // Since the last begin().
    private long at;
    private int refused;
    private boolean isProven;

    Delivery(InfluxDoor door, SetAside aside) {
        this.door = door;
        this.aside = aside;
        database = door.settings().database();
    }

    /** @param entryAt time of the journal entries that are delivered now, epoch milliseconds */
    void begin(long entryAt) {
        at = entryAt;
        refused = 0;
        isProven = false;
        aside.forget();
    }

    /** Points set aside since {@link #begin}. */
    int refused() {
        return refused;
    }

    /** @param proof a line the server is known to take, see {@link #prove} */
    void deliver(Keep keep, Lines lines, String proof) throws HistoryTrouble {
        for (int from = 0; from < lines.count(); from += MOST) {
            send(keep, new Part(lines, from, Math.min(lines.count(), from + MOST), proof));
        }
    }

    private record Part(Lines lines, int from, int to, String proof) {
        int size() {
            return to - from;
        }

        String text() {
            return lines.text(from, to);
        }

        Part firstHalf() {
            return new Part(lines, from, (from + to) >>> 1, proof);
        }

        Part secondHalf() {
            return new Part(lines, (from + to) >>> 1, to, proof);
        }
    }

    private void send(Keep keep, Part part) throws HistoryTrouble {
        try {
            door.write(keep, part.text());
        } catch (InfluxException e) {
            switch (e.status()) {
                case 400, 422 -> refused(keep, part, e);
                case 413 -> halve(keep, part, e);
                default -> throw door.trouble(e);
            }
        }
    }

    private void refused(Keep keep, Part part, InfluxException e) throws HistoryTrouble {
        prove(part.proof());
        String reason = InfluxDoor.reason(e);
        // "dropped" may say too few, when there are two reasons at once, but never too many.
        if (part.size() > 1 && dropped(reason) < part.size()) {
            halve(keep, part, e);
            return;
        }
        for (int i = part.from(); i < part.to(); i++) {
            aside.add(at, keep.bucket(database), part.lines().text(i, i + 1), reason);
            refused++;
        }
    }

    private void halve(Keep keep, Part part, InfluxException e) throws HistoryTrouble {
        if (part.size() == 1) {
            aside.add(at, keep.bucket(database), part.text(), InfluxDoor.reason(e));
            refused++;
            return;
        }
        send(keep, part.firstHalf());
        send(keep, part.secondHalf());
    }

    /** Something between us and the server may refuse everything: before a point is blamed, one that is surely good must be taken. */
    private void prove(String proof) throws HistoryTrouble {
        if (!isProven) {
            try {
                door.write(Keep.FOREVER, proof);
                isProven = true;
            } catch (InfluxException e) {
                throw door.trouble(e);
            }
        }
    }

    private static int dropped(String reason) {
        Matcher told = DROPPED.matcher(reason);
        return told.find() ? Integer.parseInt(told.group(1)) : 0;
    }
}
